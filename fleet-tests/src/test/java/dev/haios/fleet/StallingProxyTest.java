package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cut network itself: what passes, what is held, and what nobody ever hears of. */
class StallingProxyTest {

    private static final int A_WHILE_MS = 100;

    private ServerSocket target;
    private StallingProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        target = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        proxy = StallingProxy.to(URI.create("http://127.0.0.1:" + target.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        target.close();
    }

    private Socket call() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.url().getPort());
        socket.setSoTimeout(A_WHILE_MS);
        return socket;
    }

    private Socket accept() throws IOException {
        var socket = target.accept();
        socket.setSoTimeout(A_WHILE_MS);
        return socket;
    }

    /** The next byte, or -2 when nothing comes for a while. */
    private static int heard(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return -2;
        }
    }

    private static void exchange(Socket one, Socket other) throws IOException {
        one.getOutputStream().write('?');
        assertThat(heard(other)).isEqualTo('?');
        other.getOutputStream().write('!');
        assertThat(heard(one)).isEqualTo('!');
    }

    @Test
    void what_is_sent_passes_both_ways_and_so_does_the_end() throws IOException {
        try (var caller = call();
                var called = accept()) {
            exchange(caller, called);
            called.shutdownOutput();
            assertThat(heard(caller)).isEqualTo(-1);
        }
        eventually("nothing is left open", () -> proxy.open() == 0);
    }

    @Test
    void a_cut_connection_stays_open_and_passes_nothing_until_it_is_healed() throws IOException {
        try (var caller = call();
                var called = accept()) {
            exchange(caller, called);
            proxy.cut();
            caller.getOutputStream().write('?');
            assertThat(heard(called)).isEqualTo(-2);
            called.getOutputStream().write('!');
            assertThat(heard(caller)).isEqualTo(-2);
            proxy.heal();
            assertThat(heard(called)).isEqualTo('?');
            assertThat(heard(caller)).isEqualTo('!');
        }
    }

    @Test
    void a_new_connection_over_a_cut_network_seems_to_succeed_and_hangs() throws IOException {
        proxy.cut();
        try (var caller = call()) {
            caller.getOutputStream().write('?');
            assertThat(heard(caller)).isEqualTo(-2);
            proxy.heal();
            try (var called = accept()) {
                assertThat(heard(called)).isEqualTo('?');
            }
        }
    }

    @Test
    void nobody_hears_of_an_end_beyond_the_cut() throws IOException {
        try (var caller = call();
                var called = accept()) {
            exchange(caller, called);
            proxy.cut();
            called.shutdownOutput();
            assertThat(heard(caller)).isEqualTo(-2);
            proxy.heal();
            assertThat(heard(caller)).isEqualTo(-1);
        }
    }

    @Test
    void an_answer_can_be_cut_in_its_middle() throws IOException {
        try (var caller = call();
                var called = accept()) {
            exchange(caller, called);
            proxy.cutWithin(2);
            called.getOutputStream().write(new byte[] {'a', 'b', 'c'});
            assertThat(heard(caller)).isEqualTo('a');
            assertThat(heard(caller)).isEqualTo('b');
            assertThat(heard(caller)).isEqualTo(-2);
            proxy.heal();
            assertThat(heard(caller)).isEqualTo('c');
        }
    }

    @Test
    void a_forgotten_connection_stays_dead_while_new_ones_pass() throws IOException {
        try (var old = call();
                var called = accept()) {
            exchange(old, called);
            proxy.cut();
            proxy.healForNewConnections();
            called.getOutputStream().write('!');
            assertThat(heard(old)).isEqualTo(-2);
            try (var fresh = call();
                    var answering = accept()) {
                exchange(fresh, answering);
            }
        }
    }
}
