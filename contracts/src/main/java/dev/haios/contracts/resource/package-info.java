/**
 * What an agent asks of the machines before it starts a job. Whether there is enough is for the
 * resource manager to say.
 */
@NullMarked
package dev.haios.contracts.resource;

import org.jspecify.annotations.NullMarked;
