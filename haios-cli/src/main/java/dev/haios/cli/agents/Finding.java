package dev.haios.cli.agents;

import java.util.Comparator;

/**
 * A defect of an agent's file and where it is.
 *
 * @param file the path below the folder of the agents
 * @param line counted from 1
 */
record Finding(String file, int line, String message) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::file)
                    .thenComparingInt(Finding::line)
                    .thenComparing(Finding::message);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
