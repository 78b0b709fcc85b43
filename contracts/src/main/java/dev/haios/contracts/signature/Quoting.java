package dev.haios.contracts.signature;

/** Double quotes as OpenSSH's files use them; {@code \"} within them is the only escape. */
final class Quoting {
    private Quoting() {}

    /** Where the first of the delimiters stands outside quotes, or the end of the text. */
    static int endOf(String text, int from, String delimiters) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && text.startsWith("\"", i + 1)) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && delimiters.indexOf(c) >= 0) {
                return i;
            }
        }
        if (quoted) {
            throw new SshFormatException("a quote is not closed");
        }
        return text.length();
    }

    static boolean isQuoted(String word) {
        return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
    }

    /** What stands between the quotes, or the whole of an unquoted word. */
    static String content(String word) {
        String content = isQuoted(word) ? word.substring(1, word.length() - 1) : word;
        if (content.isEmpty() || content.replace("\\\"", "").contains("\"")) {
            throw new SshFormatException(
                    "[" + word + "] is empty or has quotes in the wrong place");
        }
        return content.replace("\\\"", "\"");
    }
}
