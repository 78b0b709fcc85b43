package dev.haios.router.membership;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.RegistryChange;
import dev.haios.contracts.registry.RegistryChangeKind;
import dev.haios.kit.time.Ticker;
import dev.haios.router.version.Change;
import dev.haios.router.version.RoutingVersion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is registered, as far as is known. Written by the thread that follows the registry, read by
 * all.
 */
@Component
public final class Membership {

    private final RoutingVersion version;
    private final Ticker ticker;
    private volatile @Nullable Roster roster;
    private volatile @Nullable Long lostAtNanos;

    Membership(RoutingVersion version, Ticker ticker) {
        this.version = version;
        this.ticker = ticker;
        this.lostAtNanos = ticker.nanos();
    }

    /** Everyone, or null before the registry was reached for the first time. */
    public @Nullable Roster roster() {
        return roster;
    }

    /** For how long the registry has not been followed; null while it is. */
    public @Nullable Duration stale() {
        var lost = lostAtNanos;
        return lost == null ? null : Duration.ofNanos(ticker.nanos() - lost);
    }

    synchronized void replace(long revision, List<RegisteredService> services) {
        roster = new Roster(revision, services);
        version.advance(Change.RELOAD);
    }

    /**
     * Takes in one change; a repeated or overtaken one changes nothing.
     *
     * @return whether it was news
     */
    synchronized boolean apply(RegistryChange change) {
        var known = roster;
        var revision = change.revision();
        if (known == null || revision == null || revision <= known.revision()) {
            return false;
        }
        var service = change.service();
        var before = known.find(service.serviceId());
        if (change.kind() == RegistryChangeKind.DEREGISTERED) {
            roster = known.without(revision, service.serviceId());
            if (before != null) {
                version.advance(Change.MEMBERSHIP);
            }
            return true;
        }
        roster = known.with(revision, service);
        if (before == null || !RoutingFace.of(before).equals(RoutingFace.of(service))) {
            version.advance(Change.MEMBERSHIP);
        }
        return true;
    }

    /** Answers say how stale they are, so those that others keep have to be asked for anew. */
    synchronized void followed() {
        if (lostAtNanos != null) {
            lostAtNanos = null;
            version.advance(Change.CONTACT);
        }
    }

    synchronized void lost() {
        if (lostAtNanos == null) {
            lostAtNanos = ticker.nanos();
            version.advance(Change.CONTACT);
        }
    }
}
