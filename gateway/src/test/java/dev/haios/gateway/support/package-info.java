/** The services around the gateway as its tests need them: a scripted one and a router. */
@NullMarked
package dev.haios.gateway.support;

import org.jspecify.annotations.NullMarked;
