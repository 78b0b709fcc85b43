package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Far more than a service can serve, on the heap it really has: those in excess are told so, those
 * who behave are served, and afterwards everything is as it was. How fast anything is, is printed
 * and asserted nowhere.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FloodTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of the heap of 192 MB; the rest is room for what is under way. */
    private static final long MOST_ALIVE_MB = 130;

    /** Live memory may differ by this much from one look to the next without being a trend. */
    private static final long SLACK_MB = 32;

    private static final int SERVICES = 10_000;

    private static final Pattern METRIC = Pattern.compile("haios_[a-z_]+");

    private static final List<Member> MEMBERS =
            List.of(Member.REGISTRY, Member.EVENT_STREAM, Member.PROVIDER_ROUTER, Member.GATEWAY);

    @TempDir static Path home;
    static Fleet fleet;
    static Model model;
    private static Map<Member, Vitals> vitals;
    private static String beating;
    private final List<AutoCloseable> guests = new ArrayList<>();

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        home,
                        FloodTest.class,
                        // Shorter than in life, or the slow would have to be waited for.
                        (_, _) ->
                                Launch.with(
                                        Map.of(
                                                "haios.admission.header-timeout", "3s",
                                                "haios.web.body-timeout", "5s",
                                                "haios.admission.body-timeout", "10s",
                                                "haios.stream.fanout.keep-alive", "1s"),
                                        Map.of()),
                        MEMBERS.toArray(Member[]::new));
        vitals =
                MEMBERS.stream()
                        .collect(Collectors.toMap(each -> each, each -> new Vitals(fleet, each)));
        model = Model.instant();
        model.register(fleet.http(Member.REGISTRY), "instant", 1);
        beating =
                fleet.http(Member.REGISTRY)
                        .post("/register", Bodies.registration("beating", "beat"))
                        .json()
                        .get("service_id")
                        .asString();
        var gateway = fleet.http(Member.GATEWAY);
        eventually(
                "the model can be routed to",
                () -> gateway.post("/invoke", Bodies.invocation("instant")).status() == 200);
    }

    @AfterAll
    static void stop() {
        model.close();
        fleet.close();
    }

    @AfterEach
    void everybodyIsWell() throws Exception {
        for (var each : guests) {
            each.close();
        }
        for (var each : vitals.values()) {
            each.assertBounded();
            eventually(
                    "all places are free",
                    PATIENCE,
                    () -> each.metric("haios_http_admitted", "lane=\"requests\"") == 0);
            // Events about the flood may still be on their way to the event stream.
            eventually(
                    "nothing is held",
                    PATIENCE,
                    () -> each.metric("haios_http_held_bytes", "") == 0);
            each.assertWell();
        }
        var alive = alive();
        System.out.println("   alive afterwards, MB: " + alive);
        assertThat(alive).allSatisfy((_, mb) -> assertThat(mb).isLessThan(MOST_ALIVE_MB));
    }

    private static Vitals vitals(Member member) {
        return Objects.requireNonNull(vitals.get(member));
    }

    private static Map<Member, Long> alive() {
        return vitals.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().aliveMb()));
    }

    /** Leaves when the test ends. */
    private <T extends AutoCloseable> T guest(T it) {
        guests.add(it);
        return it;
    }

    private Bystanders bystanders() {
        return guest(new Bystanders(fleet, beating, "instant"));
    }

    /** Returns the number of the last event. */
    private static long publish(int batches, int events, String type, int letters) {
        var stream = fleet.http(Member.EVENT_STREAM);
        long last = 0;
        for (int i = 0; i < batches; i++) {
            var answer = stream.post("/events", Bodies.events(events, type, letters));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            last = answer.json().get("last_seq").asLong();
        }
        return last;
    }

    @Test
    @Order(1)
    void slow_clients_take_nothing_from_others() throws IOException {
        publish(5, 40, "task", 20_000);
        var others = bystanders();
        var heads = guest(new Dawdlers());
        var bodies = guest(new Dawdlers());
        var readers = guest(new Dawdlers());
        for (var member : MEMBERS) {
            heads.heads(150, fleet.url(member));
        }
        bodies.bodies(100, fleet.url(Member.REGISTRY), "/register")
                .bodies(100, fleet.url(Member.GATEWAY), "/invoke")
                .bodies(100, fleet.url(Member.EVENT_STREAM), "/broadcast");
        readers.readers(5, fleet.url(Member.EVENT_STREAM), "/events?limit=1000&type=task")
                .readers(20, fleet.url(Member.EVENT_STREAM), "/stream?types=none")
                .readers(20, fleet.url(Member.REGISTRY), "/watch");
        others.proceed();
        eventually("slow heads are cut", PATIENCE, () -> heads.cut() == 600);
        eventually(
                "slow bodies are answered or cut",
                PATIENCE,
                () -> bodies.answered() + bodies.cut() == 300);
        assertThat(bodies.answered()).isPositive();
        others.proceed();
        others.assertAllServed();
    }

    @Test
    @Order(2)
    void two_thousand_idle_connections_and_a_thousand_too_many_shut_nobody_out()
            throws IOException {
        var gateway = vitals(Member.GATEWAY);
        for (int i = 0; i < 2000; i++) {
            guest(new Caller(fleet.url(Member.GATEWAY))).open();
        }
        eventually("all are open", () -> gateway.metric("haios_http_connections", "") >= 2000);
        System.out.println("   with 2,000 idle connections, " + gateway);
        var others = bystanders();
        others.proceed();
        for (int i = 0; i < 1000; i++) {
            guest(new Caller(fleet.url(Member.GATEWAY))).open();
        }
        eventually(
                "the idlest made room", () -> gateway.metric("haios_http_connections", "") <= 2500);
        assertThat(gateway.metric("haios_http_cut_total", "reason=\"idle\"")).isPositive();
        others.proceed();
        others.assertAllServed();
    }

    @Test
    @Order(3)
    void calls_beyond_the_places_are_refused_and_those_taken_are_all_answered() {
        var gateway = vitals(Member.GATEWAY);
        double receipts = gateway.metric("haios_receipts_total", "");
        // Five, as no more connections are made to one address than half of the places.
        var gated = Stream.generate(Model::gated).limit(5).map(this::guest).toList();
        gated.forEach(each -> each.register(fleet.http(Member.REGISTRY), "gated", 3));
        var router = fleet.http(Member.PROVIDER_ROUTER);
        var wanted = "{\"target\":{\"require_caps\":[\"gated\"]}}";
        eventually(
                "all are known to the router",
                () -> router.post("/route", wanted).json().get("candidates").size() == 15);
        var call = new Crowd.Call("POST", "/invoke", Bodies.invocation("gated"));
        var crowd = guest(Crowd.atOnce(1400, fleet.url(Member.GATEWAY), _ -> call));
        eventually(
                "the places are taken, the rest refused",
                PATIENCE,
                () -> crowd.tally().count(503) == 1400 - 512);
        var others = fleet.http(Member.GATEWAY);
        assertThat(others.get("/health").status()).isEqualTo(200);
        assertThat(gateway.metric("haios_http_admitted", "lane=\"requests\"")).isEqualTo(512);
        assertThat(others.post("/invoke", Bodies.invocation("instant")).status()).isEqualTo(503);
        System.out.println("   with 512 calls under way, " + gateway);
        gated.forEach(Model::open);
        var tally = crowd.done();
        System.out.println("   1,400 invocations at once: " + tally);
        assertThat(tally.statuses()).isEqualTo(Map.of(200, 512, 503, 1400 - 512));
        assertThat(tally.breaks()).isEmpty();
        assertThat(tally.unexplained()).isZero();
        assertThat(gateway.metric("haios_receipts_total", "") - receipts)
                .as("a receipt for each that was taken, and none for the others")
                .isEqualTo(512);
    }

    @Test
    @Order(4)
    void a_flood_of_large_pages_is_refused_in_part_and_answered_in_whole_pages() {
        publish(6, 40, "plan", 20_000);
        var others = bystanders();
        var page = new Crowd.Call("GET", "/events?limit=1000&type=plan", "");
        var crowd = guest(Crowd.atOnce(1400, fleet.url(Member.EVENT_STREAM), _ -> page));
        others.proceed();
        var tally = crowd.done();
        System.out.println("   1,400 large pages at once: " + tally);
        assertThat(tally.answers()).isEqualTo(1400);
        assertThat(tally.breaks()).isEmpty();
        assertThat(tally.unexplained()).isZero();
        assertThat(tally.statuses().keySet()).isSubsetOf(200, 503);
        assertThat(tally.count(200)).isPositive();
        others.assertServed(List.of("heartbeats", "health checks", "discoveries", "invocations"));
    }

    @Test
    @Order(5)
    void a_flood_of_the_largest_bodies_leaves_room_and_processors_to_others() {
        var others = bystanders();
        var crowds =
                List.of(
                        nasty(64, Member.REGISTRY, "/register"),
                        nasty(16, Member.GATEWAY, "/invoke"),
                        nasty(16, Member.EVENT_STREAM, "/broadcast"));
        others.proceed();
        for (var crowd : crowds) {
            var tally = crowd.done();
            System.out.println("   nasty bodies of a megabyte: " + tally);
            // Too slow are those that a busy machine could not send in time.
            assertThat(tally.statuses().keySet()).isSubsetOf(400, 408, 503);
            assertThat(tally.count(400)).isPositive();
            assertThat(tally.unexplained()).isZero();
        }
        others.assertAllServed();
    }

    private Crowd nasty(int clients, Member member, String path) {
        var call = new Crowd.Call("POST", path, Bodies.nasty());
        return guest(Crowd.atOnce(clients, fleet.url(member), _ -> call));
    }

    @Test
    @Order(6)
    void of_two_hundred_event_clients_ten_stall_and_the_others_hear_everything()
            throws IOException {
        var clients = new ArrayList<EventClient>();
        for (int i = 0; i < 100; i++) {
            clients.add(guest(EventClient.overSse(fleet.url(Member.EVENT_STREAM), "flood")));
            clients.add(guest(EventClient.overWebSocket(fleet.url(Member.EVENT_STREAM), "flood")));
        }
        var stalled = clients.subList(0, 10);
        stalled.forEach(EventClient::stall);
        long begun = System.nanoTime();
        long last = publish(20, 100, "flood", 400);
        var readers = clients.subList(10, 200);
        eventually(
                "those who read have the last event",
                PATIENCE,
                () -> readers.stream().allMatch(client -> client.last() >= last));
        System.out.printf(
                "   2,000 events to 190 of 200 clients in %.1f s, %s%n",
                (System.nanoTime() - begun) / 1e9, vitals(Member.EVENT_STREAM));
        stalled.forEach(EventClient::readOn);
        eventually(
                "the others go on or end",
                PATIENCE,
                () -> stalled.stream().allMatch(each -> each.last() >= last || each.ended()));
        for (var client : readers) {
            assertThat(client.inOrder()).as(client.toString()).isTrue();
            assertThat(client.heard() + client.lost()).as(client.toString()).isEqualTo(2000);
            assertThat(client.ended()).as(client.toString()).isFalse();
        }
    }

    @Test
    @Order(7)
    void streams_beyond_the_places_are_refused_and_the_service_goes_on() throws IOException {
        var stream = vitals(Member.EVENT_STREAM);
        // One stays: the router listens to receipts.
        eventually("earlier clients are gone", PATIENCE, () -> clients(stream) == 1);
        double refusedBefore = stream.metric("haios_event_clients_refused_total", "");
        var others = bystanders();
        int refused = 0;
        for (int i = 0; i < 700; i++) {
            try {
                guest(EventClient.overSse(fleet.url(Member.EVENT_STREAM), "flood"));
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("503");
                refused++;
            }
        }
        System.out.println("   with 500 streams, " + stream);
        assertThat(refused).isEqualTo(201);
        assertThat(clients(stream)).isEqualTo(500);
        assertThat(stream.metric("haios_event_clients_refused_total", "") - refusedBefore)
                .isEqualTo(201);
        others.proceed();
        others.assertAllServed();
    }

    private static double clients(Vitals stream) {
        return stream.metric("haios_event_clients", "transport=\"ws\"")
                + stream.metric("haios_event_clients", "transport=\"sse\"");
    }

    /** A few seconds in the normal run, ten minutes with {@code haios.long}. */
    @Test
    @Order(8)
    void receipts_at_full_speed_are_all_written_and_delivered_and_memory_stays_flat() {
        boolean isLong = Boolean.getBoolean("haios.long");
        int periods = isLong ? 10 : 2;
        var period = isLong ? Duration.ofMinutes(1) : Duration.ofSeconds(3);
        var gateway = vitals(Member.GATEWAY);
        var stream = vitals(Member.EVENT_STREAM);
        double receipts = gateway.metric("haios_receipts_total", "");
        var call = new Crowd.Call("POST", "/invoke", Bodies.invocation("instant"));
        var alive = new ArrayList<Map<Member, Long>>();
        int answered = 0;
        for (int i = 0; i < periods; i++) {
            var crowd =
                    guest(Crowd.endless(16, Duration.ZERO, fleet.url(Member.GATEWAY), _ -> call));
            long end = System.nanoTime() + period.toNanos();
            while (System.nanoTime() < end) {
                vitals.values().forEach(Vitals::assertBounded);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            var tally = crowd.leave();
            alive.add(alive());
            System.out.printf(
                    "   %d s: %s, %.0f/s, MB alive: %s%n",
                    period.toSeconds(),
                    tally,
                    1e9 * tally.answers() / period.toNanos(),
                    alive.getLast());
            assertThat(tally.breaks()).isEmpty();
            assertThat(tally.unexplained()).isZero();
            assertThat(tally.statuses().keySet()).isSubsetOf(200, 429, 503);
            assertThat(tally.count(200)).isPositive();
            answered += tally.count(200);
        }
        assertThat(gateway.metric("haios_receipts_total", "") - receipts)
                .isGreaterThanOrEqualTo(answered);
        MEMBERS.forEach(member -> assertFlat(member, alive));
        long last = fleet.http(Member.GATEWAY).get("/receipts/head").json().get("seq").asLong();
        eventually(
                "the event stream has every receipt",
                Duration.ofMinutes(5),
                () -> stream.metric("haios_events_total", "type=\"routing_receipt\"") >= last);
        assertThat(stream.metric("haios_events_total", "type=\"routing_receipt\""))
                .as("and each once")
                .isEqualTo((double) last);
    }

    /** The second half of the time takes no more than the first, beyond what one look differs. */
    private static void assertFlat(Member member, List<Map<Member, Long>> alive) {
        var mb = alive.stream().map(each -> each.getOrDefault(member, 0L)).toList();
        int half = mb.size() / 2;
        long early = mb.subList(0, half).stream().mapToLong(each -> each).max().orElseThrow();
        long late =
                mb.subList(half, mb.size()).stream().mapToLong(each -> each).max().orElseThrow();
        assertThat(late).as(member + " MB alive, " + mb).isLessThan(early + SLACK_MB);
    }

    @Test
    @Order(9)
    void every_metric_that_tells_of_a_limit_is_exposed() throws IOException {
        var exposed = MEMBERS.stream().map(each -> vitals(each).metrics()).toList().toString();
        var limits = Files.readString(Fleet.root().resolve("docs/limits.md"));
        var names = METRIC.matcher(limits).results().map(each -> each.group()).toList();
        assertThat(names).hasSizeGreaterThan(20).allMatch(name -> exposed.contains("\n" + name));
    }

    /** Last, as they stay. */
    @Test
    @Order(10)
    void ten_thousand_services_register_beat_and_are_found() throws IOException {
        var registry = vitals(Member.REGISTRY);
        var http = fleet.http(Member.REGISTRY);
        var arrivals =
                Crowd.making(
                                SERVICES,
                                16,
                                fleet.url(Member.REGISTRY),
                                n ->
                                        new Crowd.Call(
                                                "POST",
                                                "/register",
                                                Bodies.registration(
                                                        "service-" + n, "cap-" + n % 100, "all")))
                        .done();
        System.out.println("   registrations: " + arrivals);
        assertThat(arrivals.statuses()).isEqualTo(Map.of(201, SERVICES));
        assertThat(http.get("/discover?cap=cap-7").json().get("count").asInt())
                .isEqualTo(SERVICES / 100);
        var router = fleet.http(Member.PROVIDER_ROUTER);
        var wanted = "{\"target\":{\"require_caps\":[\"cap-7\"]}}";
        eventually(
                "the router knows them",
                PATIENCE,
                () -> !router.post("/route", wanted).json().path("candidates").isEmpty());

        var ids = ids();
        assertThat(ids).hasSize(SERVICES);
        double before = registry.metric("haios_registry_heartbeats_total", "");
        var beats =
                Crowd.making(
                                SERVICES / 500,
                                8,
                                fleet.url(Member.REGISTRY),
                                n ->
                                        new Crowd.Call(
                                                "POST",
                                                "/heartbeats",
                                                Bodies.beats(ids.subList(n * 500, n * 500 + 500))))
                        .done();
        System.out.println("   heartbeats, 500 together: " + beats);
        assertThat(beats.statuses()).isEqualTo(Map.of(200, SERVICES / 500));
        assertThat(registry.metric("haios_registry_heartbeats_total", "") - before)
                .isGreaterThanOrEqualTo(SERVICES);

        var others = bystanders();
        guest(new Dawdlers())
                .readers(400, fleet.url(Member.REGISTRY), "/services?cap=all&limit=1000");
        others.proceed();
        System.out.println("   with 400 slow readers of long lists, " + registry);
        others.assertAllServed();
    }

    private static List<String> ids() {
        var ids = new ArrayList<String>();
        var http = fleet.http(Member.REGISTRY);
        var path = "/services?cap=all&limit=1000";
        for (var page = http.get(path).json(); ; ) {
            page.get("items").forEach(item -> ids.add(item.get("service_id").asString()));
            if (!page.has("next_cursor")) {
                return ids;
            }
            page = http.get(path + "&cursor=" + page.get("next_cursor").asString()).json();
        }
    }
}
