package dev.haios.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import dev.haios.kit.testing.TestService;
import dev.haios.kit.toy.ToyApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure is a problem body with an honest status, and changes nothing. */
class EdgeTest {

    @TempDir static Path home;
    static TestService toy;
    static Http http;

    @BeforeAll
    static void start() {
        toy = TestService.start(ToyApplication.class, home);
        http = toy.http();
    }

    @AfterAll
    static void stop() {
        toy.close();
    }

    @Test
    void a_body_that_fits_its_contract_is_bound() {
        var answer =
                http.post(
                        "/things",
                        """
                        {"name":"fits","type":"model","role":"staging",
                         "url":"http://127.0.0.1:1","caps":["infer"]}
                        """);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("name").asString()).isEqualTo("fits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {                                                              | ''
                    null                                                           | ''
                    []                                                             | ''
                    {"name":"a","name":"b"}                                        | /name
                    {"name":"x","type":"model","role":"staging","url":"http://a","caps":[],"extra":1} | /extra
                    {"name":7,"type":"model","role":"staging","url":"http://a","caps":[]}             | /name
                    {"name":"x","type":"robot","role":"staging","url":"http://a","caps":[]}           | /type
                    {"name":"x","type":"model","role":"staging","url":"http://a","caps":"infer"}      | /caps
                    {"name":"x","type":"model","role":"staging","url":"http://a","caps":[1]}          | /caps/0
                    {"name":"x","type":"model","role":"staging","url":"http://a","caps":[],"ttl_s":0} | /ttl_s
                    """)
    void a_body_that_does_not_fit_is_refused_at_its_spot(String body, String pointer) {
        long before = count();
        var answer = http.post("/things", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        var problem = answer.problem();
        assertThat(problem.type()).isEqualTo("urn:haios:problem:invalid-request");
        assertThat(problem.instance()).isEqualTo("/things");
        assertThat(problem.traceId()).hasSize(32);
        assertThat(problem.errors()).isNotEmpty();
        assertThat(problem.errors()).anyMatch(error -> error.pointer().equals(pointer));
        assertThat(count()).isEqualTo(before);
    }

    private static long count() {
        return http.get("/things?limit=1000").json().get("count").asLong();
    }

    @Test
    void a_missing_body_is_refused() {
        var answer = http.post("/things", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().detail()).isEqualTo("A JSON body is required.");
    }

    @Test
    void nesting_deeper_than_32_is_refused() {
        var answer = http.post("/things", "[".repeat(40) + "]".repeat(40));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().errors()).isNotEmpty();
    }

    @Test
    void a_body_over_the_limit_gets_413_and_not_a_reset() {
        var answer = http.post("/things", "\"" + "x".repeat(5 << 20) + "\"");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:body-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "DELETE, /things, 405",
        "GET, /things?limit=many, 400",
        "GET, /stream, 400",
        "GET, /error, 404",
    })
    void framework_refusals_are_problems_too(String method, String path, int status) {
        var answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(toy.url() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem().status()).isEqualTo(status);
    }

    @Test
    void a_query_that_cannot_be_decoded_is_refused() {
        var answer = http.get("/things?limit=%ff");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:invalid-request");
    }

    @Test
    void a_body_of_another_media_type_gets_415() {
        var answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(toy.url() + "/things"))
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build());
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem().title()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                              | ''
                    application/*                    | ''
                    application/json;charset=utf-16  | ''
                    application/json;charset=bogus   | ''
                    application/json                 | gzip
                    """)
    void a_body_that_claims_another_type_charset_or_coding_gets_415(String type, String coding)
            throws IOException {
        var body =
                "{\"name\":\"x\",\"type\":\"model\",\"role\":\"staging\",\"url\":\"http://a\",\"caps\":[]}";
        var answer =
                raw(
                        "POST /things HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                                + type
                                + (coding.isEmpty() ? "" : "\r\nContent-Encoding: " + coding)
                                + "\r\nContent-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body);
        assertThat(answer).startsWith("HTTP/1.1 415").contains("urn:haios:problem:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeff{}",
                "{} {}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\ude42\\ud83d\"}",
                "[[1]]]"
            })
    void text_that_parsers_read_differently_is_refused_without_a_look_inside(String body) {
        var answer = http.post("/things", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem().errors()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("tools.jackson", "JsonToken", "`");
    }

    @Test
    void a_path_that_is_longer_than_a_problem_may_be_is_answered_all_the_same() {
        for (int length : new int[] {2100, 5000, 7500}) {
            var answer = http.get("/" + "x".repeat(length));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem().instance()).hasSize(2048).endsWith("…");
        }
    }

    @Test
    void a_second_origin_does_not_hide_behind_a_good_one() throws IOException {
        var answer =
                raw(
                        String.join(
                                "\r\n",
                                "GET /things HTTP/1.1",
                                "Host: localhost",
                                "Origin: http://localhost",
                                "Origin: https://evil.example",
                                "Connection: close",
                                "",
                                ""));
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void two_lengths_of_one_request_do_not_make_two_requests() throws IOException {
        for (var smuggled :
                new String[] {
                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                    "Transfer-Encoding: xchunked\r\n\r\n",
                    "Content-Length: 0\r\n Content-Length: 44\r\n\r\n"
                }) {
            var answer =
                    raw(
                            "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + smuggled
                                    + "GET /things/smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 ");
            assertThat(answer.substring(9)).as(smuggled).doesNotContain("HTTP/1.1 ");
        }
    }

    @Test
    void a_client_that_accepts_only_html_still_gets_the_problem() {
        var answer = http.get("/things/none", "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:unknown-thing");
        assertThat(answer.problem().extensions()).containsEntry("name", "none");
    }

    @Test
    void a_bug_is_a_500_that_gives_nothing_away() {
        var answer = http.get("/broken");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem().type()).isEqualTo("urn:haios:problem:internal");
        assertThat(answer.body()).doesNotContain("secret inner detail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /things/%zz HTTP/1.1     | Host: localhost
                    GET /things/a%2Fb HTTP/1.1   | Host: localhost
                    GET /<script> HTTP/1.1       | Host: localhost
                    GET / HTTP/1.1               | Host: local host
                    GET / HTTP/1.1               | X-None: 1
                    NONSENSE                     | Host: localhost
                    """)
    void what_tomcat_refuses_itself_is_no_html_page(String line, String header) throws IOException {
        var answer = raw(line + "\r\n" + header + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).doesNotContainIgnoringCase("<html").contains("urn:haios:problem:");
    }

    @Test
    void headers_that_are_too_long_are_refused_as_a_problem() throws IOException {
        var answer =
                raw(
                        "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: "
                                + "x".repeat(20_000)
                                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("urn:haios:problem:");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), toy.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_trace_that_comes_in_is_continued() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Response answer =
                http.get("/things/none", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(answer.problem().traceId()).isEqualTo(trace);
    }
}
