/**
 * What the fleet's own models are asked: the payload that the gateway hands them, and the domain
 * classifier's own call. Models answer with {@link dev.haios.contracts.invoke.UpstreamReply}.
 */
@NullMarked
package dev.haios.contracts.model;

import org.jspecify.annotations.NullMarked;
