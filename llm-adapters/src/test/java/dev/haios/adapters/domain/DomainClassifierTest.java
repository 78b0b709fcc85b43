package dev.haios.adapters.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classifier as it lies in the jar. */
class DomainClassifierTest {

    private static final DomainClassifier CLASSIFIER = DomainClassifier.load();

    @Test
    void quantum_entanglement_is_physics_almost_beyond_doubt() {
        var result = CLASSIFIER.classify("quantum entanglement physics", 3);

        assertThat(result.primaryDomain()).isEqualTo("physics");
        // A few words never make it certain: one such text in a hundred is about something else.
        assertThat(result.confidence()).isBetween(0.95, 0.995);
        assertThat(result.abstained()).isFalse();
        assertThat(result.domains()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "Prove that the product of two continuous functions is continuous, math",
        "the derivative of sin x, math",
        "Photons and electrons scatter off each other, physics",
        "Which acid reacts with sodium hydroxide?, chemistry",
        "How do frogs breathe under water?, biology",
        "The patient was given antibiotics for pneumonia, medicine",
        "Sort a linked list in Java without recursion, cs",
        "Design a steel beam for a bridge, engineering",
        "Volcanic ash and earthquakes, earth_env",
        "A new exoplanet was found by the space telescope, space_astro",
        "Napoleon and the battle of Waterloo, history",
        "Which rivers flow through Poland and Germany?, geography",
        "Paintings by Rembrandt in the museum, culture_arts",
        "The court ruled that the contract was void, law_policy",
        "Inflation and interest rates of the central bank, econ_business",
        "Teenagers and loneliness: a survey among students, social_science",
        "Verbs and nouns in the grammar of Turkish, language_linguistics",
    })
    void plain_cases_are_named(String text, String domain) {
        assertThat(CLASSIFIER.classify(text, 1).primaryDomain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\t",
                "?!…",
                "hello",
                "ok, thanks!",
                "asdf qwer zxcv",
                "kdjfh skdjf weoiru xcmv",
                "Bonjour, comment allez-vous ?",
                "Wie spät ist es bitte?",
                "jag tycker om att läsa böcker",
                "今日は天気がいいですね",
                "Сколько стоит билет до Москвы?",
                "\uD83D\uDE00\uD83D\uDE00",
            })
    void it_abstains_when_there_is_nothing_to_go_by(String text) {
        var result = CLASSIFIER.classify(text, 2);

        assertThat(result.abstained()).isTrue();
        assertThat(result.primaryDomain()).isNull();
        assertThat(result.domains()).as("what it considered").hasSize(2);
    }

    @Test
    void all_sixteen_probabilities_come_in_order_and_sum_to_one() {
        var domains = CLASSIFIER.classify("The glacier retreats", DomainClassifier.DOMAINS);

        assertThat(domains.domains())
                .hasSize(DomainClassifier.DOMAINS)
                .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(domains.domains().stream().mapToDouble(DomainScore::confidence).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void a_very_long_text_is_judged_by_its_beginning() {
        var text = "The enzyme binds DNA in the nucleus of the cell. ".repeat(20_000);

        assertThat(CLASSIFIER.classify(text, 1).primaryDomain()).isEqualTo("biology");
    }

    @Test
    void it_is_right_about_most_texts_that_were_kept_apart() throws IOException {
        var apart = TrainingSet.lines(Path.of("src/test/domains"));
        long right =
                apart.stream()
                        .filter(example ->
                                CLASSIFIER
                                        .classify(example.text(), 1)
                                        .domains()
                                        .getFirst()
                                        .domain()
                                        .equals(example.domain()))
                        .count();

        assertThat(apart).hasSizeGreaterThan(150);
        assertThat((double) right / apart.size()).isGreaterThan(0.80);
    }
}
