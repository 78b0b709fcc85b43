package dev.haios.cli.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent's file taken apart: front matter, sections, and the lines that machines read. Names of
 * agents may be written as people do ({@code Cleaner/Normalizer}); they are compared in the form
 * that Claude Code knows ({@code cleaner-normalizer}).
 *
 * @param file the path below the folder of the agents, with slashes
 * @param head the front matter by key
 * @param facts the lines such as {@code Parent:} by their word
 * @param sections the text lines of each section by its heading
 * @param broken what made it impossible to take a part as meant
 */
record AgentText(
        String file,
        Map<String, Line> head,
        Map<String, Line> facts,
        Map<String, List<Line>> sections,
        List<Line> body,
        List<Finding> broken) {

    private static final Pattern KEY = Pattern.compile("([A-Za-z]+):(?:\\s+(.*))?");
    private static final Set<String> WORDS =
            Set.of(
                    "Token budget",
                    "Heartbeat",
                    "Rights",
                    "Approvals",
                    "Capabilities",
                    "Reports",
                    "Pipeline",
                    "Parent",
                    "Children",
                    "Registry URL");
    private static final Pattern FACT = Pattern.compile("(?:- )?([A-Z][A-Za-z ]+):(?:\\s+(.*))?");

    /** A value and the line it stands on. */
    record Line(String text, int number) {}

    static AgentText of(String file, String content) {
        AgentText text =
                new AgentText(
                        file,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        text.read(content.lines().map(String::stripTrailing).toList());
        return text;
    }

    private void read(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals("---")) {
            broken.add(new Finding(file, 1, "does not begin with front matter: a line of ---"));
            readBody(lines, 0);
            return;
        }
        int end = lines.subList(1, lines.size()).indexOf("---") + 1;
        if (end == 0) {
            broken.add(new Finding(file, 1, "the front matter is not closed by a line of ---"));
            return;
        }
        for (int i = 1; i < end; i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (!key.matches()) {
                broken.add(new Finding(file, i + 1, "is not of the form `key: value` on one line"));
            } else {
                put(head, key, i + 1);
            }
        }
        readBody(lines, end + 1);
    }

    private void readBody(List<String> lines, int from) {
        List<Line> section = new ArrayList<>();
        for (int i = from; i < lines.size(); i++) {
            Line line = new Line(lines.get(i), i + 1);
            if (line.text().startsWith("## ")) {
                section = new ArrayList<>();
                if (sections.putIfAbsent(line.text().substring(3).strip(), section) != null) {
                    broken.add(new Finding(file, i + 1, "repeats the section " + line.text()));
                }
                continue;
            }
            Matcher fact = FACT.matcher(line.text());
            if (fact.matches() && WORDS.contains(fact.group(1))) {
                put(facts, fact, i + 1);
            }
            if (!line.text().isBlank()) {
                section.add(line);
                body.add(line);
            }
        }
    }

    private void put(Map<String, Line> into, Matcher pair, int number) {
        String value = pair.group(2) == null ? "" : pair.group(2).strip();
        if (into.putIfAbsent(pair.group(1), new Line(value, number)) != null) {
            broken.add(new Finding(file, number, pair.group(1) + " is said twice"));
        }
    }

    /** The value of a key of the front matter; empty when it is absent. */
    String head(String key) {
        return head.getOrDefault(key, new Line("", 1)).text();
    }

    /** The value behind a word such as {@code Parent}; empty when it is absent. */
    String fact(String word) {
        return facts.getOrDefault(word, new Line("", 1)).text();
    }

    /** The line of a fact, or the last one of the file where it is absent. */
    int lineOf(String word) {
        Line line = facts.get(word);
        return line != null ? line.number() : body.isEmpty() ? 1 : body.getLast().number();
    }

    String name() {
        return head("name");
    }

    /** The agent above it; empty for the root. */
    String parent() {
        String parent = slug(fact("Parent"));
        return parent.equals("none") ? "" : parent;
    }

    List<String> children() {
        return fact("Children").equals("none")
                ? List.of()
                : split(fact("Children")).stream().map(AgentText::slug).toList();
    }

    /** The order in which its children hand work on; empty when they do not. */
    List<String> pipeline() {
        return fact("Pipeline").isEmpty()
                ? List.of()
                : List.of(fact("Pipeline").split("\\s*>\\s*")).stream()
                        .map(AgentText::slug)
                        .toList();
    }

    List<String> tools() {
        return split(head("tools"));
    }

    List<String> list(String word) {
        return split(fact(word));
    }

    /** Its place in the tree: the folder it lies in. */
    String folder() {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** Items between commas, where a comma in parentheses separates nothing. */
    private static List<String> split(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        return List.of(text.split("\\s*,\\s*(?![^(]*\\))"));
    }
}
