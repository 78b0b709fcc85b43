/** The shared tail by itself, under readers that are overtaken. */
@NullMarked
package dev.haios.events.fanout;

import org.jspecify.annotations.NullMarked;
