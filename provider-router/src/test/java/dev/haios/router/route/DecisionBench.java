package dev.haios.router.route;

import dev.haios.contracts.routing.RouteRequest;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.router.FakeRegistry;
import dev.haios.router.Registered;
import dev.haios.router.RouterUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long a decision takes in a fleet of a thousand. A program, not a test: figures depend on the
 * machine. Argument: a folder. Measured 0.02 ms among twenty services that can do the work and 0.9
 * ms among a thousand, on two busy cores.
 */
final class DecisionBench {

    private static final int SERVICES = 1000;
    private static final int DECISIONS = 400;

    private DecisionBench() {}

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
        RouterUnderTest.writeMatrix(folder, "{\"schema_version\":1,\"capabilities\":{}}");
        try (var registry = FakeRegistry.empty()) {
            for (int i = 0; i < SERVICES; i++) {
                registry.put(Registered.model("s" + i, "all", i % 50 == 0 ? "some" : "none"));
            }
            try (var router = RouterUnderTest.ready(folder, registry)) {
                System.out.printf(
                        "decided about 20: %.3f ms, about 1000: %.3f ms%n",
                        medianMs(router.bean(Router.class), "some"),
                        medianMs(router.bean(Router.class), "all"));
            }
        }
    }

    private static double medianMs(Router router, String cap) {
        var request = new RouteRequest(RouteTarget.ofCaps(cap), null);
        long[] nanos = new long[DECISIONS];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            router.answer(request);
            nanos[i] = System.nanoTime() - began;
        }
        // The first half warms up.
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 2] / 1e6;
    }
}
