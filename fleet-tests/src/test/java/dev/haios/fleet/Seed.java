package dev.haios.fleet;

import java.util.random.RandomGenerator;

/** Chance that can be had again: {@code -Dhaios.seed=…} repeats what a run printed. */
record Seed(long value) {

    static Seed printedFor(Class<?> test) {
        var seed = new Seed(Long.getLong("haios.seed", System.nanoTime() & 0xffff_ffffL));
        System.out.printf("%s: repeat with -Dhaios.seed=%d%n", test.getSimpleName(), seed.value);
        return seed;
    }

    /** Independent chance for each purpose, the same at every repetition. */
    RandomGenerator random(String purpose) {
        return new java.util.Random(value * 31 + purpose.hashCode());
    }
}
