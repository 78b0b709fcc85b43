package dev.haios.kit.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses the fleet will call on somebody's word: upstream URLs and kill URLs. Allowed are
 * loopback and the hosts an operator listed in {@code HAIOS_UPSTREAM_ALLOW}. Immutable.
 *
 * <p>A name is judged by what it resolves to at the moment of the call ({@link #resolve}, which the
 * outbound client uses as its resolver), not by what it resolved to when it was registered, so that
 * a name that is later pointed elsewhere gains nothing.
 */
public final class UrlPolicy {

    private final Set<String> allowedHosts;
    private final Lookup lookup;

    /**
     * @param allowedHosts names and addresses beside loopback
     */
    public UrlPolicy(List<String> allowedHosts, Lookup lookup) {
        this.lookup = lookup;
        this.allowedHosts =
                allowedHosts.stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Where names are looked up: the operating system, or a test that moves them. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /** What became of a URL. */
    public sealed interface Verdict {

        /** It may be called. */
        record Allowed() implements Verdict {}

        /**
         * It must not be called.
         *
         * @param reason a sentence for the caller that says what would be allowed
         */
        record Refused(String reason) implements Verdict {}
    }

    /** Judges scheme, user info and host, resolving the host's name. */
    public Verdict check(URI url) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            return new Verdict.Refused("The URL must begin with http:// or https://.");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return new Verdict.Refused(
                    "The URL must name a host, and hold no credentials and no fragment.");
        }
        try {
            resolve(url.getHost());
            return new Verdict.Allowed();
        } catch (UnknownHostException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The addresses a call to this host may connect to.
     *
     * @throws UnknownHostException when the name does not resolve, or to an address that is not
     *     allowed
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var name = withoutBrackets(host).toLowerCase(Locale.ROOT);
        var addresses = lookup.addresses(name);
        if (Arrays.stream(addresses).allMatch(address -> mayBeCalled(name, address))) {
            return addresses;
        }
        throw new UnknownHostException(
                "The host " + name + " is neither loopback nor listed in HAIOS_UPSTREAM_ALLOW.");
    }

    /**
     * Whoever rules a listed name may still not point it at a machine's metadata service, at
     * everything, or at many: that takes the address itself in the list.
     */
    private boolean mayBeCalled(String name, InetAddress address) {
        if (address.isLoopbackAddress() || allowedHosts.contains(address.getHostAddress())) {
            return true;
        }
        return allowedHosts.contains(name)
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress();
    }

    /** An IPv6 address stands in brackets in a URL. */
    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
