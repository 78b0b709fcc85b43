package dev.haios.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haios.bench.load.Call;
import dev.haios.bench.load.Control;
import dev.haios.bench.load.H2load;
import dev.haios.bench.load.Outcome;
import dev.haios.bench.process.Broken;
import dev.haios.bench.process.Child;
import dev.haios.bench.process.Children;
import dev.haios.bench.process.Folders;
import dev.haios.bench.process.Place;
import dev.haios.bench.process.Ports;
import dev.haios.bench.process.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * etcd used as a registry: a put bound to a lease, the lease kept alive, the keys below one
 * capability read. Called by gRPC, which is its own language.
 */
public final class Etcd {

    /** The name of its rows. */
    public static final String NAME = "etcd";

    private static final Duration START = Duration.ofSeconds(30);
    private static final int LEASE = 7;

    /** About as long as what a service registers with us. */
    private static final String VALUE =
            "type=model;role=experimental;url=http://127.0.0.1:8888;ctx_limit=32768;"
                    + "heartbeat_interval_s=300;ttl_s=600;status=ok;a short sentence about it";

    private final Child child;
    private final String url;

    private Etcd(Child child, String url) {
        this.child = child;
        this.url = url;
    }

    /** Starts it with an empty store; empty when it cannot be had. */
    public static Optional<Etcd> start(Tools tools, Children children, Place place) {
        return tools.find("etcd", "etcd-server").map(command -> start(command, children, place));
    }

    private static Etcd start(List<String> command, Children children, Place place) {
        var store = place.folder().resolve("etcd");
        Folders.delete(store);
        var ports = Ports.free(2);
        var url = "http://127.0.0.1:" + ports.getFirst();
        var peers = "http://127.0.0.1:" + ports.getLast();
        var line = new ArrayList<>(command);
        line.addAll(
                List.of(
                        "--data-dir", store.toString(),
                        "--listen-client-urls", url,
                        "--advertise-client-urls", url,
                        "--listen-peer-urls", peers,
                        "--initial-advertise-peer-urls", peers,
                        "--initial-cluster", "default=" + peers));
        var child = children.start("etcd", line);
        child.awaitPort(ports.getFirst(), START);
        return new Etcd(child, url);
    }

    public Collection<Long> pids() {
        return List.of(child.pid());
    }

    /** Grants the lease and puts so many services, ten below each capability. */
    public void fill(Control control, int services) {
        control.await(
                Call.always(
                        "POST", url + "/v3/lease/grant", "{\"TTL\":7200,\"ID\":\"" + LEASE + "\"}"),
                START,
                _ -> true);
        control.sendEach(
                services,
                i ->
                        Call.always(
                                "POST",
                                url + "/v3/kv/put",
                                "{\"key\":\"%s\",\"value\":\"%s\",\"lease\":\"%d\"}"
                                        .formatted(
                                                base64(key(i, services)), base64(VALUE), LEASE)));
    }

    /** How many changes it has stored; to see that the loaded puts really were puts. */
    public long revision(Control control) {
        try {
            var range = "{\"key\":\"" + base64("/none") + "\"}";
            return control.send(Call.always("POST", url + "/v3/kv/range", range), 0)
                    .json()
                    .path("header")
                    .path("revision")
                    .asLong(0);
        } catch (IOException e) {
            throw new Broken("etcd does not answer", e);
        }
    }

    private static String key(int number, int services) {
        return "/cap/" + number % (services / 10) + "/bench-" + number;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    public Outcome put(H2load load, int streams, Duration duration) {
        return call(
                load,
                streams,
                duration,
                "etcdserverpb.KV/Put",
                text(1, "/cap/0/bench-0"),
                text(2, VALUE),
                number(3, LEASE));
    }

    public Outcome keepAlive(H2load load, int streams, Duration duration) {
        return call(load, streams, duration, "etcdserverpb.Lease/LeaseKeepAlive", number(1, LEASE));
    }

    /** From the capability's first key to before the next one's: '0' follows '/'. */
    public Outcome range(H2load load, int streams, Duration duration) {
        return call(
                load,
                streams,
                duration,
                "etcdserverpb.KV/Range",
                text(1, "/cap/0/"),
                text(2, "/cap/00"));
    }

    private Outcome call(
            H2load load, int streams, Duration duration, String method, byte[]... fields) {
        var message = new ByteArrayOutputStream();
        for (var field : fields) {
            message.writeBytes(field);
        }
        // gRPC's frame: not compressed, the length, the message.
        var frame =
                ByteBuffer.allocate(5 + message.size())
                        .put((byte) 0)
                        .putInt(message.size())
                        .put(message.toByteArray());
        return load.run(url + "/" + method, frame.array(), streams, duration);
    }

    /** A field of text in Protocol Buffers. */
    static byte[] text(int field, String text) {
        var bytes = text.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** A field of a whole number in Protocol Buffers. */
    static byte[] number(int field, int value) {
        var out = new ByteArrayOutputStream();
        out.write(field << 3);
        varint(out, value);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; left > 0x7f; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
    }
}
