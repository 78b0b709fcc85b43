package dev.haios.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.process.RunFolder;
import dev.haios.cli.testing.Cli;
import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TrainingTest {

    private static final Duration LOW_PRIORITY_TAKES = Duration.ofSeconds(150);

    @TempDir Path home;
    private TestFleet fleet;
    private Cli cli;

    @BeforeEach
    void makeHome() throws IOException {
        fleet = new TestFleet(home);
        cli = new Cli(home).with("HAIOS_TRAINING", "on");
    }

    @AfterEach
    void endEverything() throws IOException {
        cli.run("down");
        fleet.close();
    }

    @Test
    void up_trains_in_the_background_and_the_next_start_uses_the_cache() throws IOException {
        fleet.service("registry", "ok");

        Cli.Run up = cli.run("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .contains(
                        "caches      training in the background, 0 of 1 done; log artifacts/logs");
        assertThat(commandOf(fleet.pid("registry"))).doesNotContain("AOTCache");
        until(() -> cli.run("status").out().contains("trained; 1 started without"));
        // The trainer is not listed any more a moment before it has cleared away.
        until(() -> !Files.exists(home.resolve("artifacts/run/training")));
        assertThat(cli.artifact("logs/training.log"))
                .content()
                .contains("registry: training", "registry: trained in");

        cli.run("down");
        assertThat(cli.run("up").out()).contains("caches      trained\n");
        assertThat(commandOf(fleet.pid("registry"))).contains("-XX:AOTCache=" + home);
        assertThat(cli.run("status", "--json").json().path("start_caches").toString())
                .contains("\"trained\":1,\"all\":1,\"started_without\":0,\"training\":false");
    }

    @Test
    void services_that_share_application_and_options_share_one_cache() throws IOException {
        fleet.service("tlc", "ok").service("llama", "degraded");

        Cli.Run train = cli.run("train", "--json");

        assertThat(train.exitCode()).as(train.err()).isZero();
        assertThat(train.json().path("all").asInt()).isEqualTo(1);
        assertThat(train.json().path("trained").asInt()).isEqualTo(1);
        fleet.option("llama", "-Xmx33m");
        assertThat(cli.run("status").out()).contains("Start caches: 1 of 2 trained");
    }

    @Test
    void down_ends_a_training_with_everything_it_started() throws IOException {
        fleet.service("registry", "ok").service("router", "ok");
        fleet.option("router", "-Xmx33m");
        cli.run("up");
        RunFolder training = RunFolder.ofTraining(cli.artifact(""));
        until(() -> training.running("registry").isPresent());

        Cli.Run down = cli.run("down");

        assertThat(down.err()).contains("the training of start caches was stopped");
        assertThat(training.folder()).doesNotExist();
        assertThat(processesOfThisHome()).isEmpty();
        assertThat(cli.run("status").out())
                .contains("0 of 2 trained; the next `haios up` trains the others");
    }

    @Test
    void a_killed_trainer_leaves_nothing_that_down_does_not_find() throws IOException {
        fleet.service("registry", "ok");
        cli.run("up");
        RunFolder training = RunFolder.ofTraining(cli.artifact(""));
        until(() -> training.running("registry").isPresent());
        ProcessHandle.of(training.running("train-command").orElseThrow().pid())
                .orElseThrow()
                .destroyForcibly();

        cli.run("down");

        assertThat(processesOfThisHome()).isEmpty();
        assertThat(training.folder()).doesNotExist();
    }

    @Test
    void where_training_fails_services_go_on_without_and_the_reason_is_said() throws IOException {
        fleet.service("registry", "ok");
        fleet.option("registry", "-Xshare:off");

        Cli.Run train = cli.run("train");

        assertThat(train.exitCode()).isEqualTo(3);
        assertThat(train.err()).contains("registry: not trained: registry ended with code 1");
        Cli.Run up = cli.run("up");
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .contains("0 of 1 trained; not for registry: registry ended with code 1; log")
                .contains("`haios train --again`");
        assertThat(RunFolder.ofTraining(cli.artifact("")).folder()).doesNotExist();
        assertThat(cli.run("train").err()).doesNotContain("registry");
        assertThat(cli.run("train", "--again").err()).contains("registry: not trained");
    }

    @Test
    void nothing_is_trained_where_that_is_switched_off_or_something_is_down() throws IOException {
        fleet.service("registry", "ok").service("router", "crash");
        assertThat(cli.run("up").exitCode()).isEqualTo(3);
        assertThat(cli.artifact("logs/training.log")).doesNotExist();

        fleet.change("router", "ok");
        assertThat(cli.with("HAIOS_TRAINING", "off").run("up").out())
                .contains("caches      0 of 1 trained; HAIOS_TRAINING is off");
        assertThat(cli.artifact("logs/training.log")).doesNotExist();
    }

    private List<String> processesOfThisHome() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(home.toString()))
                .toList();
    }

    private static String commandOf(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    }

    private interface Condition {
        boolean holds();
    }

    private void until(Condition condition) {
        long deadline = System.nanoTime() + LOW_PRIORITY_TAKES.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time; the log says: " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String log() {
        try (Stream<String> lines = Files.lines(cli.artifact("logs/training.log"))) {
            return String.join("\n", lines.toList());
        } catch (IOException missing) {
            return "nothing";
        }
    }
}
