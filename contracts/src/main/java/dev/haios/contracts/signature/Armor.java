package dev.haios.contracts.signature;

import java.util.Base64;

/**
 * The text form of a blob: base64 between a BEGIN and an END line, wrapped at 70 characters as
 * ssh-keygen does. Reading takes any line width and CRLF, but only canonical base64: one blob has
 * one text, so a changed character never goes unnoticed.
 */
enum Armor {
    SIGNATURE("SSH SIGNATURE"),
    PRIVATE_KEY("OPENSSH PRIVATE KEY");

    private static final int LINE_LENGTH = 70;

    private final String label;
    private final String begin;
    private final String end;

    Armor(String label) {
        this.label = label;
        this.begin = "-----BEGIN " + label + "-----\n";
        this.end = "\n-----END " + label + "-----";
    }

    /** Ends with a newline. */
    String wrap(byte[] blob) {
        // The JDK's MIME encoder rounds 70 down to a multiple of four, so lines are cut by hand.
        String base64 = Base64.getEncoder().encodeToString(blob);
        StringBuilder text = new StringBuilder(begin);
        for (int from = 0; from < base64.length(); from += LINE_LENGTH) {
            text.append(from == 0 ? "" : "\n");
            text.append(base64, from, Math.min(base64.length(), from + LINE_LENGTH));
        }
        return text.append(end).append('\n').toString();
    }

    byte[] unwrap(String text) {
        String lines = text.strip().replace("\r\n", "\n");
        if (!lines.startsWith(begin)
                || !lines.endsWith(end)
                || lines.length() < begin.length() + end.length()) {
            throw new SshFormatException("no " + label + " between its BEGIN and END lines");
        }
        String base64 =
                lines.substring(begin.length(), lines.length() - end.length()).replace("\n", "");
        return decode(base64, label);
    }

    /** Base64 with padding and without stray bits behind its last byte. */
    static byte[] decode(String base64, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through: the decoder's message may quote the text, which can be a secret.
        }
        throw new SshFormatException("the base64 of the " + what + " is broken");
    }
}
