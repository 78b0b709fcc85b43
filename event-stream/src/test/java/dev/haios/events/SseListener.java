package dev.haios.events;

import static dev.haios.kit.testing.Eventually.eventually;

import dev.haios.contracts.schema.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of server-sent events that keeps every message. */
final class SseListener implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private final BufferedReader lines;
    private final CountDownLatch reading;
    private volatile boolean ended;

    record Message(String id, String event, JsonNode data) {}

    private SseListener(URI url, boolean reads, String... headers) {
        reading = new CountDownLatch(reads ? 0 : 1);
        var request = HttpRequest.newBuilder(url);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("status " + response.statusCode());
            }
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    /** Open as soon as this returns: everything published from now on will come. */
    static SseListener open(URI service, String query, String... headers) {
        return new SseListener(URI.create(service + "/stream" + query), true, headers);
    }

    /** Connected, but reading nothing until told to. */
    static SseListener stalled(URI service, String query) {
        return new SseListener(URI.create(service + "/stream" + query), false);
    }

    void readOn() {
        reading.countDown();
    }

    private void read() {
        try {
            reading.await();
            String id = "";
            String event = "";
            for (var line = next(); line != null; line = next()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    messages.add(
                            new Message(id, event, Wire.lenient().readTree(line.substring(6))));
                }
            }
        } catch (IOException e) {
            ended = true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ended = true;
    }

    private @Nullable String next() throws IOException {
        return lines.readLine();
    }

    List<Message> messages() {
        return messages;
    }

    /** The messages once there are so many. */
    List<Message> messages(int count) {
        eventually(count + " messages", () -> messages.size() >= count);
        return messages;
    }

    List<Long> seqs() {
        return messages.stream()
                .filter(message -> !message.event().equals("gap"))
                .map(message -> message.data().get("seq").asLong())
                .toList();
    }

    void awaitEnd() {
        eventually("the stream ends", () -> ended);
    }

    @Override
    public void close() {
        reading.countDown();
        try {
            // Not the reader: its lock is held by the thread that waits for a line.
            body.close();
        } catch (IOException e) {
            ended = true;
        }
    }
}
