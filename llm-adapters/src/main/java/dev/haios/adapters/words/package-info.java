/**
 * Words of a text and their stems, as the classifier and the summariser count them. Knows common
 * English words and endings; other languages pass through whole.
 */
@NullMarked
package dev.haios.adapters.words;

import org.jspecify.annotations.NullMarked;
