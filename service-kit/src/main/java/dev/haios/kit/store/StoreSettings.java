package dev.haios.kit.store;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a service keeps its store and how much it takes on, bound from {@code haios.store}. A
 * service without {@code haios.store.path} has no store.
 *
 * @param path the database file; relative paths lie below the installation's artifacts folder
 * @param readers threads that run queries, 1 to 16
 * @param queueLimit units that may wait for the writer, and queries for a reader, before further
 *     ones are refused; 1 or more
 * @param groupLimit units committed together at most; 1 or more
 * @param groupTime how long a group may grow before it is committed; a lone unit waits for nobody,
 *     except half a millisecond right behind a crowd
 * @param busyTimeout how long to wait for a lock that another process holds on the file
 * @param queueTimeout how long a unit or query may wait for its turn before it is withdrawn
 * @param healthAge how old the last commit may be before {@code /health} tries a write of its own
 * @param closeTimeout how long closing waits for what is queued
 */
@ConfigurationProperties("haios.store")
public record StoreSettings(
        Path path,
        @DefaultValue("2") int readers,
        @DefaultValue("4096") int queueLimit,
        @DefaultValue("256") int groupLimit,
        @DefaultValue("20ms") Duration groupTime,
        @DefaultValue("5s") Duration busyTimeout,
        @DefaultValue("10s") Duration queueTimeout,
        @DefaultValue("3s") Duration healthAge,
        @DefaultValue("10s") Duration closeTimeout) {

    public StoreSettings {
        requireWithin("readers", readers, 1, 16);
        requireWithin("queue-limit", queueLimit, 1, 1_000_000);
        requireWithin("group-limit", groupLimit, 1, 100_000);
        requirePositive("group-time", groupTime);
        requirePositive("busy-timeout", busyTimeout);
        requirePositive("queue-timeout", queueTimeout);
        requirePositive("health-age", healthAge);
        requirePositive("close-timeout", closeTimeout);
    }

    /** The defaults, for the given file. */
    public static StoreSettings at(Path path) {
        return new StoreSettings(
                path,
                2,
                4096,
                256,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10));
    }

    /** The same settings with a relative path resolved below the given folder. */
    public StoreSettings below(Path folder) {
        return new StoreSettings(
                folder.resolve(path).normalize(),
                readers,
                queueLimit,
                groupLimit,
                groupTime,
                busyTimeout,
                queueTimeout,
                healthAge,
                closeTimeout);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "haios.store." + name + " must be " + least + " to " + most + ", is " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "haios.store." + name + " must be longer than zero, is " + value);
        }
    }
}
