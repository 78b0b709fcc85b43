/**
 * {@code POST /invoke}: reads what the gateway hands over, body and headers, asks the backend, and
 * answers whole or as a stream. Owns the way from a request to a piece of work; the chat and
 * classifier endpoints use it too.
 */
@NullMarked
package dev.haios.adapters.invoke;

import org.jspecify.annotations.NullMarked;
