package dev.haios.router.figures;

import dev.haios.kit.events.EventSettings;
import dev.haios.kit.http.SseClient;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.peers.PeerAddresses;
import java.net.URI;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the receipts on the event stream. Without the stream the last figures age and heartbeats
 * take over; nothing else depends on it.
 */
@Component
final class ReceiptFeed implements SmartLifecycle {

    private final ReceiptReader reader;
    private final boolean enabled;
    private final SseFollower follower;
    private volatile boolean running;

    ReceiptFeed(
            ReceiptReader reader, EventSettings events, PeerAddresses peers, SseClient streams) {
        this.reader = reader;
        this.enabled = events.enabled();
        var address = URI.create(peers.eventStream() + "/stream?types=routing_receipt");
        follower = streams.follower("receipts", _ -> address, new Receipts());
    }

    private final class Receipts implements SseFollower.Listener {

        @Override
        public void connected() {}

        @Override
        public void message(SseFollower.Message message) {
            if (message.event().equals("routing_receipt")) {
                reader.read(message.data());
            }
        }

        @Override
        public void disconnected() {}
    }

    @Override
    public void start() {
        running = true;
        if (enabled) {
            follower.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        follower.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
