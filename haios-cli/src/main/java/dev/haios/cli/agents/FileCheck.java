package dev.haios.cli.agents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be wrong in one agent's file, seen alone. */
final class FileCheck {

    static final String REGISTRY_URL = "http://localhost:6121";

    /** What the guard holds back from everybody who has a shell. */
    static final List<String> SHELL_APPROVALS =
            List.of("delete", "git_push", "destructive_sql", "external_post");

    private static final int MAX_LINES = 120;
    private static final int MAX_DESCRIPTION_WORDS = 80;
    private static final Set<String> KEYS =
            Set.of("name", "description", "tools", "model", "maxTurns", "color");
    private static final Set<String> TOOLS =
            Set.of(
                    "Bash",
                    "Edit",
                    "Glob",
                    "Grep",
                    "NotebookEdit",
                    "Read",
                    "Skill",
                    "TodoWrite",
                    "WebFetch",
                    "WebSearch",
                    "Write");
    private static final Set<String> COLOURS =
            Set.of("red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan");
    private static final Pattern MODEL =
            Pattern.compile("inherit|haiku|sonnet|opus|claude-[a-z0-9.-]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern RIGHT = Pattern.compile("[a-z0-9_.:*/-]{1,128}");
    private static final Pattern CAP = Pattern.compile("[a-z0-9_.:-]{1,64}");
    private static final Pattern BUDGET =
            Pattern.compile("(0\\.\\d+)/(0\\.\\d+) \\(target/hard\\)");
    private static final Pattern REPORTS = Pattern.compile("(artifacts|docs)/[a-z0-9_/-]*/");
    private static final List<String> SECTIONS =
            List.of("Inputs", "Duties", "Outputs", "Checks", "Ask first", "Tools", "Limits");
    private static final Map<String, String> BUDGETS =
            Map.of(
                    "coordinator", "0.50/0.75",
                    "system", "0.50/0.75",
                    "execution", "0.30/0.50");

    private final AgentText text;
    private final List<Finding> findings = new ArrayList<>();

    private FileCheck(AgentText text) {
        this.text = text;
    }

    static List<Finding> of(AgentText text) {
        FileCheck check = new FileCheck(text);
        check.findings.addAll(text.broken());
        check.head();
        check.tools();
        check.body();
        check.limits();
        return check.findings;
    }

    private void head() {
        text.head()
                .forEach((key, line) -> {
                    if (!KEYS.contains(key)) {
                        report(line.number(), "unknown key in the front matter: " + key);
                    } else if (!plain(line.text())) {
                        report(line.number(), key + " is no plain one-line YAML value");
                    }
                });
        String stem = text.file().replaceAll("^.*/|\\.md$", "");
        if (missing("name")) {
            // Said already.
        } else if (!NAME.matcher(text.name()).matches()) {
            key("name", "name must be a-z, 0-9 and hyphens, at most 64: " + text.name());
        } else if (!text.name().equals(stem)) {
            key("name", "name " + text.name() + " is not the file's: " + stem);
        }
        if (!missing("description")) {
            int words = text.head("description").split("\\s+").length;
            if (words >= MAX_DESCRIPTION_WORDS || text.head("description").length() > 1024) {
                key("description", "description is too long: " + words + " words, under 80 fit");
            }
        }
        if (!missing("model") && !MODEL.matcher(text.head("model")).matches()) {
            key("model", "unknown model: " + text.head("model"));
        }
        if (text.head().containsKey("maxTurns")
                && !text.head("maxTurns").matches("[1-9]\\d{0,3}")) {
            key("maxTurns", "maxTurns must be 1 to 9999: " + text.head("maxTurns"));
        }
        if (text.head().containsKey("color") && !COLOURS.contains(text.head("color"))) {
            key("color", "unknown color: " + text.head("color"));
        }
        if (!BUDGETS.containsKey(text.folder())) {
            report(1, "lies in none of coordinator/, system/ and execution/");
        }
    }

    /** One-line values that YAML reads as the text they are. */
    private static boolean plain(String value) {
        return !value.isEmpty()
                && "&*!|>%@`\"'#{}[],?-".indexOf(value.charAt(0)) < 0
                && !value.contains(": ")
                && !value.endsWith(":")
                && !value.contains(" #");
    }

    private void tools() {
        if (missing("tools")) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String tool : text.tools()) {
            boolean delegates = tool.equals("Agent") || tool.startsWith("Agent(");
            if (!delegates && !TOOLS.contains(tool)) {
                key("tools", "unknown tool: " + tool);
            }
            if (!seen.add(delegates ? "Agent" : tool)) {
                key("tools", "tool named twice: " + tool);
            }
            if (tool.equals("Agent")) {
                key("tools", "Agent must name whom it may start: Agent(child, ...)");
            }
        }
        boolean writes = seen.contains("Write") || seen.contains("Edit");
        boolean mayWrite = text.list("Rights").stream().anyMatch(r -> r.startsWith("write:"));
        if (writes != mayWrite && text.facts().containsKey("Rights")) {
            fact(
                    "Rights",
                    writes
                            ? "Write or Edit without a write: right"
                            : "a write: right without Write or Edit");
        }
        if (seen.contains("Bash") && !text.list("Approvals").containsAll(SHELL_APPROVALS)) {
            fact("Approvals", "Bash needs the approvals " + String.join(", ", SHELL_APPROVALS));
        }
    }

    private void body() {
        if (text.body().isEmpty() || !text.body().getFirst().text().startsWith("You are ")) {
            int line = text.body().isEmpty() ? 1 : text.body().getFirst().number();
            report(line, "does not begin with its role: You are ...");
        }
        for (String section : SECTIONS) {
            if (text.sections().getOrDefault(section, List.of()).isEmpty()) {
                report(end(), "section missing or empty: ## " + section);
            }
        }
        int expected = 1;
        for (AgentText.Line line : text.sections().getOrDefault("Duties", List.of())) {
            if (line.text().matches("\\d+\\. .*")) {
                if (!line.text().startsWith(expected + ". ")) {
                    report(line.number(), "duty " + expected + " was expected here");
                }
                expected++;
            }
        }
        if (expected < 4 && text.sections().containsKey("Duties")) {
            report(end(), "fewer than three numbered duties");
        }
        if (end() > MAX_LINES) {
            report(MAX_LINES + 1, "too long: " + end() + " lines, at most " + MAX_LINES);
        }
    }

    private void limits() {
        for (String word :
                List.of(
                        "Token budget",
                        "Heartbeat",
                        "Rights",
                        "Approvals",
                        "Capabilities",
                        "Reports",
                        "Parent",
                        "Children",
                        "Registry URL")) {
            if (text.fact(word).isEmpty()) {
                fact(word, "missing: " + word + ":");
            }
        }
        budget();
        expect("Heartbeat", text.fact("Heartbeat").equals("every 60 s"), "every 60 s");
        expect("Registry URL", text.fact("Registry URL").equals(REGISTRY_URL), REGISTRY_URL);
        expect(
                "Reports",
                REPORTS.matcher(text.fact("Reports")).matches(),
                "a folder below artifacts/ or docs/");
        words("Rights", RIGHT);
        words("Approvals", RIGHT);
        words("Capabilities", CAP);
    }

    private void budget() {
        String wanted =
                text.folder().equals("execution") && text.list("Capabilities").contains("train")
                        ? "0.40/0.70"
                        : BUDGETS.getOrDefault(text.folder(), "");
        String said = text.fact("Token budget");
        expect(
                "Token budget",
                BUDGET.matcher(said).matches() && said.startsWith(wanted),
                wanted + " (target/hard)");
    }

    private void words(String word, Pattern pattern) {
        Set<String> seen = new HashSet<>();
        for (String item : text.list(word)) {
            if (!pattern.matcher(item).matches()) {
                fact(word, word + " holds what no policy can name: " + item);
            } else if (!seen.add(item)) {
                fact(word, word + " holds " + item + " twice");
            }
        }
    }

    private void expect(String word, boolean holds, String wanted) {
        if (!holds && !text.fact(word).isEmpty()) {
            fact(word, word + " must be " + wanted + ", not " + text.fact(word));
        }
    }

    private boolean missing(String key) {
        boolean missing = text.head(key).isEmpty();
        if (missing) {
            key(key, "missing in the front matter: " + key);
        }
        return missing;
    }

    private int end() {
        return text.body().isEmpty() ? 1 : text.body().getLast().number();
    }

    private void key(String key, String message) {
        report(text.head().getOrDefault(key, new AgentText.Line("", 1)).number(), message);
    }

    private void fact(String word, String message) {
        report(text.lineOf(word), message);
    }

    private void report(int line, String message) {
        findings.add(new Finding(text.file(), line, message));
    }
}
