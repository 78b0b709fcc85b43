/**
 * What the gateway knows of the router's answers: kept per question until the router says that its
 * version changed, and used on, marked with their age, while the router is away. It ranks nobody.
 */
@NullMarked
package dev.haios.gateway.route;

import org.jspecify.annotations.NullMarked;
