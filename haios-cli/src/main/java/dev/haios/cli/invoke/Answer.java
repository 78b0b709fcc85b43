package dev.haios.cli.invoke;

import dev.haios.cli.session.Session;
import dev.haios.cli.terminal.Colour;
import dev.haios.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The gateway's answer to a call, for people.
 *
 * @param reply the whole answer
 */
public record Answer(JsonNode reply) {

    private static final int LABEL_WIDTH = 12;

    /** What was asked for: the text, else the label, else the whole result as JSON. */
    public String text() {
        JsonNode result = reply.path("result");
        if (result.path("abstained").asBoolean(false)) {
            return "(not sure)";
        }
        for (String member : new String[] {"label", "text"}) {
            String value = result.path(member).asString("");
            if (!value.isEmpty()) {
                return Terminal.plain(value);
            }
        }
        return result.isMissingNode() ? "(no result)" : result.toString();
    }

    /** Prints the answer and, below it, what is known about it. */
    public void print(Session session) {
        Terminal terminal = session.terminal();
        terminal.line(terminal.paint(Colour.STRONG, text()));
        printFacts(session);
    }

    /** Prints what is known about the answer, a fact per line. */
    public void printFacts(Session session) {
        Terminal terminal = session.terminal();
        facts(session)
                .forEach((name, value) -> {
                    String padding = " ".repeat(LABEL_WIDTH - name.length());
                    terminal.line(
                            "  "
                                    + terminal.paint(Colour.FAINT, name)
                                    + padding
                                    + Terminal.plain(value));
                });
    }

    private Map<String, String> facts(Session session) {
        JsonNode receipt = reply.path("receipt");
        JsonNode result = reply.path("result");
        Map<String, String> facts = new LinkedHashMap<>();
        if (result.path("confidence").isNumber()) {
            facts.put("confidence", rounded(result.path("confidence").decimalValue(), 3));
        }
        facts.put("answered by", answeredBy(receipt, result));
        facts.put("took", took(receipt));
        int attempts = receipt.path("attempts").size();
        if (attempts > 1) {
            facts.put("attempts", Integer.toString(attempts));
        }
        JsonNode cost = receipt.path("cost_actual").path("usd");
        facts.put("cost", cost.isNumber() ? "$" + cost.decimalValue().toPlainString() : "unknown");
        facts.put("receipt", receiptFile(session));
        return facts;
    }

    private static String answeredBy(JsonNode receipt, JsonNode result) {
        JsonNode resolved = receipt.path("resolved");
        if (resolved.isMissingNode()) {
            return "nobody";
        }
        String backend = result.path("backend").asString("");
        return resolved.path("name").asString("?")
                + " at "
                + resolved.path("url").asString("?")
                + (backend.isEmpty() ? "" : " (" + backend + ")");
    }

    private static String took(JsonNode receipt) {
        JsonNode timings = receipt.path("timings_ms");
        String total = milliseconds(timings.path("total"));
        String upstream = milliseconds(timings.path("upstream"));
        return upstream.isEmpty()
                ? total + " ms"
                : total + " ms, of which upstream " + upstream + " ms";
    }

    private static String milliseconds(JsonNode figure) {
        return figure.isNumber() ? rounded(figure.decimalValue(), 1) : "";
    }

    private static String rounded(BigDecimal figure, int digits) {
        return figure.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /**
     * A run's first receipt is {@code <run_id>.json}, each later one {@code
     * <run_id>.<receipt_id>.json}.
     */
    private String receiptFile(Session session) {
        String run = reply.path("run_id").asString("");
        String id = reply.path("receipt").path("receipt_id").asString("");
        if (!run.matches("[A-Za-z0-9._:-]+") || !id.matches("[A-Za-z0-9._:-]*")) {
            return id;
        }
        Path costs = session.artifacts().resolve("costs");
        Path later = costs.resolve(run + "." + id + ".json");
        Path first = costs.resolve(run + ".json");
        if (Files.exists(later)) {
            return session.shown(later);
        }
        // The gateway may be on another machine; then the receipt is where `haios receipts` finds
        // it.
        return Files.exists(first)
                ? session.shown(first)
                : id + " (haios receipts show " + run + ")";
    }
}
