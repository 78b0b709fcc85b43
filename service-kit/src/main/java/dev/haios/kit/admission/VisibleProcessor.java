package dev.haios.kit.admission;

import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's processor of requests, showing what it is at. What others see of it may be a moment old.
 */
final class VisibleProcessor extends Http11Processor {

    VisibleProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    /** The connection it serves or served last; null before its first. */
    @Nullable SocketWrapperBase<?> connection() {
        return getSocketWrapper();
    }

    /** Whether a handler is at work on a request. */
    boolean isInService() {
        return stage() == Constants.STAGE_SERVICE;
    }

    /** Whether it reads to its end a body that the handler left unread. */
    boolean isSwallowing() {
        return stage() == Constants.STAGE_ENDINPUT;
    }

    private int stage() {
        return request.getRequestProcessor().getStage();
    }
}
