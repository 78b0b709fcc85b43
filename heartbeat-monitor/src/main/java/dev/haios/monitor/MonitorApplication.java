package dev.haios.monitor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the heartbeat monitor. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MonitorApplication {

    /** Takes Spring's own command line options and no others. */
    public static void main(String[] args) {
        SpringApplication.run(MonitorApplication.class, args);
    }
}
