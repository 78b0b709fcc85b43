package dev.haios.fleet;

import static dev.haios.kit.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haios.contracts.schema.Wire;
import dev.haios.kit.testing.Http;
import dev.haios.kit.testing.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full, or a store or folder is read-only: who writes is refused with what to do, who
 * reads is served, and everything goes on without a restart once there is space.
 */
class DiskTroubleTest {

    private static final Path FILLER = Path.of("filler");
    private static final String NOBODY = "65534";

    @TempDir static Path disk;
    static boolean mounted;
    static Fleet fleet;
    static Http registry;
    static Http stream;
    static Http gateway;

    /** All of the home on a disk of 40 MB; not as root, whom no permission stops. */
    @BeforeAll
    static void start() throws IOException {
        assumeTrue(run("id", "-u").strip().equals("0"), "only root may mount a small disk");
        assumeTrue(mount(), "mounting is not allowed here");
        fleet =
                Fleet.start(
                        disk,
                        DiskTroubleTest.class,
                        (_, _) ->
                                new Launch(
                                        List.of(
                                                "setpriv",
                                                "--reuid=" + NOBODY,
                                                "--regid=" + NOBODY,
                                                "--clear-groups"),
                                        Map.of(
                                                "haios.gateway.receipts.file-retry", "200ms",
                                                "haios.store.health-age", "200ms"),
                                        Map.of()),
                        Member.REGISTRY,
                        Member.EVENT_STREAM,
                        Member.PROVIDER_ROUTER,
                        Member.GATEWAY);
        registry = fleet.http(Member.REGISTRY);
        stream = fleet.http(Member.EVENT_STREAM);
        gateway = fleet.http(Member.GATEWAY);
        eventually("calls are routed", () -> invoke(0).status() == 404);
    }

    private static boolean mount() {
        var result =
                Command.run(
                        Map.of(),
                        List.of(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=40m,uid=" + NOBODY + ",gid=" + NOBODY,
                                "tmpfs",
                                disk.toString()));
        mounted = result.exit() == 0;
        return mounted;
    }

    private static String run(String... command) {
        return Command.run(Map.of(), List.of(command)).output();
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static void fill() {
        var block = new byte[64 * 1024];
        try (var file =
                Files.newOutputStream(
                        disk.resolve(FILLER),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            // No space left: that is what is wanted.
        }
    }

    private static void makeSpace() {
        try {
            Files.deleteIfExists(disk.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response register(int number) {
        return registry.post(
                "/register",
                Map.of(
                        "name",
                        "disk-" + number,
                        "type",
                        "tool",
                        "role",
                        "experimental",
                        "url",
                        "http://127.0.0.1:" + (1024 + number),
                        "caps",
                        List.of("store"),
                        "labels",
                        Map.of("filling", "x".repeat(200)),
                        "ttl_s",
                        3600,
                        "heartbeat_interval_s",
                        3600));
    }

    private static Response publish(int number) {
        return stream.post(
                "/events",
                Map.of(
                        "events",
                        List.of(
                                Map.of(
                                        "event_type",
                                        PublisherLoad.TYPE,
                                        "event_id",
                                        "disk:" + number,
                                        "filling",
                                        "x".repeat(2000)))));
    }

    /** Nobody can do it, which has its receipt like any other answer. */
    private static Response invoke(int number) {
        return gateway.post(
                "/invoke",
                "{\"target\":{\"require_caps\":[\"levitate\"]},\"payload\":{},\"run_id\":\"disk-"
                        + number
                        + "\"}");
    }

    /** Writes until the store refuses; the numbers that were acknowledged until then. */
    private static List<Integer> writeUntilRefused(
            IntFunction<Response> write, Predicate<Response> acknowledged) {
        var kept = new ArrayList<Integer>();
        for (int number = 1; number < 20_000; number++) {
            var answer = write.apply(number);
            if (!acknowledged.test(answer)) {
                refusedWithAdvice(answer, "free some space");
                return kept;
            }
            kept.add(number);
        }
        throw new AssertionError("a full disk took everything");
    }

    private static void refusedWithAdvice(Response answer, String advice) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        var problem = answer.problem();
        assertThat(problem.type()).isEqualTo("urn:haios:problem:store-unavailable");
        assertThat(problem.detail()).contains("nothing was changed").contains(advice);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static void unwell(Http service, String advice) {
        eventually(
                "health says what to do",
                () -> {
                    var health = service.get("/health");
                    return health.status() == 503 && health.body().contains(advice);
                });
    }

    @Test
    void a_full_disk_is_told_and_everything_goes_on_by_itself_when_there_is_space() {
        var begin = Cursor.now(stream);
        fill();
        List<Integer> registered;
        List<Integer> published;
        List<Integer> invoked;
        try {
            registered = writeUntilRefused(DiskTroubleTest::register, it -> it.status() < 300);
            published = writeUntilRefused(DiskTroubleTest::publish, it -> it.status() < 300);
            invoked = writeUntilRefused(DiskTroubleTest::invoke, it -> it.status() == 404);
            for (var service : List.of(registry, stream, gateway)) {
                unwell(service, "free some space");
            }
            assertThat(registry.get("/services?limit=1").status()).isEqualTo(200);
            assertThat(stream.get("/events?limit=1").status()).isEqualTo(200);
            assertThat(gateway.get("/receipts?limit=1").status()).isEqualTo(200);
        } finally {
            makeSpace();
        }
        eventually("registrations", () -> register(0).status() < 300);
        eventually("events", () -> publish(0).status() < 300);
        eventually("calls", () -> invoke(0).status() == 404);
        for (var service : List.of(registry, stream, gateway)) {
            eventually("well again", () -> service.get("/health").status() == 200);
        }
        registered.forEach(number -> assertThat(found(number)).isEqualTo(1));
        assertThat(found(registered.size() + 1)).as("the one that was refused").isZero();
        verifyEvents(begin, published);
        verifyReceipts(invoked);
        for (var store :
                List.of("registry/registry.db", "event_stream/events.db", "gateway/gateway.db")) {
            sound(disk.resolve("artifacts").resolve(store));
        }
    }

    private static int found(int number) {
        return registry.get("/discover?name=disk-" + number).json().get("count").asInt();
    }

    private static void verifyEvents(Cursor begin, List<Integer> published) {
        var wanted = new ArrayList<>(published.stream().map(number -> "disk:" + number).toList());
        wanted.add("disk:0");
        assertThat(
                        Records.events(stream, begin, PublisherLoad.TYPE).stream()
                                .map(event -> event.get("event_id").asString()))
                .isEqualTo(wanted);
        eventually(
                "the day files have them, too, each once",
                () -> dayFiles().stream().filter(wanted::contains).toList().equals(wanted));
    }

    private static List<String> dayFiles() {
        var ids = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(disk.resolve("artifacts/hmi/events"))) {
            for (var file : files) {
                for (var line : Files.readAllLines(file)) {
                    var event = Wire.lenient().readTree(line);
                    if (event.get("event_type").asString().equals(PublisherLoad.TYPE)) {
                        ids.add(event.get("event_id").asString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private static void verifyReceipts(List<Integer> invoked) {
        var chain = Records.receipts(gateway);
        Chain.verify(chain);
        assertThat(chain.stream().map(link -> Chain.body(link).get("run_id").asString()))
                .containsAll(invoked.stream().map(number -> "disk-" + number).toList())
                .doesNotContain("disk-" + (invoked.size() + 1));
        eventually("no file is missing", () -> !isDegradedBy("receipt files"));
        Chain.verifyFiles(chain, disk.resolve("artifacts/costs"));
    }

    private static boolean isDegradedBy(String what) {
        return gateway.get("/health").json().path("reason").asString("").contains(what);
    }

    private static void sound(Path store) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.getString(1)).as(store.toString()).isEqualTo("ok");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void permit(Path file, String permissions) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_read_only_store_is_told_and_taken_up_again_when_it_is_writable() {
        var store = disk.resolve("artifacts/registry/registry.db");
        permit(store, "r--r--r--");
        try {
            refusedWithAdvice(register(30_000), "make it writable");
            unwell(registry, "make it writable");
            assertThat(registry.get("/services?limit=1").status()).isEqualTo(200);
        } finally {
            permit(store, "rw-r--r--");
        }
        eventually("writable again", () -> register(30_000).status() < 300);
        assertThat(registry.get("/health").status()).isEqualTo(200);
    }

    @Test
    void receipts_whose_folder_is_read_only_get_their_files_when_it_is_not() {
        var costs = disk.resolve("artifacts/costs");
        permit(costs, "r-xr-xr-x");
        try {
            assertThat(invoke(40_000).status()).isEqualTo(404);
            eventually("health tells it", () -> isDegradedBy("receipt files"));
            assertThat(costs.resolve("disk-40000.json")).doesNotExist();
        } finally {
            permit(costs, "rwxr-xr-x");
        }
        eventually("the file is there", () -> Files.exists(costs.resolve("disk-40000.json")));
        eventually("health is well", () -> !isDegradedBy("receipt files"));
        Chain.verifyFiles(Records.receipts(gateway), costs);
    }

    @Test
    void day_files_that_are_read_only_are_completed_when_they_are_not() {
        var folder = disk.resolve("artifacts/hmi/events");
        assertThat(publish(50_000).status()).isEqualTo(200);
        eventually("written", () -> dayFiles().contains("disk:50000"));
        var files = list(folder);
        files.forEach(file -> permit(file, "r--r--r--"));
        try {
            assertThat(publish(50_001).status()).isEqualTo(200);
            eventually(
                    "health tells it",
                    () -> stream.get("/health").body().contains("day files cannot be written"));
        } finally {
            files.forEach(file -> permit(file, "rw-r--r--"));
        }
        eventually("completed", () -> dayFiles().contains("disk:50001"));
        assertThat(dayFiles()).doesNotHaveDuplicates();
        eventually("health is well", () -> !stream.get("/health").body().contains("day files"));
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
