package dev.haios.bench.peer;

import dev.haios.bench.process.Child;
import dev.haios.bench.process.Children;
import dev.haios.bench.process.Place;
import dev.haios.bench.process.Ports;
import dev.haios.bench.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** nginx in two parts: an upstream that answers at once, and a plain proxy in front of it. */
public final class Nginx {

    /** What a model would answer, so that readers of the answer have something to read. */
    private static final String COMPLETION =
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"bench",\
            "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":\
            "This answer is always the same, and is there at once."}}],\
            "usage":{"prompt_tokens":40,"completion_tokens":12,"total_tokens":52}}\
            """;

    private static final Duration START = Duration.ofSeconds(20);

    private final List<String> command;
    private final Children children;
    private final Place place;

    /**
     * One nginx process.
     *
     * @param url without a slash at the end
     */
    public record Server(Child child, String url) {
        public Collection<Long> pids() {
            return List.of(child.pid());
        }
    }

    private Nginx(List<String> command, Children children, Place place) {
        this.command = command;
        this.children = children;
        this.place = place;
    }

    /** Empty when nginx cannot be had. */
    public static Optional<Nginx> find(Tools tools, Children children, Place place) {
        return tools.find("nginx", "nginx").map(command -> new Nginx(command, children, place));
    }

    /** Answers every request with the same completion. */
    public Server upstream() {
        return start("nginx-upstream", "", "return 200 '" + COMPLETION + "';");
    }

    /** Passes every request on and writes nothing. */
    public Server proxy(Server upstream) {
        return start(
                "nginx-proxy",
                "upstream up { server "
                        + upstream.url().replace("http://", "")
                        + "; keepalive 256; keepalive_requests 1000000000; }",
                "proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection '';");
    }

    private Server start(String name, String http, String location) {
        int port = Ports.free();
        var folder = place.folder().resolve(name);
        var temporary = new StringBuilder();
        for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary.append("%s_temp_path %s/%s; ".formatted(kind, folder, kind));
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("nginx.conf"),
                    """
                    daemon off; master_process off; pid %1$s/pid; error_log stderr;
                    events { worker_connections 4096; }
                    http {
                      access_log off; keepalive_requests 1000000000; default_type application/json;
                      %2$s
                      %3$s
                      server { listen 127.0.0.1:%4$d; location / { %5$s } }
                    }
                    """
                            .formatted(folder, temporary, http, port, location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var line = new ArrayList<>(command);
        line.addAll(
                List.of(
                        "-e",
                        "stderr",
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString()));
        var child = children.start(name, line);
        child.awaitPort(port, START);
        return new Server(child, "http://127.0.0.1:" + port);
    }
}
