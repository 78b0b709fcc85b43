package dev.haios.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final List<String> heard = new ArrayList<>();
    private final FrameReader reader =
            new FrameReader(
                    new FrameReader.Listener() {
                        @Override
                        public void marked(long number) {
                            heard.add("mark " + number);
                        }

                        @Override
                        public void pinged(byte[] payload) {
                            heard.add("ping " + new String(payload, UTF_8));
                        }

                        @Override
                        public void closed() {
                            heard.add("closed");
                        }
                    });

    @Test
    void every_mark_is_found_however_the_bytes_are_cut() {
        var bytes = new ByteArrayOutputStream();
        frame(bytes, 1, "{\"event\":{\"mark\":\"due=123\"}}");
        frame(bytes, 9, "still there? due=9\"");
        frame(bytes, 1, "");
        frame(bytes, 1, "[\"dudue=7\",\"due=8\",\"due\",\"" + "x".repeat(300) + "due=456\"]");
        frame(bytes, 1, "\"due=1\" " + "y".repeat(70_000) + " \"due=2\"");
        frame(bytes, 8, "");
        var expected =
                List.of(
                        "mark 123",
                        "ping still there? due=9\"",
                        "mark 7",
                        "mark 8",
                        "mark 456",
                        "mark 1",
                        "mark 2",
                        "closed");

        for (int piece : List.of(1, 2, 3, 7, 1_000, bytes.size())) {
            heard.clear();
            var all = bytes.toByteArray();
            for (int at = 0; at < all.length; at += piece) {
                reader.read(ByteBuffer.wrap(all, at, Math.min(piece, all.length - at)));
            }
            assertThat(heard).as("in pieces of " + piece).isEqualTo(expected);
        }
    }

    private static void frame(ByteArrayOutputStream out, int opcode, String text) {
        var payload = text.getBytes(UTF_8);
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(payload.length);
        } else if (payload.length < 65_536) {
            out.writeBytes(new byte[] {126, (byte) (payload.length >> 8), (byte) payload.length});
        } else {
            out.write(127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(payload);
    }
}
