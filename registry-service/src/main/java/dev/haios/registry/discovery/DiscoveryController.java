package dev.haios.registry.discovery;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.schema.Contracts;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import dev.haios.kit.web.HeldBytes;
import dev.haios.registry.catalog.Catalog;
import dev.haios.registry.catalog.Selection;
import dev.haios.registry.expiry.Expiry;
import dev.haios.registry.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DiscoveryController {

    private static final String MIN_MISSED = "min_missed";

    private final Catalog catalog;
    private final Expiry expiry;
    private final Contracts contracts;
    private final HeldBytes held;

    DiscoveryController(Catalog catalog, Expiry expiry, Contracts contracts, HeldBytes held) {
        this.held = held;
        this.catalog = catalog;
        this.expiry = expiry;
        this.contracts = contracts;
    }

    @Requires(Role.VIEWER)
    @GetMapping(path = "/discover", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] discover(@RequestParam MultiValueMap<String, String> parameters) {
        var query = Query.read(parameters, contracts);
        long now = expiry.settle();
        return list(new Search(query, now).offered(), now);
    }

    /**
     * Filters as {@code /discover}, and {@code min_missed}; without a filter nothing is left out.
     */
    @Requires(Role.VIEWER)
    @GetMapping(path = "/services", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] services(@RequestParam MultiValueMap<String, String> parameters) {
        var rest = new LinkedMultiValueMap<>(parameters);
        int minMissed = minMissed(rest.remove(MIN_MISSED));
        var query = Query.read(rest, contracts);
        long now = expiry.settle();
        return list(new Search(query, now).known(minMissed), now);
    }

    @Requires(Role.VIEWER)
    @GetMapping("/services/{id}")
    RegisteredService service(@PathVariable String id) {
        long now = expiry.settle();
        var entry = catalog.find(id);
        if (entry == null) {
            throw Problems.unknownService(id);
        }
        return entry.view(now);
    }

    private byte[] list(Selection selection, long now) {
        return Listing.json(catalog.select(selection), now, held);
    }

    private static int minMissed(@Nullable List<String> values) {
        if (values == null) {
            return 0;
        }
        if (values.size() == 1 && values.getFirst().matches("[0-9]{1,6}")) {
            return Integer.parseInt(values.getFirst());
        }
        throw Problems.invalidParameter(MIN_MISSED, "must be a whole number from 0, once");
    }
}
