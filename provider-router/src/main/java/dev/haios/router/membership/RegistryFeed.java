package dev.haios.router.membership;

import dev.haios.kit.http.SseClient;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.peers.PeerAddresses;
import java.net.URI;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the mirror connected to the registry for as long as this service runs. */
@Component
final class RegistryFeed implements SmartLifecycle {

    private final SseFollower follower;
    private volatile boolean running;

    RegistryFeed(RegistryMirror mirror, PeerAddresses peers, SseClient streams) {
        follower =
                streams.follower(
                        "registry",
                        // Our own revision, not the last id: a full reading may be far ahead of it.
                        _ -> URI.create(peers.registry() + "/watch?since=" + mirror.revision()),
                        mirror);
    }

    @Override
    public void start() {
        running = true;
        follower.start();
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
