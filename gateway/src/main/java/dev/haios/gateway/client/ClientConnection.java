package dev.haios.gateway.client;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

/**
 * The connection a request came on. A client that has closed its sending side counts as gone, as
 * with other proxies. Not thread-safe: never ask while the request's own thread may be reading the
 * request.
 */
public final class ClientConnection {

    private static final String ATTRIBUTE = ClientConnection.class.getName();

    private final Request request;

    ClientConnection(Request request) {
        this.request = request;
    }

    void attach() {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The connection of a request whose body has been read. */
    public static ClientConnection of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ClientConnection connection) {
            return connection;
        }
        throw new IllegalStateException("the connection valve is not installed");
    }

    /**
     * Whether the client has hung up. Looks at the socket without waiting; bytes of a next request
     * that are found there stay in the server's own buffer.
     */
    public boolean isGone() {
        var coyote = request.getCoyoteRequest();
        coyote.action(ActionCode.AVAILABLE, true);
        // An end of stream is reported as one byte, so that the next read runs into it.
        boolean gone = coyote.getAvailable() == 1;
        coyote.setAvailable(0);
        return gone;
    }
}
