package dev.haios.bench.load;

import dev.haios.bench.process.Broken;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * So many calls a second, whatever the answers do: each connection has a timetable of its own, and
 * a latency counts from the moment at which its call was due. A server that stalls therefore shows
 * every call that it kept waiting, not only the one it was answering. (hey and wrk count from the
 * moment of sending, and h2load's rate holds back what is not answered.)
 */
public final class ConstantRate {

    /** A parked thread wakes up late by about as much; the rest is spent spinning. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(80);

    private static final int TIMEOUT_S = 10;

    private final int perSecond;
    private final int connections;

    public ConstantRate(int perSecond, int connections) {
        this.perSecond = perSecond;
        this.connections = connections;
    }

    /** Makes the body of a call. */
    public interface BodyOf {
        /** The body of the call that is due at {@code System.nanoTime()} {@code dueNanos}. */
        String due(long dueNanos);
    }

    /** Loads for so long and answers when every call has its answer. */
    public Outcome run(String method, String url, Duration duration, BodyOf body) {
        long calls = perSecond * duration.toMillis() / 1_000;
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        var lines = new ArrayList<Line>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            var line = new Line(method, URI.create(url), body, start, i, calls);
            lines.add(line);
            threads.add(Thread.ofPlatform().name("rate-" + i).start(line));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
        var all = new Latencies();
        long errors = 0;
        for (var line : lines) {
            all.add(line.latencies);
            errors += line.errors;
        }
        return all.outcome((System.nanoTime() - start) / 1e9, errors);
    }

    private long dueNanos(long start, long call) {
        return start + call * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** One connection, with every {@code connections}-th call. */
    private final class Line implements Runnable {

        private final String method;
        private final URI url;
        private final BodyOf body;
        private final long start;
        private final int first;
        private final long calls;
        private final Latencies latencies = new Latencies();
        private long errors;

        private Line(String method, URI url, BodyOf body, long start, int first, long calls) {
            this.method = method;
            this.url = url;
            this.body = body;
            this.start = start;
            this.first = first;
            this.calls = calls;
        }

        @Override
        public void run() {
            try (var client = client()) {
                for (long call = first; call < calls; call += connections) {
                    long due = dueNanos(start, call);
                    awaitNanos(due);
                    send(client, due);
                }
            } catch (IOException e) {
                errors++;
            }
        }

        private void send(CloseableHttpClient client, long due) {
            var request = new HttpUriRequestBase(method, url);
            request.setEntity(
                    new ByteArrayEntity(
                            body.due(due).getBytes(StandardCharsets.UTF_8),
                            ContentType.APPLICATION_JSON));
            try {
                int status =
                        client.execute(
                                request,
                                answer -> {
                                    EntityUtils.consume(answer.getEntity());
                                    return answer.getCode();
                                });
                latencies.record(System.nanoTime() - due);
                errors += status >= 400 ? 1 : 0;
            } catch (IOException e) {
                errors++;
            }
        }

        private static CloseableHttpClient client() {
            var connections = new BasicHttpClientConnectionManager();
            connections.setConnectionConfig(
                    ConnectionConfig.custom()
                            .setConnectTimeout(TIMEOUT_S, TimeUnit.SECONDS)
                            .setSocketTimeout(TIMEOUT_S, TimeUnit.SECONDS)
                            .build());
            return HttpClientBuilder.create()
                    .setConnectionManager(connections)
                    .disableAutomaticRetries()
                    .build();
        }

        private static void awaitNanos(long moment) {
            for (long left = moment - System.nanoTime();
                    left > 0;
                    left = moment - System.nanoTime()) {
                if (left > SPIN_NANOS) {
                    LockSupport.parkNanos(left - SPIN_NANOS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
