package dev.haios.adapters.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyDomainTest {

    @Test
    void the_classifier_answers_in_its_own_words(@TempDir Path home) {
        try (var tlc = Running.adapter("tlc", home)) {
            var reply =
                    tlc.http()
                            .post("/classify_domain", "{\"query\":\"tax law ruling\",\"top_k\":2}")
                            .json();
            var unsure = tlc.http().post("/classify_domain", "{\"query\":\"\"}").json();

            assertThat(reply.path("primary_domain").asString()).isEqualTo("law_policy");
            assertThat(reply.path("domains")).hasSize(2);
            assertThat(reply.path("domains").get(0).path("domain").asString())
                    .isEqualTo("law_policy");
            assertThat(reply.path("confidence").asDouble())
                    .isEqualTo(reply.path("domains").get(0).path("confidence").asDouble());
            assertThat(unsure.has("primary_domain")).isFalse();
            assertThat(unsure.path("abstained").asBoolean()).isTrue();
            assertThat(unsure.path("domains")).hasSize(3);
            assertThat(
                            tlc.http()
                                    .post("/classify_domain", "{\"query\":\"a\",\"top_k\":17}")
                                    .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void other_adapters_do_not_classify_domains(@TempDir Path home) {
        try (var mock = Running.adapter("mock", home)) {
            var response = mock.http().post("/classify_domain", "{\"query\":\"algebra\"}");

            assertThat(response.status()).isEqualTo(404);
            assertThat(response.problem().type())
                    .isEqualTo("urn:haios:problem:not-a-domain-classifier");
        }
    }
}
