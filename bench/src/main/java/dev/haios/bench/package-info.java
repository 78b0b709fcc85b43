/**
 * {@code haios bench}: one command for each benchmark, which sets the scene, measures round by
 * round in turn, and prints our figure, the baseline's from the same run, their ratio, and the
 * targets. It reports and judges nothing: a missed target is no failure, a call that fails is.
 */
@NullMarked
package dev.haios.bench;

import org.jspecify.annotations.NullMarked;
