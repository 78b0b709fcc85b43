package dev.haios.kit.testing.hostile;

import dev.haios.contracts.problem.Problem;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Sends a running service request lines, paths, queries and headers that no client library would.
 * Each must be answered, never with 500 and never with a page; what is refused, with a problem.
 */
public final class HostileLines {

    private static final List<String> PATHS =
            List.of(
                    "%s/",
                    "/%s",
                    "%s/../../etc/passwd",
                    "%s/..;/health",
                    "/..;%s",
                    "/.;/%s",
                    "%s/%%2e%%2e/%%2e%%2e/etc",
                    "%s%%2f..%%2fhealth",
                    "%s/%%252e%%252e%%252f",
                    "%s%%00",
                    "%s/%%00.json",
                    "%s%%zz",
                    "%s%%",
                    "%s%%c0%%af",
                    "%s/%%ff",
                    "%s;jsessionid=1",
                    "%s;a=b;c",
                    "%s\\..\\..",
                    "%s/<script>",
                    "%s/a b",
                    "%s/\u0000",
                    "%s/\u00e9",
                    "%s/%%0d%%0aX-Forged:%%201",
                    "%s#fragment",
                    "%s/con",
                    "%s/.",
                    "%s/{id}",
                    "%s/|",
                    "%s/%%u0041",
                    "%s?a=%%0d%%0aX-Forged:%%201");

    private static final List<String> QUERIES =
            List.of(
                    "?",
                    "?=",
                    "?&&&",
                    "?limit=-1",
                    "?limit=0",
                    "?limit=99999999999999999999",
                    "?limit=1e3",
                    "?limit=",
                    "?limit=%00",
                    "?limit=%ff",
                    "?limit=%",
                    "?limit=1&limit=2",
                    "?limit[]=1",
                    "?since=-1",
                    "?since=never",
                    "?since=9999999999999999999999",
                    "?after=-1",
                    "?after=abc",
                    "?after=9223372036854775808",
                    "?after=%zz",
                    "?after=1&after=2",
                    "?after_seq=x",
                    "?cursor=../../etc",
                    "?cursor=AAAA",
                    "?status=<script>",
                    "?type=x&type=%c0%af",
                    "?label.=1",
                    "?label.a%00=1",
                    "?cap=",
                    "?mock={",
                    "?by='",
                    "?window=-1d",
                    "?window=99999999d",
                    "?raw=maybe",
                    "?agent=%0a",
                    "?run_id=../../x",
                    "?types=,,,",
                    "?a=%E0%A4%A",
                    "?a=\u00ff",
                    "?a=b;c=d");

    private static final List<String> METHODS =
            List.of(
                    "TRACE",
                    "TRACK",
                    "CONNECT",
                    "OPTIONS",
                    "PROPFIND",
                    "HEAD",
                    "PATCH",
                    "DELETE",
                    "PUT",
                    "POST",
                    "FOO",
                    "get",
                    "G\u0000T",
                    "G(T",
                    "X".repeat(5000));

    /** Whole heads, with {@code P} for the path. */
    private static final List<String> HEADS =
            List.of(
                    "GET P HTTP/1.1\r\nHost: evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost.evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost:1@evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: \r\n",
                    "GET P HTTP/1.1\r\nHost: local host\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost:99999\r\n",
                    "GET P HTTP/1.1\r\nHost: [::1\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\u0000\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
                    "GET P HTTP/1.1\r\nX: no host\r\n",
                    "GET P HTTP/1.0\r\n",
                    "GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\n",
                    "GET http://localhost/health HTTP/1.1\r\nHost: evil.example\r\n",
                    "GET http://user@localhost/health HTTP/1.1\r\nHost: localhost\r\n",
                    "GET file:///etc/passwd HTTP/1.1\r\nHost: localhost\r\n",
                    "GET * HTTP/1.1\r\nHost: localhost\r\n",
                    "GET nowhere HTTP/1.1\r\nHost: localhost\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
                    "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n",
                    "GET P HTTP/9.9\r\nHost: localhost\r\n",
                    "GET P HTTP/1.1 x\r\nHost: localhost\r\n",
                    "GET  P  HTTP/1.1\r\nHost: localhost\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost@evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost, http://evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nOrigin: http://[\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX-Fold: a\r\n b\r\n",
                    "GET P HTTP/1.1\nHost: localhost\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nName : value\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\n: no name\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX-\u00e9: 1\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX: \u0001\u0007\u001b[31m\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX: a\rX-Forged: b\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(7000) + "\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\n" + "X: 1\r\n".repeat(300),
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \u00ff\u0001\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\ntraceparent: 00-zz-zz-01\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\ntraceparent: "
                            + "0".repeat(3000)
                            + "\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\ntracestate: ====,,,\r\nbaggage: =%ff;;\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept: ;;;\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept: text/html;q=zz\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept: " + "a/b,".repeat(1500) + "\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept-Language: \u00ff;;q=9\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nAccept-Charset: bogus\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nRange: bytes=-1-,zz\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: never\r\nIf-None-Match: \"\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nExpect: 200-ok\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nCookie: " + "a=b;".repeat(1500) + "\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nCookie: $Version=1; \u0001=\"\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: ../../x\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 99999999999999999999\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Original-URL: /x\r\nForwarded: host=evil\r\n",
                    "GET P HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: DELETE\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: +2\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x2\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2, 3\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n",
                    "POST P HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: \u000bchunked\r\n",
                    "POST P HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n");

    /** Bodies in chunks that are none, after a head that promises them. */
    private static final List<String> CHUNKS =
            List.of(
                    "zz\r\n{}\r\n0\r\n\r\n",
                    "-1\r\n{}\r\n0\r\n\r\n",
                    "ffffffffffffffff\r\n{}\r\n",
                    "2;" + "x".repeat(9000) + "\r\n{}\r\n0\r\n\r\n",
                    "2\r\n{}XX\r\n0\r\n\r\n",
                    "2\n{}\n0\n\n",
                    "2\r\n{}\r\n0\r\nHost: evil.example\r\n\r\n",
                    "2\r\n{}\r\n0\r\n" + "X: 1\r\n".repeat(3000) + "\r\n");

    private final URI service;
    private final List<String> failures = new ArrayList<>();
    private int sent;

    public HostileLines(URI service) {
        this.service = service;
    }

    /** Sends them all; how many there were. */
    public int attack() throws IOException {
        var paths = new LinkedHashSet<String>();
        var document = new Http(service).get("/openapi.json").json().path("paths");
        document.propertyNames().forEach(path -> paths.add(path.replaceAll("\\{\\w+}", "some")));
        for (var path : paths) {
            for (var shape : PATHS) {
                line("GET " + shape.formatted(path) + " HTTP/1.1\r\nHost: localhost\r\n");
            }
            for (var query : QUERIES) {
                line("GET " + path + query + " HTTP/1.1\r\nHost: localhost\r\n");
            }
            for (var length : List.of(1500, 3000, 7500, 30_000)) {
                line("GET " + path + "/" + "x".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\n");
                line(
                        "GET "
                                + path
                                + "?limit="
                                + "9".repeat(length)
                                + " HTTP/1.1\r\nHost: localhost\r\n");
            }
            for (var method : METHODS) {
                line(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n");
            }
            for (var chunks : CHUNKS) {
                send(
                        "POST "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + chunks);
            }
        }
        for (var path : List.of("/", "/health", paths.iterator().next())) {
            HEADS.forEach(head ->
                    line(head.replace("P HTTP", path + " HTTP").replace("P\r\n", path + "\r\n")));
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size()
                            + " of "
                            + sent
                            + " went wrong:\n"
                            + String.join("\n", failures));
        }
        return sent;
    }

    private void line(String head) {
        send(head + "Connection: close\r\n\r\n");
    }

    private void send(String request) {
        sent++;
        try (var connection = new RawConnection(service.getPort())) {
            connection.send(request.getBytes(StandardCharsets.ISO_8859_1));
            connection.endSending();
            var answer = connection.answer(request.startsWith("HEAD "));
            flaw(request, answer).ifPresent(flaw -> fail(request, flaw));
        } catch (IOException e) {
            fail(request, "was not answered: " + e);
        }
    }

    private static Optional<String> flaw(String request, Response answer) {
        if (answer.status() == 501 || answer.status() == 505) {
            // HTTP's own words for a coding or a version that is not spoken here.
            return Judge.problem(answer);
        }
        var flaw = Judge.anyAnswer(answer);
        if (flaw.isPresent() || answer.status() < 400 || request.startsWith("HEAD ")) {
            return flaw;
        }
        return answer.contentType().startsWith(Problem.MEDIA_TYPE)
                ? Judge.problem(answer)
                : openAi(answer);
    }

    private static Optional<String> openAi(Response answer) {
        return answer.contentType().startsWith("application/json")
                        && answer.body().startsWith("{\"error\":{")
                ? Optional.empty()
                : Optional.of("is no problem: " + answer.status() + " " + answer.body());
    }

    private void fail(String request, String flaw) {
        var shown = request.substring(0, Math.min(200, request.length())).replaceAll("[^ -~]", "?");
        failures.add(shown + "\n   " + flaw);
    }
}
