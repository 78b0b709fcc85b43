package dev.haios.router.figures;

import dev.haios.kit.time.Routine;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FigureConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Figures change by getting old, too. */
    @Bean
    Routine figureAging(FigureBook book) {
        return Routine.afterPause("age-figures", PAUSE, book::refresh);
    }
}
