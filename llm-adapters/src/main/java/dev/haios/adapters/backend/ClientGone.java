package dev.haios.adapters.backend;

import java.io.IOException;

/** Nobody listens to a stream any more: whoever makes the answer may stop. */
public final class ClientGone extends RuntimeException {

    public ClientGone(IOException cause) {
        super("the client has gone", cause);
    }
}
