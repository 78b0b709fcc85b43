package dev.haios.kit.home;

import dev.haios.kit.time.Ticker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Home, identity, address and time. */
@AutoConfiguration
@EnableConfigurationProperties(ServiceIdentity.class)
public class HomeAutoConfiguration {

    @Bean
    HaiosHome haiosHome(Environment environment) {
        return new HaiosHome(Path.of(environment.getProperty("haios.home", ".")));
    }

    @Bean
    AdvertisedAddress advertisedAddress(Environment environment) {
        var url = environment.getProperty("haios.advertise-url", "");
        return new AdvertisedAddress(
                StringUtils.hasText(url) ? URI.create(url.replaceAll("/+$", "")) : null);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ticker ticker() {
        return Ticker.SYSTEM;
    }
}
