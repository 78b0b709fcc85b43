package dev.haios.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haios.kit.home.HaiosHome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoreAutoConfigurationTest {

    private @TempDir Path home;

    @Test
    void a_service_without_a_path_has_no_store() {
        service()
                .run(context ->
                        assertThat(context)
                                .doesNotHaveBean(Store.class)
                                .doesNotHaveBean(DataSource.class)
                                .doesNotHaveBean(JdbcClient.class));
    }

    @Test
    void a_relative_path_lies_below_the_artifacts_and_the_client_works_in_units() {
        service()
                .withPropertyValues("haios.store.path=demo/demo.db")
                .run(context -> {
                    var store = context.getBean(Store.class);
                    var jdbc = context.getBean(JdbcClient.class);
                    store.write(() -> jdbc.sql("create table t (a bigint)").update());
                    assertThat(home.resolve("artifacts/demo/demo.db")).exists();
                    assertThat(
                                    context.getBean(MeterRegistry.class)
                                            .find("haios.store.commit")
                                            .timer())
                            .isNotNull();
                });
    }

    @Test
    void the_store_closes_with_its_service() {
        service()
                .withPropertyValues("haios.store.path=demo/demo.db")
                .run(context -> {
                    var store = context.getBean(Store.class);
                    context.close();
                    assertThatThrownBy(() -> store.read(() -> 1))
                            .isInstanceOf(StoreUnavailableException.class);
                });
    }

    @Test
    void settings_out_of_range_stop_the_start_with_the_name_of_the_setting() {
        service()
                .withPropertyValues("haios.store.path=demo/demo.db", "haios.store.readers=0")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("haios.store.readers must be 1 to 16"));
        service()
                .withPropertyValues("haios.store.path=demo/demo.db", "haios.store.group-time=0s")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining("haios.store.group-time must be"));
    }

    @Test
    void bound_defaults_are_the_documented_ones() {
        var path = home.resolve("same.db");
        service()
                .withPropertyValues("haios.store.path=" + path)
                .run(context ->
                        assertThat(context.getBean(StoreSettings.class))
                                .isEqualTo(StoreSettings.at(path)));
    }

    private ApplicationContextRunner service() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(StoreAutoConfiguration.class))
                .withBean(HaiosHome.class, () -> new HaiosHome(home))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new);
    }
}
