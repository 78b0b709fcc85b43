/**
 * Calls from the command line to the services: the credential, time-outs, event streams, and the
 * rendering of a refusal so that a person knows what to do next. It knows no endpoint; the feature
 * that calls one does.
 */
@NullMarked
package dev.haios.cli.call;

import org.jspecify.annotations.NullMarked;
