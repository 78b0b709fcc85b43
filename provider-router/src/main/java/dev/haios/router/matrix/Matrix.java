package dev.haios.router.matrix;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.routing.MatrixCapability;
import dev.haios.contracts.routing.MatrixEntry;
import dev.haios.contracts.routing.MatrixPolicy;
import dev.haios.contracts.routing.ProviderMatrix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An accepted matrix with its entries found by whom they speak of. Immutable. */
public final class Matrix {

    /** Knows nobody: what is used before any file was accepted. */
    public static final Matrix EMPTY = new Matrix("empty", new ProviderMatrix(1, null, Map.of()));

    private static final MatrixPolicy NO_POLICY =
            new MatrixPolicy(null, null, List.of(), List.of());

    private final String version;
    private final ProviderMatrix content;
    private final Map<String, Index> byCapability = new LinkedHashMap<>();
    private final Index anywhere = new Index();

    Matrix(String version, ProviderMatrix content) {
        this.version = version;
        this.content = content;
        content.capabilities()
                .forEach((name, capability) -> {
                    var index = new Index();
                    capability.candidates().forEach(index::add);
                    capability.candidates().forEach(anywhere::add);
                    byCapability.put(name, index);
                });
    }

    private static final class Index {

        private final Map<String, MatrixEntry> byService = new HashMap<>();
        private final Map<List<String>, MatrixEntry> byModel = new HashMap<>();

        void add(MatrixEntry entry) {
            if (entry.service() != null) {
                byService.putIfAbsent(entry.service(), entry);
            } else if (entry.provider() != null && entry.model() != null) {
                byModel.putIfAbsent(List.of(entry.provider(), entry.model()), entry);
            }
        }

        @Nullable MatrixEntry find(RegisteredService service) {
            var named = byService.get(service.name());
            if (named != null || byModel.isEmpty()) {
                return named;
            }
            var provider = service.label("provider");
            var model = service.label("model");
            return provider == null || model == null ? null : byModel.get(List.of(provider, model));
        }
    }

    /** Names the content of the file. */
    public String version() {
        return version;
    }

    /** The file's content. */
    public ProviderMatrix content() {
        return content;
    }

    /**
     * What the matrix says of a service: by its registered name, else by its {@code provider} and
     * {@code model} labels; under the first of the capabilities that names it, else under any.
     */
    public @Nullable MatrixEntry entry(RegisteredService service, List<String> caps) {
        for (var cap : caps) {
            var index = byCapability.get(cap);
            var found = index == null ? null : index.find(service);
            if (found != null) {
                return found;
            }
        }
        return anywhere.find(service);
    }

    /** The models the matrix names for all of these capabilities, in the order of the file. */
    public List<MatrixEntry> named(List<String> caps) {
        if (caps.isEmpty()) {
            return List.of();
        }
        var first = content.capabilities().get(caps.getFirst());
        return first == null
                ? List.of()
                : first.candidates().stream()
                        .filter(entry -> caps.stream().allMatch(cap -> names(cap, entry)))
                        .toList();
    }

    private boolean names(String cap, MatrixEntry entry) {
        var index = byCapability.get(cap);
        return index != null
                && (entry.service() != null
                        ? index.byService.containsKey(entry.service())
                        : entry.provider() != null
                                && entry.model() != null
                                && index.byModel.containsKey(
                                        List.of(entry.provider(), entry.model())));
    }

    /** Whether an entry means this service. */
    public static boolean speaksOf(MatrixEntry entry, RegisteredService service) {
        return entry.service() != null
                ? entry.service().equals(service.name())
                : entry.provider() != null
                        && entry.provider().equals(service.label("provider"))
                        && String.valueOf(entry.model()).equals(service.label("model"));
    }

    /**
     * The policies that hold for these capabilities: those of the capabilities that have their own,
     * else the one of the whole matrix. Never empty.
     */
    public List<MatrixPolicy> policies(List<String> caps) {
        var own =
                caps.stream()
                        .map(content.capabilities()::get)
                        .filter(capability -> capability != null)
                        .map(MatrixCapability::routingPolicy)
                        .filter(policy -> policy != null)
                        .toList();
        if (!own.isEmpty()) {
            return own;
        }
        var common = content.routingPolicy();
        return List.of(common == null ? NO_POLICY : common);
    }
}
