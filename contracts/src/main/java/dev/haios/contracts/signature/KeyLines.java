package dev.haios.contracts.signature;

import java.util.List;
import java.util.function.Consumer;

/** The meaningful lines of a text of keys: blank ones and those that start with # are comments. */
final class KeyLines {
    private KeyLines() {}

    /** Complaints of the reader get the number of their line. */
    static void forEach(String text, Consumer<String> reader) {
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                try {
                    reader.accept(lines.get(i));
                } catch (SshFormatException e) {
                    throw e.at("line " + (i + 1));
                }
            }
        }
    }
}
