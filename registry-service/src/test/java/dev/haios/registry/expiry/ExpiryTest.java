package dev.haios.registry.expiry;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Health;
import dev.haios.registry.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {

    @TempDir Path home;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = TestRegistry.start(home);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void a_silent_service_is_late_at_90_down_at_150_and_may_go_at_210_seconds() {
        var id = registry.register("quiet");

        registry.advance(89);
        assertThat(registry.list("/services?min_missed=1").items()).isEmpty();
        registry.advance(1);
        assertThat(registry.list("/services?min_missed=1").items().getFirst().missedBeats())
                .isEqualTo(1);
        assertThat(registry.names("/discover")).containsExactly("quiet");

        registry.advance(59);
        assertThat(registry.names("/discover?status=down")).isEmpty();
        registry.advance(1);
        assertThat(registry.names("/discover")).isEmpty();
        assertThat(registry.names("/discover?status=down")).containsExactly("quiet");
        assertThat(registry.service(id).missedBeats()).isEqualTo(2);

        registry.advance(59);
        assertThat(registry.service(id).missedBeats()).isEqualTo(2);
        registry.advance(1);
        assertThat(registry.service(id).missedBeats()).isEqualTo(3);
        assertThat(registry.service(id).status()).isEqualTo(Health.DOWN);
    }

    @Test
    void the_registry_marks_the_transition_itself_with_a_revision() {
        registry.register("quiet");
        long before = registry.list("/services").revision();

        registry.advance(150);

        eventually("a revision", () -> registry.list("/services").revision() == before + 1);
        assertThat(registry.list("/services?status=down").items().getFirst().revision())
                .isEqualTo(before + 1);
    }

    @Test
    void a_beat_revives_a_service_that_was_down() {
        var id = registry.register("phoenix");
        registry.advance(150);
        eventually("down", () -> registry.list("/services").revision() == 2);

        assertThat(registry.beat(id, "ok").status()).isEqualTo(200);

        assertThat(registry.names("/discover")).containsExactly("phoenix");
        assertThat(registry.list("/services").revision()).isEqualTo(3);
        assertThat(registry.service(id).missedBeats()).isZero();
    }

    @Test
    void a_clock_that_jumps_evicts_nobody() {
        registry.register("steady");

        registry.time().jump(Duration.ofDays(30));
        assertThat(registry.names("/discover")).containsExactly("steady");

        registry.time().jump(Duration.ofDays(-60));
        assertThat(registry.names("/discover")).containsExactly("steady");
    }

    @Test
    void four_of_ten_go_down_at_once() {
        var ids = registerMany(10);
        keepAlive(ids.subList(4, 10));

        assertThat(registry.list("/discover?status=down").count()).isEqualTo(4);
        assertThat(health("mass_expiry_held")).isZero();
    }

    @Test
    void nine_of_nine_go_down_because_few_services_do_die_together() {
        registerMany(9);
        registry.advance(150);

        assertThat(registry.list("/discover?status=down").count()).isEqualTo(9);
    }

    @Test
    void half_of_ten_are_held_for_one_sweep_and_then_go_down() {
        var ids = registerMany(10);
        keepAlive(ids.subList(5, 10));

        assertThat(registry.list("/discover").count()).isEqualTo(10);
        assertThat(registry.list("/discover?status=down").count()).isZero();
        assertThat(registry.list("/services?min_missed=2").count()).isEqualTo(5);
        assertThat(health("mass_expiry_held")).isEqualTo(5);
        assertThat(registry.http().get("/health").body()).contains("mass_expiry_since");
        assertThat(registry.http().get("/metrics").body())
                .contains("haios_registry_mass_expiry_held{service=\"registry\"} 5.0");

        registry.advance(29);
        assertThat(registry.list("/discover").count()).isEqualTo(10);
        registry.advance(1);
        assertThat(registry.list("/discover").count()).isEqualTo(5);
        assertThat(health("mass_expiry_held")).isZero();
        assertThat(registry.http().get("/health").body()).doesNotContain("mass_expiry_since");
    }

    @Test
    void a_beat_ends_the_hold_of_its_service_and_the_next_silence_is_judged_anew() {
        var ids = registerMany(10);
        registry.advance(150);
        assertThat(health("mass_expiry_held")).isEqualTo(10);

        registry.beat(ids);

        assertThat(health("mass_expiry_held")).isZero();
        registry.advance(150);
        assertThat(registry.list("/discover").count()).isEqualTo(10);
        assertThat(health("mass_expiry_held")).isEqualTo(10);
        registry.advance(30);
        assertThat(registry.list("/discover").count()).isZero();
        eventually("all written", () -> registry.list("/services").revision() == 20);
    }

    @Test
    void the_metrics_count_services_by_what_is_true_now() {
        registry.register("dead");
        registry.advance(100);
        registry.register("alive");
        registry.advance(50);
        registry.list("/discover");

        assertThat(registry.http().get("/metrics").body())
                .contains("haios_registry_services{service=\"registry\",status=\"down\"} 1.0")
                .contains("haios_registry_services{service=\"registry\",status=\"ok\"} 1.0");
        assertThat(health("services")).isEqualTo(2);
        assertThat(health("live")).isEqualTo(1);
    }

    private List<String> registerMany(int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(registry.register("many-" + i));
        }
        return ids;
    }

    /** Lets 150 seconds pass in which only these beat. */
    private void keepAlive(List<String> ids) {
        registry.advance(75);
        registry.beat(ids);
        registry.advance(75);
    }

    private int health(String field) {
        return registry.http().get("/health").json().path(field).asInt();
    }
}
