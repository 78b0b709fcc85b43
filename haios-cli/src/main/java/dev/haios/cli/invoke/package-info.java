/**
 * One call through the gateway: building the request from options, sending it, and telling a person
 * what came back, who answered, how long it took and where the receipt lies. Routing and prices are
 * the gateway's business.
 */
@NullMarked
package dev.haios.cli.invoke;

import org.jspecify.annotations.NullMarked;
