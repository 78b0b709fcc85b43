package dev.haios.router.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.heartbeat.Activity;
import dev.haios.contracts.heartbeat.DesiredState;
import dev.haios.contracts.heartbeat.Health;
import dev.haios.contracts.registry.ServiceRole;
import dev.haios.contracts.registry.ServiceType;
import dev.haios.contracts.routing.Candidate;
import dev.haios.contracts.routing.MatrixEntry;
import dev.haios.contracts.routing.MatrixPolicy;
import dev.haios.contracts.routing.Preference;
import dev.haios.contracts.routing.Rejection;
import dev.haios.contracts.routing.RoutePolicy;
import dev.haios.contracts.routing.RouteTarget;
import dev.haios.contracts.routing.Tier;
import dev.haios.router.Registered;
import dev.haios.router.figures.Busyness;
import dev.haios.router.figures.Figures;
import dev.haios.router.figures.LatencyBand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RankingTest {

    private static final Registered LOCAL = Registered.model("local", "infer");
    private static final Registered CLOUD =
            Registered.model("cloud", "infer").label("tier", "external").usd("0.002");

    private static Figures figures(@Nullable Double p95, Busyness busyness, boolean failing) {
        return new Figures(
                p95,
                p95 == null ? Figures.Source.NOBODY : Figures.Source.HEARTBEATS,
                p95 == null ? null : LatencyBand.of(p95),
                0,
                0,
                busyness,
                failing);
    }

    private static Provider provider(Registered service) {
        return Provider.of(service.at(1), null, figures(service.p95(), Busyness.FREE, false));
    }

    private static Provider provider(Registered service, Busyness busyness, boolean failing) {
        return Provider.of(service.at(1), null, figures(service.p95(), busyness, failing));
    }

    private static Question question(Preference prefer) {
        return Question.of(
                RouteTarget.ofCaps("infer"),
                new RoutePolicy(prefer, null, null, List.of()),
                List.of());
    }

    private static List<String> order(Preference prefer, Provider... providers) {
        return Ranking.of(question(prefer), List.of(providers)).candidates().stream()
                .map(Candidate::name)
                .toList();
    }

    private static String onlyReason(Ranking ranking) {
        assertThat(ranking.candidates()).isEmpty();
        return ranking.rejected().stream().map(Rejection::reason).findFirst().orElseThrow();
    }

    private static String refusal(
            Registered service, RouteTarget target, RoutePolicy policy, MatrixPolicy... house) {
        return onlyReason(
                Ranking.of(
                        Question.of(target, policy, List.of(house)), List.of(provider(service))));
    }

    @Test
    void local_stands_before_external_however_slow_it_is() {
        assertThat(order(Preference.LOCAL, provider(CLOUD.p95(20)), provider(LOCAL.p95(9000))))
                .containsExactly("local", "cloud");
        assertThat(
                        order(
                                Preference.LOCAL,
                                provider(CLOUD.p95(20)),
                                provider(
                                        LOCAL.health(Health.DEGRADED, "half"),
                                        Busyness.FULL,
                                        false)))
                .containsExactly("local", "cloud");
    }

    @Test
    void external_is_taken_when_no_local_one_is_available() {
        var ranking =
                Ranking.of(
                        question(Preference.LOCAL),
                        List.of(provider(LOCAL.silent(2)), provider(CLOUD)));
        assertThat(ranking.candidates()).extracting(Candidate::name).containsExactly("cloud");
        assertThat(ranking.rejected()).extracting(Rejection::name).containsExactly("local");
    }

    @Test
    void cheapest_means_the_lowest_price_even_by_a_hair() {
        assertThat(
                        order(
                                Preference.CHEAPEST,
                                provider(Registered.model("b", "infer").usd("0.00101").p95(10)),
                                provider(Registered.model("a", "infer").usd("0.00100").p95(9000)),
                                provider(Registered.model("free", "infer").usd("0").p95(9000))))
                .containsExactly("free", "a", "b");
    }

    @Test
    void an_external_price_that_nobody_knows_counts_as_the_highest() {
        var unknown = Registered.model("unknown", "infer").label("tier", "external");
        assertThat(order(Preference.CHEAPEST, provider(unknown), provider(CLOUD.usd("900"))))
                .containsExactly("cloud", "unknown");
    }

    @Test
    void fastest_means_the_lowest_latency_and_an_unknown_one_lies_in_the_middle() {
        assertThat(
                        order(
                                Preference.FASTEST,
                                provider(Registered.model("slow", "infer").p95(5000)),
                                provider(Registered.model("new", "infer")),
                                provider(CLOUD.p95(30)),
                                provider(Registered.model("quick", "infer").p95(10))))
                .containsExactly("quick", "cloud", "new", "slow");
    }

    @Test
    void balanced_weighs_price_latency_and_room() {
        assertThat(
                        order(
                                Preference.BALANCED,
                                provider(CLOUD.usd("0.05").p95(10)),
                                provider(LOCAL.p95(10), Busyness.FULL, false),
                                provider(Registered.model("free-and-idle", "infer").p95(12))))
                .containsExactly("free-and-idle", "local", "cloud");
    }

    @Test
    void what_the_scales_cannot_tell_apart_shares_a_tie_group_in_the_order_of_names() {
        var ranking =
                Ranking.of(
                        question(Preference.LOCAL),
                        List.of(
                                provider(Registered.model("c", "infer").p95(12)),
                                provider(CLOUD.p95(12)),
                                provider(Registered.model("a", "infer").p95(14)),
                                provider(Registered.model("b", "infer").p95(700))));
        assertThat(ranking.candidates())
                .extracting(candidate -> candidate.name() + candidate.tie())
                .containsExactly("a0", "c0", "b1", "cloud2");
    }

    @ParameterizedTest
    @EnumSource(Preference.class)
    void failing_services_stand_last_whatever_is_preferred(Preference prefer) {
        assertThat(
                        order(
                                prefer,
                                provider(LOCAL.p95(1), Busyness.FREE, true),
                                provider(CLOUD.usd("5").p95(20_000))))
                .containsExactly("cloud", "local");
    }

    @ParameterizedTest
    @EnumSource(Preference.class)
    void the_order_does_not_depend_on_the_order_of_input_and_scores_never_rise(Preference prefer) {
        var random = new Random(7);
        List<Provider> fleet = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var service = Registered.model("s" + i, "infer").p95(random.nextInt(3000));
            service = random.nextBoolean() ? service.label("tier", "external") : service;
            service = random.nextBoolean() ? service.usd("0.00" + random.nextInt(9)) : service;
            service = random.nextInt(5) == 0 ? service.health(Health.DEGRADED, null) : service;
            fleet.add(
                    provider(
                            service,
                            random.nextBoolean() ? Busyness.FREE : Busyness.FULL,
                            random.nextInt(9) == 0));
        }
        var expected = Ranking.of(question(prefer), fleet).candidates();
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(fleet, random);
            assertThat(Ranking.of(question(prefer), fleet).candidates()).isEqualTo(expected);
        }
        for (int i = 1; i < expected.size(); i++) {
            assertThat(expected.get(i).score()).isBetween(0.0, expected.get(i - 1).score());
            assertThat(expected.get(i).tie() - expected.get(i - 1).tie()).isBetween(0, 1);
        }
    }

    @Test
    void every_exclusion_has_its_reason() {
        var any = RouteTarget.ofCaps("infer");
        var none = RoutePolicy.none();
        assertThat(refusal(LOCAL.silent(2), any, none))
                .isEqualTo("down: silent since 2026-01-01T00:00:00Z");
        assertThat(refusal(LOCAL.health(Health.DOWN, "no key"), any, none))
                .isEqualTo("down: no key");
        assertThat(refusal(LOCAL.activity(Activity.PAUSED), any, none)).isEqualTo("paused");
        assertThat(refusal(LOCAL.desired(DesiredState.PAUSE), any, none))
                .isEqualTo("told to pause");
        assertThat(refusal(LOCAL.desired(DesiredState.STOP), any, none)).isEqualTo("told to stop");
        assertThat(refusal(LOCAL, any, new RoutePolicy(null, null, null, List.of("local"))))
                .isEqualTo("excluded by the caller");
        assertThat(refusal(LOCAL, any, new RoutePolicy(null, null, null, List.of("id-local"))))
                .isEqualTo("excluded by the caller");
        assertThat(refusal(LOCAL.p95(900), any, new RoutePolicy(null, null, 500, List.of())))
                .isEqualTo("p95 of 900 ms is over the limit of 500 ms");
        assertThat(
                        refusal(
                                CLOUD,
                                any,
                                new RoutePolicy(null, new BigDecimal("0.001"), null, List.of())))
                .isEqualTo("costs 0.002 USD per 1,000 tokens, the call may cost 0.001");
        var unpriced = Registered.model("x", "infer").label("tier", "external");
        assertThat(refusal(unpriced, any, new RoutePolicy(null, BigDecimal.ONE, null, List.of())))
                .isEqualTo("its price is unknown, the call may cost 1 USD");
    }

    @Test
    void too_small_or_unknown_contexts_are_excluded_when_a_size_is_asked_for() {
        var large = new RouteTarget(null, null, List.of("infer"), null, 16_000);
        assertThat(refusal(LOCAL.ctx(8192), large, RoutePolicy.none()))
                .isEqualTo("takes 8192 tokens of context, 16000 are needed");
        assertThat(refusal(LOCAL, large, RoutePolicy.none()))
                .isEqualTo("its context limit is unknown, 16000 tokens are needed");
        assertThat(
                        Ranking.of(
                                        Question.of(large, RoutePolicy.none(), List.of()),
                                        List.of(provider(LOCAL.ctx(16_000))))
                                .candidates())
                .hasSize(1);
    }

    @Test
    void vendor_lists_of_the_matrix_hold_for_every_caller() {
        var any = RouteTarget.ofCaps("infer");
        var none = RoutePolicy.none();
        var deny = new MatrixPolicy(null, null, List.of(), List.of("acme"));
        var allow = new MatrixPolicy(null, null, List.of("acme"), List.of());
        assertThat(refusal(LOCAL.label("provider", "acme"), any, none, deny))
                .isEqualTo("provider acme is denied by the matrix");
        assertThat(refusal(LOCAL.label("provider", "other"), any, none, allow))
                .isEqualTo("provider other and not among those the matrix allows");
        assertThat(refusal(LOCAL, any, none, allow))
                .isEqualTo("its provider is unknown and not among those the matrix allows");
        assertThat(refusal(LOCAL.label("provider", "acme"), any, none, allow, deny))
                .isEqualTo("provider acme is denied by the matrix");
    }

    @Test
    void the_callers_wishes_win_over_the_matrix_and_without_any_local_is_preferred() {
        var target = RouteTarget.ofCaps("infer");
        var house = new MatrixPolicy(Preference.CHEAPEST, 800, List.of(), List.of());
        var stricter = new MatrixPolicy(Preference.FASTEST, 300, List.of(), List.of());
        assertThat(Question.of(target, RoutePolicy.none(), List.of()).prefer())
                .isEqualTo(Preference.LOCAL);
        var merged = Question.of(target, RoutePolicy.none(), List.of(house, stricter));
        assertThat(merged.prefer()).isEqualTo(Preference.CHEAPEST);
        assertThat(merged.slaMsP95()).isEqualTo(300);
        var own =
                Question.of(
                        target,
                        new RoutePolicy(Preference.BALANCED, null, 5000, List.of()),
                        List.of(house));
        assertThat(own.prefer()).isEqualTo(Preference.BALANCED);
        assertThat(own.slaMsP95()).isEqualTo(5000);
    }

    @Test
    void all_that_a_target_names_must_hold() {
        var tool = LOCAL.type(ServiceType.TOOL).at(1);
        var staged = LOCAL.role(ServiceRole.STAGING).at(1);
        var models =
                Question.of(
                        new RouteTarget(
                                ServiceType.MODEL,
                                ServiceRole.PRODUCTION,
                                List.of("infer"),
                                "local",
                                null),
                        RoutePolicy.none(),
                        List.of());
        assertThat(models.concerns(LOCAL.at(1))).isTrue();
        assertThat(models.concerns(tool)).isFalse();
        assertThat(models.concerns(staged)).isFalse();
        assertThat(models.concerns(Registered.model("other", "infer").at(1))).isFalse();
        assertThat(models.concerns(Registered.model("local", "plan").at(1))).isFalse();
    }

    @Test
    void the_matrix_fills_in_what_a_service_does_not_say() {
        var entry =
                new MatrixEntry(
                        "cloud",
                        "acme",
                        "m-1",
                        new BigDecimal("0.001"),
                        new BigDecimal("0.005"),
                        800.0,
                        128_000,
                        Tier.EXTERNAL);
        var known = Provider.of(Registered.model("cloud", "infer").at(1), entry, Figures.NONE);
        assertThat(known.tier()).isEqualTo(Tier.EXTERNAL);
        assertThat(known.usdPer1k()).isEqualByComparingTo("0.002");
        assertThat(known.p95Ms()).isEqualTo(800);
        assertThat(known.vendor()).isEqualTo("acme");
        assertThat(known.model()).isEqualTo("m-1");
        assertThat(known.ctxLimit()).isEqualTo(128_000);
        var candidate =
                Ranking.of(question(Preference.LOCAL), List.of(known)).candidates().getFirst();
        assertThat(candidate.usdPer1kIn()).isEqualByComparingTo("0.001");
        assertThat(candidate.usdPer1kOut()).isEqualByComparingTo("0.005");
        assertThat(candidate.reason())
                .isEqualTo(
                        "external, 0.002 USD per 1,000 tokens, p95 800 ms by the matrix, has room");
    }

    @Test
    void measurements_win_over_what_the_matrix_expects() {
        var entry = new MatrixEntry("local", null, null, null, null, 5000.0, null, Tier.LOCAL);
        var measured =
                Provider.of(LOCAL.usd("0.5").at(1), entry, figures(20.0, Busyness.FREE, false));
        assertThat(measured.p95Ms()).isEqualTo(20);
        assertThat(measured.speed()).isEqualTo(LatencyBand.of(20));
        assertThat(measured.usdPer1k()).isEqualByComparingTo("0.5");
    }

    @Test
    void one_word_of_external_is_enough() {
        var local = new MatrixEntry("x", null, null, null, null, null, null, Tier.LOCAL);
        var labelled = Registered.model("x", "infer").label("tier", "external");
        assertThat(Provider.of(labelled.at(1), local, Figures.NONE).tier())
                .isEqualTo(Tier.EXTERNAL);
    }

    @Test
    void reasons_tell_what_a_place_was_derived_from() {
        var text =
                Ranking.of(
                                question(Preference.LOCAL),
                                List.of(
                                        provider(
                                                LOCAL.health(Health.DEGRADED, "warming up")
                                                        .p95(12.4),
                                                Busyness.BUSY,
                                                true)))
                        .candidates()
                        .getFirst()
                        .reason();
        assertThat(text)
                .isEqualTo(
                        "local, free, p95 12 ms by its heartbeats, busy, degraded (warming up),"
                                + " its last calls failed");
    }
}
