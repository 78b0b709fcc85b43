package dev.haios.kit.peers;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the fleet's services are found, bound from {@code haios.peers} and by environment from
 * {@code HAIOS_<SERVICE>_URL}.
 */
@ConfigurationProperties("haios.peers")
public record PeerAddresses(
        URI registry, URI heartbeatMonitor, URI eventStream, URI providerRouter, URI gateway) {

    public PeerAddresses {
        registry = checked("registry", registry);
        heartbeatMonitor = checked("heartbeat-monitor", heartbeatMonitor);
        eventStream = checked("event-stream", eventStream);
        providerRouter = checked("provider-router", providerRouter);
        gateway = checked("gateway", gateway);
    }

    private static URI checked(String name, URI url) {
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "haios.peers." + name + " must be an absolute URL, but is '" + url + "'");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
