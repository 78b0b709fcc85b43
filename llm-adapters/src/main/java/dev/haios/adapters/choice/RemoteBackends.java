package dev.haios.adapters.choice;

import dev.haios.adapters.backend.ModelCard;
import dev.haios.adapters.backend.Price;
import dev.haios.adapters.remote.ApiKey;
import dev.haios.adapters.remote.Dialect;
import dev.haios.adapters.remote.Provider;
import dev.haios.adapters.remote.RemoteBackend;
import dev.haios.adapters.remote.RemoteSettings;
import dev.haios.adapters.remote.Transport;
import dev.haios.adapters.tokens.TokenCounter;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.routing.Tier;
import dev.haios.kit.home.HaiosHome;
import dev.haios.kit.http.OutboundHttp;
import dev.haios.kit.time.Ticker;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts the adapters to providers together. */
@Component
class RemoteBackends {

    /** Assumed of a model that the matrix does not know. */
    private static final int USUAL_CONTEXT = 128_000;

    private final ProviderSettings providers;
    private final RemoteSettings settings;
    private final OutboundHttp outbound;
    private final HaiosHome home;
    private final Clock clock;
    private final Ticker ticker;

    RemoteBackends(
            ProviderSettings providers,
            RemoteSettings settings,
            OutboundHttp outbound,
            HaiosHome home,
            Clock clock,
            Ticker ticker) {
        this.providers = providers;
        this.settings = settings;
        this.outbound = outbound;
        this.home = home;
        this.clock = clock;
        this.ticker = ticker;
    }

    RemoteBackend to(String name, Dialect dialect, TokenCounter tokens) {
        var access = providers.of().get(name);
        if (access == null) {
            throw new IllegalArgumentException("haios.providers.of." + name + " is missing");
        }
        var known = new KnownModels(home).find(name, access.model());
        Integer context = known.map(entry -> entry.ctxLimit()).orElse(USUAL_CONTEXT);
        var card =
                new ModelCard(
                        name,
                        name,
                        access.model(),
                        name,
                        ServiceRole.PRODUCTION,
                        List.of("infer", "plan", "summarize"),
                        context,
                        Tier.EXTERNAL,
                        known.map(KnownModels::price).orElse(Price.UNKNOWN));
        var provider =
                new Provider(
                        card, access.baseUrl(), new ApiKey(access.key()), access.keyName(), true);
        var http = outbound.client(name, settings.silence(), InetAddress::getAllByName);
        return new RemoteBackend(
                provider, dialect, new Transport(http, settings, clock), settings, tokens, ticker);
    }
}
