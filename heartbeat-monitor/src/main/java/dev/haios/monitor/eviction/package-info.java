/**
 * Has a silent service evicted and tells about it exactly once: the intent is stored first, then
 * the registry is asked, then the alert is stored while the intent is dropped. A crash in between
 * leaves the intent, which is carried out again: the registry answers a repeated eviction as it did
 * the first time, and the alert's occasion is the registry's transition.
 */
@NullMarked
package dev.haios.monitor.eviction;

import org.jspecify.annotations.NullMarked;
