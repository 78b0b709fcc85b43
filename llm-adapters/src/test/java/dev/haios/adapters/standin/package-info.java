/**
 * Stand-ins for the providers of models: each speaks its wire format as documented, with its
 * errors, and refuses what the real one would refuse.
 */
@NullMarked
package dev.haios.adapters.standin;

import org.jspecify.annotations.NullMarked;
