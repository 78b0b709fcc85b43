package dev.haios.events;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The event stream: publish, subscribe and replay. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EventStreamApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EventStreamApplication.class, arguments);
    }
}
