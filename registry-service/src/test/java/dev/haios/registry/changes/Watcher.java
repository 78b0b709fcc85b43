package dev.haios.registry.changes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events on a thread of its own and keeps every frame. */
final class Watcher implements AutoCloseable {

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final InputStream body;

    record Frame(@Nullable String id, String event, String data) {}

    private Watcher(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    static Watcher at(URI base, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()
                            .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Watcher(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
        }
    }

    List<Frame> frames() {
        return frames;
    }

    List<String> events() {
        return frames.stream().map(Frame::event).toList();
    }

    /** The ids of the frames that have one, in the order they came. */
    List<Long> ids() {
        return frames.stream()
                .filter(frame -> frame.id() != null)
                .map(frame -> Long.valueOf(String.valueOf(frame.id())))
                .toList();
    }

    private void read() {
        String id = null;
        String event = "";
        try (var lines = new Scanner(body, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    frames.add(new Frame(id, event, line.substring(6)));
                    id = null;
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a stream", e);
        }
    }
}
