/**
 * Whether the client of a request still holds its connection, so that work nobody waits for can be
 * given up. Knows the web server and nothing of calls.
 */
@NullMarked
package dev.haios.gateway.client;

import org.jspecify.annotations.NullMarked;
