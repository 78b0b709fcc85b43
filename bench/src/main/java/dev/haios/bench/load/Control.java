package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.process.Broken;
import dev.haios.contracts.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Single calls whose answers matter: to set the scene, and to see that a contestant really works.
 */
public final class Control implements AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CloseableHttpClient client =
            HttpClientBuilder.create()
                    .setConnectionManager(
                            PoolingHttpClientConnectionManagerBuilder.create()
                                    .setMaxConnTotal(2 * AT_ONCE)
                                    .setMaxConnPerRoute(2 * AT_ONCE)
                                    .build())
                    .build();

    /**
     * An answer.
     *
     * @param json missing when the body is no JSON
     */
    public record Answer(int status, JsonNode json) {
        public boolean isOk() {
            return status / 100 == 2;
        }
    }

    /** Makes the call with this number. */
    public Answer send(Call call, int number) throws IOException {
        var request = new HttpUriRequestBase(call.method(), URI.create(call.url(number)));
        if (!call.body().isEmpty()) {
            request.setEntity(
                    new ByteArrayEntity(
                            call.body(number).getBytes(UTF_8), ContentType.APPLICATION_JSON));
        }
        return client.execute(
                request,
                answer -> {
                    var entity = answer.getEntity();
                    var body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
                    return new Answer(answer.getCode(), json(body));
                });
    }

    /** Makes the call until its answer is as it should be. */
    public void await(Call call, Duration patience, Predicate<Answer> good) {
        long end = System.nanoTime() + patience.toNanos();
        var last = "no answer";
        while (System.nanoTime() < end) {
            try {
                var answer = send(call, 0);
                if (answer.isOk() && good.test(answer)) {
                    return;
                }
                last = answer.status() + " " + answer.json();
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new Broken(call.method() + " " + call.url(0) + " does not work: " + last);
    }

    /** Makes the call once for every number; each must succeed. */
    public void sendEach(Call call) {
        sendEach(
                call.keys(),
                number -> Call.always(call.method(), call.url(number), call.body(number)));
    }

    /** Makes so many calls, some at the same time; each must succeed. */
    public void sendEach(int count, IntFunction<Call> calls) {
        var failed = new AtomicInteger();
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                var call = calls.apply(i);
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        failed.addAndGet(send(call, 0).isOk() ? 0 : 1);
                    } catch (IOException e) {
                        failed.incrementAndGet();
                    } finally {
                        places.release();
                    }
                });
            }
        }
        if (failed.get() > 0) {
            throw new Broken(
                    "%d of %d calls failed, such as %s"
                            .formatted(failed.get(), count, calls.apply(0).url()));
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Wire.lenient().readTree(body);
        } catch (JacksonException noJson) {
            return Wire.lenient().missingNode();
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
