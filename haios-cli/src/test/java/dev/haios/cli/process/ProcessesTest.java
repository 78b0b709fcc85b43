package dev.haios.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.cli.testing.TestFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    @TempDir Path home;

    @Test
    void a_process_is_known_by_its_pid_and_its_start() {
        long pid = ProcessHandle.current().pid();
        ProcessIdentity self = ProcessIdentity.of(pid).orElseThrow();

        assertThat(self.isAlive()).isTrue();
        assertThat(new ProcessIdentity(pid, "another start").isAlive()).isFalse();
        assertThat(ProcessIdentity.of(pid)).contains(self);
    }

    @Test
    void a_process_that_ended_is_not_alive_even_before_anybody_buried_it() throws Exception {
        Process child = new ProcessBuilder("true").start();
        ProcessIdentity identity =
                ProcessIdentity.of(child.pid()).orElse(new ProcessIdentity(child.pid(), "ended"));
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(identity.isAlive()).isFalse();
        assertThat(identity.handle()).isEmpty();
    }

    @Test
    void who_listens_on_a_port_is_found_without_tools() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortHolder holder = PortHolder.of(socket.getLocalPort()).orElseThrow();

            assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.command()).contains("java");
            assertThat(holder.described()).startsWith("pid " + holder.pid() + " (");
        }
    }

    @Test
    void a_listener_on_every_address_is_found_too() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(PortHolder.of(socket.getLocalPort())).isPresent();
        }
    }

    @Test
    void nobody_holds_a_free_port() throws IOException {
        assertThat(PortHolder.of(TestFleet.freePort())).isEmpty();
    }

    @Test
    void five_earlier_outputs_are_kept_and_no_more() throws IOException {
        ServiceLog log = new ServiceLog(home, "registry");
        for (int run = 1; run <= 8; run++) {
            log.rotate();
            Files.writeString(log.printed(), "run " + run);
        }

        assertThat(log.printed()).hasContent("run 8");
        assertThat(home.resolve("logs/registry.out.1")).hasContent("run 7");
        assertThat(home.resolve("logs/registry.out.5")).hasContent("run 3");
        assertThat(home.resolve("logs/registry.out.6")).doesNotExist();
    }

    @Test
    void the_output_of_a_running_process_is_cut_without_stopping_it() throws IOException {
        ServiceLog log = new ServiceLog(home, "registry");
        log.rotate();
        Files.writeString(log.printed(), "x".repeat(2000));

        log.cutIfLarge(4000);
        assertThat(log.printed()).hasSize(2000);
        log.cutIfLarge(1000);

        assertThat(log.printed()).hasSize(0);
        assertThat(home.resolve("logs/registry.out.1")).hasSize(2000);
    }

    @Test
    void the_tail_of_a_large_file_has_whole_lines_only() throws IOException {
        Path file = home.resolve("large.log");
        Files.writeString(file, ("é".repeat(400) + "\n").repeat(2000) + "last\n");

        assertThat(ServiceLog.tail(file, 2)).containsExactly("é".repeat(400), "last");
        assertThat(ServiceLog.tail(file, 100_000)).allMatch(line -> line.matches("é{400}|last"));
        assertThat(ServiceLog.tail(home.resolve("missing"), 5)).isEmpty();
    }

    @Test
    void memory_is_told_for_a_live_process_only() {
        assertThat(ResidentMemory.megabytes(ProcessHandle.current().pid()).orElse(0)).isPositive();
        assertThat(ResidentMemory.megabytes(Integer.MAX_VALUE)).isEmpty();
    }
}
