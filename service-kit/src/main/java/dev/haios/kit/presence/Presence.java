package dev.haios.kit.presence;

import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.HeartbeatReply;
import dev.haios.contracts.registry.RegistrationReply;
import dev.haios.kit.home.AdvertisedAddress;
import dev.haios.kit.http.Backoff;
import dev.haios.kit.peers.RegistryClient;
import dev.haios.kit.peers.Reply.Answer;
import dev.haios.kit.peers.Reply.Refused;
import dev.haios.kit.peers.Reply.Unreachable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this service registered while it runs, on one virtual thread: register, beat at the
 * interval, register again when the registry has forgotten it, deregister on a clean stop.
 */
public final class Presence implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** How often a waiting service looks at its own health. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final PresenceSettings settings;
    private final Registrant registrant;
    private final HeartbeatSource heartbeats;
    private final RegistryClient registry;
    private final AdvertisedAddress address;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable String serviceId;
    private volatile DesiredState desired = DesiredState.RUN;
    private boolean away;

    Presence(
            PresenceSettings settings,
            Registrant registrant,
            HeartbeatSource heartbeats,
            RegistryClient registry,
            AdvertisedAddress address) {
        this.settings = settings;
        this.registrant = registrant;
        this.heartbeats = heartbeats;
        this.registry = registry;
        this.address = address;
    }

    /** The id the registry gave, or null before the first registration. */
    public @Nullable String serviceId() {
        return serviceId;
    }

    /** What the registry last asked this service to do. */
    public DesiredState desiredState() {
        return desired;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        if (settings.enabled()) {
            Thread.ofVirtual().name("presence").start(this::keepRegistered);
        }
    }

    private void keepRegistered() {
        var backoff = new Backoff(settings.maxBackoff());
        var pause = Duration.ZERO;
        while (!stoppedOrChangedWithin(pause)) {
            var id = serviceId;
            boolean done = attempt(id);
            if (done) {
                backoff.reset();
                pause = settings.heartbeatInterval();
            } else {
                pause = serviceId == null && id != null ? Duration.ZERO : backoff.next();
            }
        }
    }

    /** The outermost loop: a service whose beats end is taken for dead. */
    private boolean attempt(@Nullable String id) {
        try {
            return id == null ? register() : beat(id);
        } catch (RuntimeException e) {
            if (!away) {
                LOG.error("no heartbeat, trying again", e);
            }
            away = true;
            return false;
        }
    }

    private boolean register() {
        var registration =
                registrant.registration(
                        address.url(), settings.heartbeatInterval(), settings.ttl());
        return switch (registry.register(registration)) {
            case Answer<RegistrationReply>(var reply) -> {
                serviceId = reply.serviceId();
                found("registered as " + reply.serviceId());
                // The first beat carries health and load, which a registration does not.
                yield beat(reply.serviceId());
            }
            case Refused<RegistrationReply>(var problem) -> {
                lost("the registry refuses this registration: " + problem.detail());
                yield false;
            }
            case Unreachable<RegistrationReply>(var reason) -> {
                lost(reason);
                yield false;
            }
        };
    }

    private boolean beat(String id) {
        return switch (registry.heartbeat(heartbeats.beat(id))) {
            case Answer<HeartbeatReply>(var reply) -> {
                follow(reply.desiredState());
                found("beating again");
                yield true;
            }
            case Refused<HeartbeatReply> refused when refused.status() == 404 -> {
                LOG.info("the registry does not know {} any more, registering again", id);
                serviceId = null;
                yield false;
            }
            case Refused<HeartbeatReply>(var problem) -> {
                lost("the registry refuses this heartbeat: " + problem.detail());
                yield false;
            }
            case Unreachable<HeartbeatReply>(var reason) -> {
                lost(reason);
                yield false;
            }
        };
    }

    private void follow(DesiredState state) {
        if (state != desired) {
            LOG.info("desired state is now {}", state);
            desired = state;
        }
    }

    /** A registry that stays away is logged when it goes and when it is back, not in between. */
    private void lost(String reason) {
        if (!away) {
            LOG.warn("not registered, trying again: {}", reason);
        }
        away = true;
    }

    private void found(String what) {
        if (away || what.startsWith("registered")) {
            LOG.info("{}", what);
        }
        away = false;
    }

    /**
     * Waits for the next beat, or less when this service's health has changed since the last:
     * others should not be sent here for another minute.
     *
     * @return whether the service is stopping
     */
    private boolean stoppedOrChangedWithin(Duration pause) {
        try {
            var left = pause;
            while (left.compareTo(LOOK) > 0) {
                if (stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
                left = left.minus(LOOK);
                if (!away && healthHasChanged()) {
                    return false;
                }
            }
            return stopped.await(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean healthHasChanged() {
        try {
            return heartbeats.healthHasChanged();
        } catch (RuntimeException e) {
            // Cannot be told now; the next beat tells why.
            LOG.debug("health is not known", e);
            return false;
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        var id = serviceId;
        if (id != null && registry.deregister(id) instanceof Unreachable<?>(var reason)) {
            LOG.info("not deregistered, the TTL will do it: {}", reason);
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** Starts after the web server, so that what is registered answers; stops before it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
