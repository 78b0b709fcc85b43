package dev.haios.kit.store;

import dev.haios.kit.home.HaiosHome;
import dev.haios.kit.home.HomeAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store of a service that configures {@code haios.store.path}; others get no bean of it. */
@AutoConfiguration(after = HomeAutoConfiguration.class)
@ConditionalOnProperty("haios.store.path")
@EnableConfigurationProperties(StoreSettings.class)
public class StoreAutoConfiguration {

    @Bean(destroyMethod = "close")
    Store store(StoreSettings settings, HaiosHome home, ObjectProvider<MeterRegistry> meters) {
        return Store.open(
                settings.below(home.artifacts()), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    DataSource dataSource(Store store) {
        return store.dataSource();
    }

    @Bean
    JdbcClient jdbcClient(Store store) {
        return store.jdbc();
    }
}
