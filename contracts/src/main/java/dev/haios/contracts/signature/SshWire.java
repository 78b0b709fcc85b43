package dev.haios.contracts.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The SSH wire encoding (RFC 4251, section 5) as far as keys and signatures need it: a {@code
 * uint32} is big-endian, a {@code string} is a uint32 length and that many bytes. Every length is
 * checked against what is left before anything is read or allocated.
 */
final class SshWire {
    /** OpenSSH's own limit for a pattern that names are matched against. */
    private static final int MAX_TEXT = 1024;

    private SshWire() {}

    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Writer uint32(int value) {
            return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        }

        Writer string(byte[] bytes) {
            return uint32(bytes.length).raw(bytes);
        }

        Writer string(String text) {
            return string(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /**
     * Reads front to back; every method names what it reads, for the message when it is not there.
     */
    static final class Reader {
        private final ByteBuffer in;

        Reader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
        }

        void magic(byte[] expected, String what) {
            if (!Arrays.equals(raw(expected.length, what), expected)) {
                throw new SshFormatException(what + " is not what it should be");
            }
        }

        int uint32(String what) {
            return ByteBuffer.wrap(raw(Integer.BYTES, what)).getInt();
        }

        byte[] string(String what) {
            return raw(uint32("the length of " + what), what);
        }

        /**
         * A name or a comment. Strict UTF-8, since lenient decoding would make different bytes look
         * alike; short and without control characters, since refusals quote it into logs.
         */
        String text(String what) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(string(what));
                String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
                if (text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl)) {
                    return text;
                }
                throw new SshFormatException(what + " is too long or holds control characters");
            } catch (CharacterCodingException e) {
                throw new SshFormatException(what + " is not UTF-8");
            }
        }

        /** Everything not read yet. */
        byte[] rest() {
            return raw(in.remaining(), "the rest");
        }

        void end(String what) {
            if (in.hasRemaining()) {
                throw new SshFormatException(what + " has " + in.remaining() + " bytes too many");
            }
        }

        private byte[] raw(int length, String what) {
            // A uint32 of 2^31 or more is negative as an int; it is too long like any other.
            if (length < 0 || length > in.remaining()) {
                throw new SshFormatException(what + " is cut short");
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            return bytes;
        }
    }
}
