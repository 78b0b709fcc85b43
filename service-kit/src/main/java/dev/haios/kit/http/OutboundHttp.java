package dev.haios.kit.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pooled HTTP clients of this process: HTTP/1.1, kept-alive connections, time-outs always
 * set, no redirects followed and no retries of their own (a retry belongs to the caller, who knows
 * what may be repeated).
 */
public final class OutboundHttp {

    /**
     * For a caller that ends its requests itself by aborting them: reads wait until then. A read
     * with a time limit sets and cancels a timer, which costs a virtual thread more than the read.
     */
    public static final Duration UNTIL_ABORTED = Duration.ZERO;

    private final HttpSettings settings;
    private final MeterRegistry meters;

    public OutboundHttp(HttpSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** Looks up where a name may be connected to. */
    @FunctionalInterface
    public interface Resolver {

        /**
         * The addresses a connection to this host may be made to.
         *
         * @throws UnknownHostException when the name is unknown or must not be called
         */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A client for peers whose addresses are configured. */
    public CloseableHttpClient client() {
        return client("peers", settings.readTimeout(), InetAddress::getAllByName);
    }

    /**
     * A client of its own pool.
     *
     * @param pool its name in metrics
     * @param readTimeout between two reads, unless a request sets its own; or {@link
     *     #UNTIL_ABORTED}
     * @param resolver asked at every new connection, so that it also sees names that have moved
     */
    public CloseableHttpClient client(String pool, Duration readTimeout, Resolver resolver) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(settings.maxConnections())
                        .setMaxConnTotal(settings.maxConnections() * 4)
                        .setDnsResolver(dns(resolver))
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout(settings.connectTimeout()))
                                        .setSocketTimeout(timeout(readTimeout))
                                        // A peer that restarted has closed its side meanwhile.
                                        .setValidateAfterInactivity(Timeout.ofSeconds(1))
                                        .build())
                        .build();
        measure(pool, "leased", connections, PoolStats::getLeased);
        measure(pool, "available", connections, PoolStats::getAvailable);
        measure(pool, "pending", connections, PoolStats::getPending);
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(timeout(settings.connectTimeout()))
                                .setResponseTimeout(timeout(readTimeout))
                                .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    private void measure(
            String pool,
            String state,
            PoolingHttpClientConnectionManager connections,
            ToIntFunction<PoolStats> count) {
        Gauge.builder(
                        "haios_http_pool_connections",
                        connections,
                        each -> count.applyAsInt(each.getTotalStats()))
                .description("Outbound connections, and calls that wait for one")
                .tag("pool", pool)
                .tag("state", state)
                .register(meters);
    }

    private static Timeout timeout(Duration duration) {
        return duration.equals(UNTIL_ABORTED)
                ? Timeout.DISABLED
                : Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }

    private static DnsResolver dns(Resolver resolver) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return resolver.resolve(host);
            }

            @Override
            public @Nullable String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
