package dev.haios.gateway.receipt;

import java.util.BitSet;

/**
 * Compact JSON as people read it: a member per line, lists in one line. Nothing but whitespace is
 * added, so that what is read of it is what was written.
 */
final class Indented {

    private final String compact;
    private final StringBuilder out;
    private final BitSet inList = new BitSet();
    private int depth;
    private int indent;

    private Indented(String compact) {
        this.compact = compact;
        this.out = new StringBuilder(compact.length() * 3 / 2);
    }

    /**
     * Indents it.
     *
     * @param compact valid JSON without whitespace between its tokens
     */
    static String of(String compact) {
        return new Indented(compact).write();
    }

    private String write() {
        int at = 0;
        while (at < compact.length()) {
            char next = compact.charAt(at);
            if (next == '"') {
                int end = endOfText(at);
                out.append(compact, at, end);
                at = end;
            } else {
                token(next, at);
                at++;
            }
        }
        return out.toString();
    }

    private int endOfText(int quote) {
        int at = quote + 1;
        while (compact.charAt(at) != '"') {
            at += compact.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private void token(char token, int at) {
        switch (token) {
            case '{' -> {
                out.append('{');
                inList.clear(++depth);
                indent++;
                if (compact.charAt(at + 1) != '}') {
                    newLine();
                }
            }
            case '}' -> {
                depth--;
                indent--;
                if (compact.charAt(at - 1) == '{') {
                    out.append(' ');
                } else {
                    newLine();
                }
                out.append('}');
            }
            case '[' -> {
                out.append(compact.charAt(at + 1) == ']' ? "[" : "[ ");
                inList.set(++depth);
            }
            case ']' -> {
                depth--;
                out.append(" ]");
            }
            case ',' -> {
                out.append(',');
                if (inList.get(depth)) {
                    out.append(' ');
                } else {
                    newLine();
                }
            }
            case ':' -> out.append(" : ");
            default -> out.append(token);
        }
    }

    private void newLine() {
        out.append('\n').repeat("  ", indent);
    }
}
