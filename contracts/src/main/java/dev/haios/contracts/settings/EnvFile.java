package dev.haios.contracts.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file {@code .env}, as shells and other tools read it: {@code NAME=value} a line, {@code
 * export} before it and quotes around the value or not, remarks after {@code #}. Its text form
 * shows no value, since some are secrets.
 *
 * @param values by name, in the order of the file; a blank value counts as not set
 * @param unread numbers of the lines, from 1, that say nothing understandable
 */
public record EnvFile(Map<String, String> values, List<Integer> unread) {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=(.*)");
    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*?)\\1(?:\\s*#.*|\\s*)");
    private static final Pattern REMARK = Pattern.compile("(^|\\s+)#.*$");

    public EnvFile {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unread = List.copyOf(unread);
    }

    /**
     * Reads the file; one that does not exist says nothing.
     *
     * @throws IOException when it exists and cannot be read
     */
    public static EnvFile read(Path file) throws IOException {
        return Files.exists(file)
                ? parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : parse("");
    }

    static EnvFile parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Integer> unread = new ArrayList<>();
        int number = 0;
        // Some editors begin a file with a mark that no eye sees.
        for (var written : text.replaceFirst("^\uFEFF", "").lines().toList()) {
            number++;
            var line = written.strip();
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                var value = value(parts.group(2).strip());
                values.remove(parts.group(1));
                if (!value.isBlank()) {
                    values.put(parts.group(1), value);
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                unread.add(number);
            }
        }
        return new EnvFile(values, unread);
    }

    private static String value(String written) {
        var quoted = QUOTED.matcher(written);
        return quoted.matches() ? quoted.group(2) : REMARK.matcher(written).replaceFirst("");
    }

    @Override
    public String toString() {
        return "EnvFile" + values.keySet();
    }
}
