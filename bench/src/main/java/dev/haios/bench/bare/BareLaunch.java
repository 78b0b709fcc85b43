package dev.haios.bench.bare;

import java.util.Map;
import org.springframework.boot.SpringApplication;

/** Starts a bare application with the settings in {@code bare.yaml}. */
final class BareLaunch {

    private BareLaunch() {}

    static void run(Class<?> type, String... arguments) {
        var application = new SpringApplication(type);
        application.setDefaultProperties(Map.of("spring.config.name", "bare"));
        application.run(arguments);
    }
}
