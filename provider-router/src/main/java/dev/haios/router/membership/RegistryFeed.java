package dev.haios.router.membership;

import dev.haios.kit.access.ServiceCredential;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.peers.PeerAddresses;
import java.net.URI;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the mirror connected to the registry for as long as this service runs. */
@Component
final class RegistryFeed implements SmartLifecycle {

    private final SseFollower follower;
    private volatile boolean running;

    RegistryFeed(
            RegistryMirror mirror,
            Membership membership,
            PeerAddresses peers,
            CloseableHttpClient client,
            ServiceCredential credential) {
        follower =
                new SseFollower(
                        client,
                        credential,
                        "registry",
                        // Our own revision, not the last id: a full reading may be far ahead of it.
                        _ -> address(peers, membership.revision()),
                        mirror);
    }

    private static URI address(PeerAddresses peers, long revision) {
        var watch = peers.registry() + "/watch";
        return URI.create(revision == 0 ? watch : watch + "?since=" + revision);
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
