package dev.haios.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.TestService;
import dev.haios.kit.testing.hostile.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that no WebSocket library sends: the connection ends, and nobody else notices. */
class BadFramesTest {

    @TempDir static Path home;

    private static TestService stream;

    @BeforeAll
    static void start() {
        stream = TestService.start(EventStreamApplication.class, home);
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    private static RawConnection upgraded() throws IOException {
        var connection = new RawConnection(stream.url().getPort());
        var answer = connection.exchange(handshake("Origin: http://localhost"));
        assertThat(answer.status()).isEqualTo(101);
        return connection;
    }

    private static byte[] handshake(String header) {
        return ("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + header
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Masked with zeros, so that the payload stands there as it is. */
    private static byte[] frame(String head, String payload) {
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(HexFormat.of().parseHex(head));
        frame.writeBytes(new byte[4]);
        frame.writeBytes(HexFormat.of().parseHex(payload));
        return frame.toByteArray();
    }

    /** The code of the close frame that ends what the server sends; 1006 for an end without one. */
    private static int closeCode(RawConnection connection) throws IOException {
        while (true) {
            var head = connection.bytes(2);
            if (head.length < 2) {
                return 1006;
            }
            int length = head[1] & 0x7f;
            if (length == 126) {
                length = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xffff;
            }
            var payload = connection.bytes(length);
            if ((head[0] & 0x0f) == 8) {
                return ByteBuffer.wrap(payload).getShort();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reserved bits set,              f181, 61,           1002",
        "an opcode that is none,         8381, 61,           1002",
        "a control frame in fragments,   0980, '',           1002",
        "a control frame too long,       89fe007e, '',       1002",
        "a continuation of nothing,      8081, 61,           1002",
        "a length beyond all,            81ffffffffffffffffff, '', 1002",
        "a message of a gigabyte,        81ff0000000040000000, '', 1009",
        "text that is not UTF-8,         8182, c0af,         1007",
        "text with half a character,     8183, eda080,       1007",
        "a close code nobody may send,   8882, 03ed,         1002",
        "a close frame of one byte,      8881, 03,           1002",
    })
    void a_frame_against_the_protocol_ends_its_connection(
            String what, String head, String payload, int code) throws IOException {
        try (var other = WsListener.connect(stream.url());
                var connection = upgraded()) {
            connection.send(frame(head, payload == null ? "" : payload));
            connection.endSending();
            assertThat(closeCode(connection)).as(what).isIn(code, 1002, 1006);
            other.send("{\"ping\":1}");
            assertThat(other.frame("pong").asInt()).isEqualTo(1);
        }
        assertThat(stream.http().get("/health").status()).isEqualTo(200);
    }

    @Test
    void an_unmasked_frame_ends_its_connection() throws IOException {
        try (var connection = upgraded()) {
            connection.send(HexFormat.of().parseHex("810161"));
            connection.endSending();
            assertThat(closeCode(connection)).isIn(1002, 1006);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost@evil.example",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost\r\nOrigin: https://evil.example"
            })
    void a_page_from_elsewhere_gets_no_socket(String origin) throws IOException {
        try (var connection = new RawConnection(stream.url().getPort())) {
            var answer = connection.exchange(handshake(origin));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem().status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999", "1:2:3", "%00", "\u00e9"})
    void a_cursor_that_is_none_is_refused_before_the_stream_begins(String cursor)
            throws IOException {
        for (var request :
                new String[] {
                    "GET /stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: "
                            + cursor
                            + "\r\n\r\n",
                    "GET /stream?after=" + cursor + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
                }) {
            try (var connection = new RawConnection(stream.url().getPort())) {
                var answer = connection.exchange(request.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(answer.status()).as(request).isEqualTo(400);
                assertThat(answer.problem().status()).isEqualTo(400);
            }
        }
    }
}
