package dev.haios.cli.training;

import dev.haios.cli.process.Detached;
import dev.haios.cli.process.FileTree;
import dev.haios.cli.process.Jvm;
import dev.haios.cli.process.ProcessIdentity;
import dev.haios.cli.process.RunFolder;
import dev.haios.cli.process.RunRecord;
import dev.haios.cli.process.Stopper;
import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The one process that trains start caches on this machine for this home: starting it in the
 * background, knowing whether it runs, and ending it with everything it started.
 */
public final class BackgroundTraining {

    /** No service can have this name. */
    private static final String TRAINER = "train-command";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Session session;
    private final RunFolder running;

    public BackgroundTraining(Session session) {
        this.session = session;
        this.running = RunFolder.ofTraining(session.artifacts());
    }

    /** Where it writes what it does. */
    public Path log() {
        return session.artifacts().resolve("logs/training.log");
    }

    /** Whether it trains right now. */
    public boolean isUnderway() {
        return running.running(TRAINER).isPresent();
    }

    /** Whether this home wants it at all. */
    public boolean isWanted() {
        return !session.setting("HAIOS_TRAINING").map("off"::equals).orElse(false);
    }

    /** Starts it, detached and at the lowest priority, unless it runs. */
    public void start() {
        if (isUnderway()) {
            return;
        }
        List<String> command =
                List.of(
                        Jvm.running().java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Dhaios.repository=" + session.repository(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.haios.cli.Haios",
                        "train");
        try {
            Files.createDirectories(session.artifacts().resolve("logs"));
            ProcessBuilder builder =
                    new ProcessBuilder(Detached.politeCommand(command))
                            .directory(session.home().toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(session.environment());
            environment.put("HAIOS_HOME", session.home().toString());
            record(builder.start().pid());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Ends it and whatever it started, and removes its files; whether there was anything. */
    public boolean stop() {
        boolean found = isUnderway();
        Stopper stopper = new Stopper(running, PATIENCE);
        stopper.stop(TRAINER);
        // A trainer that was killed could not end what it had started.
        running.names().forEach(stopper::stop);
        try {
            FileTree.delete(running.folder());
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
        return found;
    }

    /** Makes this process the trainer; a failure when another one is. */
    void runHere(Runnable training) {
        Path folder = session.artifacts().resolve("run");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve("training.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw Failure.of(
                            ExitCode.FAILED,
                            "start caches are being trained already",
                            "See " + session.shown(log()) + ".");
                }
                clearAway();
                record(ProcessHandle.current().pid());
                training.run();
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What a trainer left that was killed: processes first. */
    private void clearAway() throws IOException {
        Stopper stopper = new Stopper(running, PATIENCE);
        running.names().stream().filter(name -> !name.equals(TRAINER)).forEach(stopper::stop);
        FileTree.delete(running.folder());
    }

    private void record(long pid) {
        ProcessIdentity.of(pid)
                .ifPresent(process ->
                        running.write(
                                new RunRecord(
                                        TRAINER,
                                        process.pid(),
                                        process.start(),
                                        0,
                                        "",
                                        session.clock().instant(),
                                        null)));
    }
}
