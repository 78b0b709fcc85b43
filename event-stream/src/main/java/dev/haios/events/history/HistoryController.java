package dev.haios.events.history;

import dev.haios.contracts.schema.RawJson;
import dev.haios.events.Problems;
import dev.haios.events.log.EventLog;
import dev.haios.events.log.Filter;
import dev.haios.events.log.Page;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.HeldBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HistoryController {

    private static final int MAX_LIMIT = 1000;

    private final EventLog log;
    private final HeldBytes held;

    HistoryController(EventLog log, HeldBytes held) {
        this.log = log;
        this.held = held;
    }

    /**
     * With {@code after}, or with neither, the first events behind it; with {@code before} alone
     * the last ones ahead of it.
     */
    @GetMapping("/events")
    @Requires(Role.VIEWER)
    History events(
            @RequestParam @Nullable Long after,
            @RequestParam @Nullable Long before,
            @RequestParam(defaultValue = "") List<String> type,
            @RequestParam(defaultValue = "") List<String> agent,
            @RequestParam(name = "run_id", defaultValue = "") List<String> runIds,
            @RequestParam(defaultValue = "100") int limit) {
        require("after", after == null || after >= 0, "must not be negative");
        require("before", before == null || before >= 0, "must not be negative");
        require("limit", limit >= 1 && limit <= MAX_LIMIT, "must be 1 to " + MAX_LIMIT);
        var filter = Filter.of(type, agent, runIds);
        var page =
                held.reading(() -> page(after, before, filter, limit), HistoryController::weight);
        return new History(
                page.events().stream().map(event -> new RawJson(event.json())).toList(),
                page.lastSeq(),
                log.epoch(),
                page.through());
    }

    private Page page(@Nullable Long after, @Nullable Long before, Filter filter, int limit) {
        return before != null && after == null
                ? log.before(before, filter, limit)
                : log.after(
                        after == null ? 0 : after,
                        before == null ? Long.MAX_VALUE : before,
                        filter,
                        limit);
    }

    /** Twice: as text, and on its way out to a client that may read slowly. */
    private static long weight(Page page) {
        return 2 * page.events().stream().mapToLong(event -> event.json().length()).sum();
    }

    private static void require(String name, boolean holds, String rule) {
        if (!holds) {
            throw Problems.invalidParameter(name, "The parameter '" + name + "' " + rule + ".");
        }
    }
}
