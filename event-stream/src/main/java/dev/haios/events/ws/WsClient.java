package dev.haios.events.ws;

import dev.haios.events.fanout.Hub;
import dev.haios.events.fanout.Subscriber;
import dev.haios.events.log.Filter;
import dev.haios.events.ws.Command.Ping;
import dev.haios.events.ws.Command.Subscribe;
import dev.haios.events.ws.Command.Unreadable;
import dev.haios.events.ws.Command.Unsubscribe;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.HashSet;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one client has asked for. Frames are handled on the connection's reading thread; what they
 * are answered waits here for the writing one.
 */
final class WsClient {

    /** A client that asks faster than it reads the answers is not worth more memory. */
    private static final int MAX_REPLIES = 64;

    private final Hub hub;
    private final Subscriber subscriber;
    private final Queue<String> replies = new ArrayBlockingQueue<>(MAX_REPLIES);
    private volatile @Nullable CloseReason refused;

    WsClient(Hub hub, Subscriber subscriber) {
        this.hub = hub;
        this.subscriber = subscriber;
        reply(Replies.connected(hub.epoch(), hub.lastSeq()));
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** The next answer to write, or null. */
    @Nullable String nextReply() {
        return replies.poll();
    }

    /** Why the connection has to end, or null. */
    @Nullable CloseReason refused() {
        return refused;
    }

    void receive(String text) {
        switch (Command.parse(text)) {
            case Subscribe subscribe -> subscribe(subscribe);
            case Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
            case Ping(var echo) -> reply(Replies.pong(echo));
            case Unreadable(var detail) -> reply(Replies.badFrame(detail));
        }
    }

    void receiveBinary() {
        refuse(new CloseReason(CloseCodes.CANNOT_ACCEPT, "text frames only"));
    }

    /** The answer waits before the change can be taken up, so that it is written before events. */
    private void subscribe(Subscribe to) {
        var filter = Filter.of(to.types(), to.agents(), to.runIds());
        if (to.after() == null) {
            listen(filter);
            return;
        }
        // In a log of another epoch everything is new to the client.
        boolean otherLog = to.epoch() != null && to.epoch() != hub.epoch();
        long after = otherLog ? 0 : to.after();
        reply(Replies.subscribed(filter, after, hub.epoch()));
        subscriber.listen(filter, after);
    }

    private void unsubscribe(Unsubscribe from) {
        var filter = subscriber.filter();
        if (from.types().isEmpty() || filter == null) {
            stopListening();
            return;
        }
        if (filter.types().isEmpty()) {
            reply(Replies.badFrame("Every type is subscribed: subscribe to those wanted instead."));
            return;
        }
        var left = new HashSet<>(filter.types());
        from.types().forEach(left::remove);
        if (left.isEmpty()) {
            stopListening();
        } else {
            listen(new Filter(left, filter.agents(), filter.runIds()));
        }
    }

    private void listen(Filter filter) {
        long after = subscriber.filter() == null ? hub.lastSeq() : subscriber.cursor();
        reply(Replies.subscribed(filter, after, hub.epoch()));
        subscriber.listen(filter);
    }

    private void stopListening() {
        reply(Replies.unsubscribed());
        subscriber.listenToNothing();
    }

    private void reply(String frame) {
        if (!replies.offer(frame)) {
            refuse(new CloseReason(CloseCodes.VIOLATED_POLICY, "too many unread answers"));
        }
        subscriber.wake();
    }

    private void refuse(CloseReason reason) {
        refused = reason;
        subscriber.wake();
    }
}
