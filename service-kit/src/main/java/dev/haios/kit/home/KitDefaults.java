package dev.haios.kit.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code haios-kit.yaml} underneath every service's own {@code application.yaml}, so that a
 * new service inherits the fleet's settings without naming them and may still override each one;
 * and {@code .env} above both.
 */
public class KitDefaults implements EnvironmentPostProcessor {

    private final Log log;

    KitDefaults(DeferredLogFactory logs) {
        this.log = logs.getLog(KitDefaults.class);
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load("haios-kit", new ClassPathResource("haios-kit.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException("haios-kit.yaml cannot be read", e);
        }
        DotEnv.addTo(environment, log);
    }
}
