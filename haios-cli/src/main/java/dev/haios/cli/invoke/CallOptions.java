package dev.haios.cli.invoke;

import dev.haios.cli.session.ExitCode;
import dev.haios.cli.session.Failure;
import dev.haios.cli.session.Session;
import dev.haios.contracts.invoke.InvokePolicy;
import dev.haios.contracts.invoke.InvokeRequest;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.schema.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to call, with what, and how; becomes an {@link InvokeRequest}. */
final class CallOptions {

    @Option(
            names = {"-c", "--cap"},
            paramLabel = "<cap>",
            description = "A capability it must have, e.g. classify; repeatable.")
    private List<String> caps = new ArrayList<>();

    @Option(names = "--type", paramLabel = "<type>", description = "model, tool or agent.")
    private @Nullable String type;

    @Option(
            names = "--role",
            paramLabel = "<role>",
            description =
                    "production (the default unless --name is given), staging, canary,"
                            + " experimental, coordinator, or any.")
    private @Nullable String role;

    @Option(names = "--name", paramLabel = "<name>", description = "Its registered name.")
    private @Nullable String name;

    @Option(
            names = "--prefer",
            paramLabel = "<how>",
            description = "local, cheapest, fastest or balanced.")
    private @Nullable String prefer;

    @Option(
            names = "--timeout",
            paramLabel = "<s>",
            defaultValue = "30",
            description = "Seconds until it is given up; default ${DEFAULT-VALUE}.")
    private double timeoutSeconds;

    @Option(names = "--max-usd", paramLabel = "<usd>", description = "The most the call may cost.")
    private @Nullable BigDecimal maxUsd;

    @Option(
            names = "--run-id",
            paramLabel = "<id>",
            description = "The run this call belongs to; made up when left out.")
    private @Nullable String runId;

    @Mixin private PayloadOptions payload = new PayloadOptions();

    /** The request the options describe; a usage failure when they describe none. */
    InvokeRequest request(Session session) {
        if (caps.isEmpty() && type == null && name == null) {
            throw usage("say who should answer: --cap, --name or --type")
                    .next("Who can do what: `haios services`. See also `haios invoke --help`.");
        }
        try {
            return new InvokeRequest(
                    new RouteTarget(type(), role(), caps, name, null),
                    payload.read(session),
                    policy(),
                    runId,
                    null,
                    null);
        } catch (IllegalArgumentException outOfBounds) {
            throw usage(String.valueOf(outOfBounds.getMessage()));
        }
    }

    /** How long to wait for the answer: a little longer than the gateway itself will. */
    Duration patience() {
        return Duration.ofMillis(Math.round(timeoutSeconds * 1000) + 5000);
    }

    private InvokePolicy policy() {
        return new InvokePolicy(
                prefer == null ? null : word(Preference.class, "--prefer", prefer),
                timeoutSeconds,
                maxUsd,
                null,
                null,
                List.of(),
                null,
                null);
    }

    private @Nullable ServiceType type() {
        return type == null ? null : word(ServiceType.class, "--type", type);
    }

    /** Experiments answer only those who ask for them. */
    private @Nullable ServiceRole role() {
        if (role == null) {
            return name == null ? ServiceRole.PRODUCTION : null;
        }
        return role.equals("any") ? null : word(ServiceRole.class, "--role", role);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String option, String word) {
        return Wire.constant(type, word)
                .orElseThrow(() ->
                        usage(
                                "%s %s: must be one of %s"
                                        .formatted(
                                                option,
                                                word,
                                                Stream.of(type.getEnumConstants())
                                                        .map(Wire::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    static Failure usage(String message) {
        return Failure.of(ExitCode.USAGE, message, "See `haios invoke --help`.");
    }
}
