/**
 * What the services of HAIOS say to each other: JSON Schemas, the records they bind to and the
 * signature format. Nothing here knows Spring, a database or a socket, so that a plain library or a
 * command line tool can speak the same language. Each feature has its own package.
 */
@NullMarked
package dev.haios.contracts;

import org.jspecify.annotations.NullMarked;
