package dev.haios.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates are loaded for addresses that need them, and for no others. */
class HttpClientsTest {

    /** The first byte of every encrypted conversation. */
    private static final int TLS_HANDSHAKE = 0x16;

    final HttpClients clients = new HttpClients(Duration.ofSeconds(2));
    HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void end() {
        clients.close();
        server.stop(0);
    }

    @Test
    void a_plain_address_is_called_by_a_client_that_knows_no_certificates() throws Exception {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

        assertThat(call(address).statusCode()).isEqualTo(204);
        assertThat(clients.to(address).sslContext().getProtocol()).isEqualTo("none");
    }

    @Test
    void an_encrypted_address_is_called_encrypted_and_with_the_certificates_of_java()
            throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(() -> {
                        try (var client = socket.accept()) {
                            return client.getInputStream().read();
                        }
                    });
            var address = URI.create("HTTPS://127.0.0.1:" + socket.getLocalPort() + "/");

            assertThatThrownBy(() -> call(address)).isInstanceOf(IOException.class);

            assertThat(first.get()).isEqualTo(TLS_HANDSHAKE);
            assertThat(clients.to(address).sslContext()).isSameAs(SSLContext.getDefault());
        }
    }

    private HttpResponse<Void> call(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return clients.to(address).send(request, BodyHandlers.discarding());
    }
}
