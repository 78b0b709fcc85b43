package dev.haios.router.membership;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.contracts.schema.Wire;
import dev.haios.kit.http.SseFollower;
import dev.haios.kit.peers.RegistryClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import dev.haios.router.figures.FigureBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns the registry's feed into membership and figures. Everything is read once the feed is open,
 * so that no change can fall between the two; changes that the reading has overtaken are recognised
 * by their revision. Called by one thread.
 *
 * <p>What cannot be read or understood is thrown: the follower then connects again, and the first
 * frame makes this mirror whole. A mirror that silently missed one change would be wrong for good.
 */
@Component
final class RegistryMirror implements SseFollower.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryMirror.class);

    private final RegistryClient registry;
    private final Membership membership;
    private final FigureBook figures;
    private @Nullable String epoch;

    RegistryMirror(RegistryClient registry, Membership membership, FigureBook figures) {
        this.registry = registry;
        this.membership = membership;
        this.figures = figures;
    }

    /** The revision to follow from: everything known so far, which is read now if nothing is. */
    long revision() {
        var known = membership.roster();
        if (known != null) {
            return known.revision();
        }
        return reload();
    }

    @Override
    public void connected() {
        // Not in touch yet: only the first frame tells whether our revision still means anything.
    }

    @Override
    public void message(SseFollower.Message message) {
        switch (message.event()) {
            case "hello" -> hello(message.data());
            case "reset" -> reload();
            default -> change(Wire.lenient().readValue(message.data(), RegistryChange.class));
        }
    }

    /** A registry with another epoch is another store: its revisions say nothing about ours. */
    private void hello(String data) {
        var hello = Wire.lenient().readTree(data);
        var now = hello.path("epoch").asString("");
        boolean same = epoch == null || now.equals(epoch);
        if (!same || hello.path("revision").asLong(0) < revision()) {
            reload();
        }
        epoch = now;
        membership.followed();
    }

    private void change(RegistryChange change) {
        if (change.kind() == RegistryChangeKind.LOAD) {
            figures.heartbeat(change.service());
        } else if (membership.apply(change)) {
            if (change.kind() == RegistryChangeKind.DEREGISTERED) {
                figures.forget(change.service().serviceId());
            } else {
                figures.heartbeat(change.service());
            }
        }
    }

    private long reload() {
        List<RegisteredService> services = new ArrayList<>();
        var page = page(null);
        // Later pages may be newer; what changes in between comes again over the feed.
        long revision = page.revision();
        services.addAll(page.items());
        while (page.nextCursor() != null) {
            page = page(page.nextCursor());
            services.addAll(page.items());
        }
        figures.retain(
                services.stream().map(RegisteredService::serviceId).collect(Collectors.toSet()));
        services.forEach(figures::heartbeat);
        membership.replace(revision, services);
        LOG.info("{} services read from the registry at revision {}", services.size(), revision);
        return revision;
    }

    private ServiceList page(@Nullable String cursor) {
        return switch (registry.services(cursor)) {
            case Answer<ServiceList>(var list) -> list;
            case Refused<ServiceList>(var problem) ->
                    throw new IllegalStateException("GET /services refused: " + problem.detail());
            case Unreachable<ServiceList>(var reason) ->
                    throw new IllegalStateException("GET /services failed: " + reason);
        };
    }

    @Override
    public void disconnected() {
        membership.lost();
    }
}
