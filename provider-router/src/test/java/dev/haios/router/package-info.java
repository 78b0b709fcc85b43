/**
 * Tests of the router as a whole, and the stand-ins for its peers that they share: a registry and
 * an event stream, each a real HTTP server.
 */
@NullMarked
package dev.haios.router;

import org.jspecify.annotations.NullMarked;
