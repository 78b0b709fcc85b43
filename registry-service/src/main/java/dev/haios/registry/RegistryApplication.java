package dev.haios.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the registry. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RegistryApplication {

    /** Runs until it is stopped. */
    public static void main(String[] args) {
        SpringApplication.run(RegistryApplication.class, args);
    }
}
