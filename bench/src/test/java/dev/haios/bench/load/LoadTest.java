package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.haios.bench.process.Broken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private int status = 200;
    private int stallAt = -1;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // One thread: while one call stalls, so do the others.
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    if (calls.incrementAndGet() == stallAt) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void percentiles_are_of_all_that_was_recorded() {
        var some = new Latencies();
        for (int i = 1; i <= 50; i++) {
            some.record(TimeUnit.MILLISECONDS.toNanos(i));
        }
        var others = new Latencies();
        for (int i = 51; i <= 100; i++) {
            others.record(TimeUnit.MILLISECONDS.toNanos(i));
        }
        some.add(others);

        assertThat(some.percentileMs(50)).isEqualTo(50, within(0.1));
        assertThat(some.percentileMs(99)).isEqualTo(99, within(0.1));
        assertThat(some.outcome(10, 0).callsPerSecond()).isEqualTo(10);
        assertThat(new Latencies().percentileMs(50)).isNaN();
    }

    @Test
    void a_constant_rate_makes_every_call_and_counts_refusals() {
        status = 503;

        var outcome =
                new ConstantRate(100, 4).run("POST", url(), Duration.ofSeconds(1), due -> "" + due);

        assertThat(calls).hasValue(100);
        assertThat(bodies).doesNotHaveDuplicates();
        assertThat(outcome.calls()).isEqualTo(100);
        assertThat(outcome.errors()).isEqualTo(100);
    }

    @Test
    void a_stall_shows_in_every_call_that_was_due_meanwhile() {
        stallAt = 20;

        var outcome = new ConstantRate(100, 4).run("POST", url(), Duration.ofSeconds(1), _ -> "");

        // Half a second of the second stood still, so far more than the one call in a hundred that
        // met it waited. Counted from the moment of sending, only four would have.
        assertThat(outcome.p95Ms()).isGreaterThan(300);
        assertThat(outcome.errors()).isZero();
    }

    @Test
    void numbers_go_into_the_path_and_the_body() {
        var call = new Call("GET", "http://h/{g}", "{\"id\":\"{n}\"}", 100, 10);

        assertThat(call.url(23)).isEqualTo("http://h/3");
        assertThat(call.body(23)).isEqualTo("{\"id\":\"23\"}");
    }

    @Test
    void the_result_of_wrk_is_read_and_its_complaint_is_shown() {
        var outcome = Wrk.read("Running 1s test\nRESULT 5000 2000000 3 1500 2500 9000\n");

        assertThat(outcome).isEqualTo(new Outcome(5000, 2, 3, 1.5, 2.5, 9));
        assertThatThrownBy(() -> Wrk.read("unable to connect"))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("unable to connect");
    }

    @Test
    void the_log_of_h2load_is_read_line_by_line() {
        var outcome =
                H2load.read(
                        List.of("1700000000000001\t200\t1500", "1700000000000002\t-1\t1500"),
                        Duration.ofSeconds(2));

        assertThat(outcome.calls()).isEqualTo(2);
        assertThat(outcome.errors()).isEqualTo(1);
        assertThat(outcome.callsPerSecond()).isEqualTo(1);
        assertThat(outcome.p50Ms()).isEqualTo(1.5, within(0.01));
    }

    @Test
    void each_number_is_sent_once_and_one_refusal_breaks_the_run() {
        try (var control = new Control()) {
            control.sendEach(new Call("POST", url(), "{n}", 50, 1));
            assertThat(bodies).hasSize(50).doesNotHaveDuplicates();

            status = 400;
            assertThatThrownBy(() -> control.sendEach(new Call("POST", url(), "{n}", 3, 1)))
                    .isInstanceOf(Broken.class)
                    .hasMessageContaining("3 of 3 calls failed");
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }
}
