package dev.haios.registry.changes;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.SseStream;
import dev.haios.kit.web.SseStream.Frame;
import dev.haios.registry.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /watch}: first {@code hello} with the registry's revision and the log's epoch, then
 * every change behind {@code since} with its revision as id. {@code reset} means that changes are
 * missing, because the log no longer reaches back to {@code since}, has not come so far, or the
 * watcher was too slow: list the services anew. A slow watcher's stream ends with it; otherwise the
 * stream goes on with what comes.
 */
@RestController
class WatchController {

    private static final Logger LOG = LoggerFactory.getLogger(WatchController.class);

    private final ChangeFeed feed;
    private final ChangeLog log;

    WatchController(ChangeFeed feed, ChangeLog log) {
        this.feed = feed;
        this.log = log;
    }

    /** Body of {@code hello} and {@code reset}. */
    private record Mark(long revision, long epoch) {}

    @Requires(Role.VIEWER)
    @GetMapping("/watch")
    void watch(
            @RequestParam Map<String, String> query,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        query.keySet().stream()
                .filter(name -> !name.equals("since"))
                .findFirst()
                .ifPresent(name -> {
                    throw Problems.invalidParameter(name, "is unknown; known is since");
                });
        // A browser repeats its first URL when it reconnects; the header knows how far it came.
        var since = lastEventId == null ? query.get("since") : lastEventId;
        try {
            if (since == null) {
                begin(response);
                run(feed.joinNow(), response);
            } else {
                watchSince(revision(since), response);
            }
        } catch (IOException e) {
            LOG.debug("watcher disconnected: {}", e.toString());
        }
    }

    private void watchSince(long since, HttpServletResponse response) throws IOException {
        boolean replayable = log.reaches(since);
        begin(response);
        if (!replayable) {
            var joined = feed.joinNow();
            SseStream.send(response, mark("reset", joined.revision()));
            run(joined, response);
            return;
        }
        long heard = since;
        var joined = feed.join(heard);
        while (joined == null) {
            var missed = log.behind(heard);
            if (missed.isEmpty() || changeAt(missed.getFirst()) != heard + 1) {
                // The log was cut while it was read.
                joined = feed.joinNow();
                SseStream.send(response, mark("reset", joined.revision()));
                break;
            }
            for (var row : missed) {
                SseStream.send(response, ChangeFeed.frame(row.change()));
                heard = changeAt(row);
            }
            joined = feed.join(heard);
        }
        run(joined, response);
    }

    private void begin(HttpServletResponse response) throws IOException {
        SseStream.begin(response);
        SseStream.send(response, new Frame(null, "hello", body(feed.revision())));
    }

    private void run(ChangeFeed.Joined joined, HttpServletResponse response) throws IOException {
        try {
            joined.stream().run(response, new Frame(null, "reset", body(feed.revision())));
        } finally {
            feed.leave(joined.stream());
        }
    }

    private Frame mark(String event, long revision) {
        return new Frame(Long.toString(revision), event, body(revision));
    }

    private String body(long revision) {
        return Wire.mapper().writeValueAsString(new Mark(revision, log.epoch()));
    }

    private static long changeAt(ChangeTable.Row row) {
        Long revision = row.change().revision();
        return revision == null ? -1 : revision;
    }

    private static long revision(String text) {
        try {
            long revision = Long.parseLong(text);
            if (revision >= 0) {
                return revision;
            }
        } catch (NumberFormatException e) {
            LOG.debug("no revision: {}", text);
        }
        throw Problems.invalidParameter("since", "must be a revision: a whole number from 0");
    }
}
