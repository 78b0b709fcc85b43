/**
 * The HTTP edge every service shares: bodies are bounded and validated against their contract
 * before they are bound, every failure is answered as {@code application/problem+json}, and streams
 * of server-sent events are written with a bounded queue. Knows no endpoint.
 */
@NullMarked
package dev.haios.kit.web;

import org.jspecify.annotations.NullMarked;
