package dev.haios.adapters;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts one adapter. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AdaptersApplication {

    public static void main(String[] args) {
        SpringApplication.run(AdaptersApplication.class, args);
    }
}
