package dev.haios.cli.fleet;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where each service is: {@code HAIOS_<SERVICE>_URL}, else its port in the fleet file on this
 * machine. The operator's credential goes to these places and nowhere else.
 */
public final class Endpoints {

    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]", "*");

    private final Session session;
    private final FleetFile fleet;

    public Endpoints(Session session, FleetFile fleet) {
        this.session = session;
        this.fleet = fleet;
    }

    /**
     * The base URL of a service, without a slash at the end; a usage failure when nobody says where
     * it is.
     */
    public URI of(String service) {
        String variable = variable(service);
        String url =
                session.setting(variable)
                        .or(() -> fleet.find(service).map(this::local))
                        .orElseThrow(() ->
                                Failure.of(
                                        ExitCode.USAGE,
                                        "the fleet has no service " + service,
                                        "Set " + variable + " to where it listens."));
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException notAUrl) {
            // Refused below, together with what parses but is no place to call.
        }
        throw Failure.of(
                ExitCode.USAGE,
                variable + " is not a URL of a service: " + url,
                "Give it as http://host:port.");
    }

    /** The environment variable that says where a service is. */
    public static String variable(String service) {
        return "HAIOS_" + service.toUpperCase(Locale.ROOT) + "_URL";
    }

    /** The base URL of a service on this machine, whatever the environment says. */
    public String local(ServiceSpec service) {
        String bind = session.setting("HAIOS_BIND").orElse("127.0.0.1");
        String host = EVERY_ADDRESS.contains(bind) || bind.equals("localhost") ? "127.0.0.1" : bind;
        String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + literal + ":" + service.port();
    }
}
