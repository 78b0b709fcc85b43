package dev.haios.router.matrix;

import dev.haios.kit.time.Routine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MatrixConfiguration {

    /**
     * Looks at the file again and again. Its content is compared rather than its time, and no file
     * system events are used: both miss changes on mounted folders and with editors that rename.
     */
    @Bean
    Routine matrixWatch(CurrentMatrix current, MatrixSettings settings) {
        return Routine.afterPause("watch-matrix", settings.checkEvery(), current::check);
    }
}
