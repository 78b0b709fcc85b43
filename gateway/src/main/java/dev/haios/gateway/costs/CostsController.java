package dev.haios.gateway.costs;

import dev.haios.contracts.schema.Wire;
import dev.haios.gateway.problem.GatewayProblems;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.store.Store;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /costs}: what was spent, on what, over the last hours or days. */
@RestController
class CostsController {

    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,4})([smhd])");
    private static final int MOST = 1_000;

    private final Store store;
    private final CostTable table;
    private final Clock clock;

    CostsController(Store store, CostTable table, Clock clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
    }

    /**
     * One line.
     *
     * @param name of the agent, provider, capability or run; "unknown" where receipts name none
     * @param usd exact to a billionth
     * @param failed calls that did not end well, of all {@code calls}
     */
    record Sum(
            String name, BigDecimal usd, long tokensIn, long tokensOut, long calls, long failed) {}

    /** At most 1,000 lines, the dearest first, and the total over all of them and the rest. */
    record Costs(String by, String window, Instant since, List<Sum> costs, Sum total) {}

    @GetMapping("/costs")
    @Requires(Role.VIEWER)
    Costs costs(
            @RequestParam(defaultValue = "agent") String by,
            @RequestParam(defaultValue = "24h") String window) {
        var grouping =
                Wire.constant(Grouping.class, by)
                        .orElseThrow(() ->
                                GatewayProblems.badParameter(
                                        "by", "must be agent, provider, capability or run"));
        var since = clock.instant().minus(duration(window));
        return store.read(() ->
                new Costs(
                        by,
                        window,
                        since,
                        table.sums(grouping, since.toEpochMilli(), MOST),
                        table.total(since.toEpochMilli())));
    }

    private static Duration duration(String window) {
        Matcher matcher = WINDOW.matcher(window);
        if (!matcher.matches()) {
            throw GatewayProblems.badParameter(
                    "window", "must be a number and a unit, such as 90s, 15m, 1h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
