package dev.haios.cli.lifecycle;

import dev.haios.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one {@code up} or {@code down} at a time change what runs; a second one waits and says so.
 */
final class FleetLock implements AutoCloseable {

    private final FileChannel channel;

    private FleetLock(FileChannel channel) {
        this.channel = channel;
    }

    static FleetLock acquire(Session session) {
        Path file = session.artifacts().resolve("run/fleet.lock");
        try {
            Files.createDirectories(session.artifacts().resolve("run"));
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                session.terminal()
                        .note("haios: waiting for another `haios up` or `down` to finish");
                channel.lock();
            }
            return new FleetLock(channel);
        } catch (IOException unlockable) {
            throw new UncheckedIOException(unlockable);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
