package dev.haios.registry.retention;

import dev.haios.kit.time.Routine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    Routine forgettingRoutine(Forgetting forgetting, RetentionSettings settings) {
        return Routine.afterPause("forgetting", settings.interval(), forgetting::run);
    }
}
