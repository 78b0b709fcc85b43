package dev.haios.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.contracts.registry.RegisteredService;
import dev.haios.contracts.registry.ServiceList;
import dev.haios.kit.testing.Http;
import org.junit.jupiter.api.Test;

/** The stand-in answers as the registry does. */
class FakeRegistryTest {

    @Test
    void it_lists_by_page_with_one_revision() {
        try (var registry = FakeRegistry.empty()) {
            registry.put(Registered.model("a", "x"));
            registry.put(Registered.model("b", "x"));
            registry.pagesOf(1);
            var http = new Http(registry.url());
            var first = http.get("/services").as(ServiceList.class);
            assertThat(first.items()).extracting(RegisteredService::name).containsExactly("a");
            assertThat(first.revision()).isEqualTo(2);
            var second = http.get("/services?cursor=" + first.nextCursor()).as(ServiceList.class);
            assertThat(second.items()).extracting(RegisteredService::name).containsExactly("b");
            assertThat(second.nextCursor()).isNull();
        }
    }
}
