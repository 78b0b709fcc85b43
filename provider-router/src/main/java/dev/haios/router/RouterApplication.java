package dev.haios.router;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the provider router. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RouterApplication {

    /** Takes Spring's own command line options and no others. */
    public static void main(String[] args) {
        SpringApplication.run(RouterApplication.class, args);
    }
}
