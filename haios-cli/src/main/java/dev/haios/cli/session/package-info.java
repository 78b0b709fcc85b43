/**
 * What a run of the command line stands on: its environment, its terminal, its clock, and the way
 * it ends. Everything a command takes from the outside comes through {@link
 * dev.haios.cli.session.Session}, so that a test can run any command in its own process. It knows
 * neither services nor HTTP.
 */
@NullMarked
package dev.haios.cli.session;

import org.jspecify.annotations.NullMarked;
