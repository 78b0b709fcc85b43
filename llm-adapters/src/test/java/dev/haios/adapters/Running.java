package dev.haios.adapters;

import dev.haios.kit.testing.TestService;
import java.nio.file.Path;

/** Starts an adapter for a test. */
public final class Running {

    private Running() {}

    /** The adapter of that name on a random port. */
    public static TestService adapter(String name, Path home, String... properties) {
        var all = new String[properties.length + 1];
        all[0] = "haios.llm.adapter=" + name;
        System.arraycopy(properties, 0, all, 1, properties.length);
        return TestService.start(AdaptersApplication.class, home, all);
    }
}
