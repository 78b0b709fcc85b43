package dev.haios.bench;

import dev.haios.bench.load.Call;
import java.util.Collection;

/**
 * Somebody who takes part in a comparison.
 *
 * @param name of its rows
 * @param pids of every process whose processor time is its own
 */
record Contestant(String name, Call call, Collection<Long> pids) {}
