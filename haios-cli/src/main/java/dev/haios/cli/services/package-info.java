/**
 * What is registered: listing the services the registry knows, filtered or not, and following what
 * changes. Whether a service can take work is the registry's judgement.
 */
@NullMarked
package dev.haios.cli.services;

import org.jspecify.annotations.NullMarked;
