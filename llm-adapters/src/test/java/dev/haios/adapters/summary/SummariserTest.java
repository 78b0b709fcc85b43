package dev.haios.adapters.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haios.adapters.tokens.TokenCounter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummariserTest {

    private static final TokenCounter TOKENS = new TokenCounter();
    private static final Summariser SUMMARISER = new Summariser(TOKENS);

    private static final List<Passage> THREAD =
            List.of(
                    said("Ada", "Morning! The nightly build failed, the registry test timed out."),
                    said("Bob", "Hi Ada. Coffee first."),
                    said(
                            "Ada",
                            "I read the logs. The store writes take 900 ms because the disk is full.\n"
                                    + "PIN: do not deploy before QA signs off"),
                    said("Cem", "lol"),
                    said(
                            "Bob",
                            "We could delete old artefacts, they use 40 GB. The weather is nice."),
                    said(
                            "Ada",
                            "Agreed. I will run this on the store's disk:\n"
                                    + "```\nfind artifacts -mtime +30 -delete\n```"),
                    said("Cem", "Sounds good."),
                    said(
                            "Bob",
                            "Decision: Ada deletes old artefacts from the disk on Friday at 10:00,"
                                    + " after the backup of the store."));

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 40, 60, 80, 120, 160})
    void a_summary_stays_within_its_budget_unless_pins_exceed_it(int budget) {
        var summary = SUMMARISER.summarise(THREAD, budget);

        assertThat(summary.tokens()).isEqualTo(TOKENS.count(summary.text()));
        assertThat(summary.tokens()).isLessThanOrEqualTo(Math.max(budget, 10));
        assertThat(summary.text()).contains("PIN: do not deploy before QA signs off");
    }

    @Test
    void a_thread_keeps_the_decision_its_speaker_and_the_order() {
        var text = SUMMARISER.summarise(THREAD, 80).text();

        assertThat(text).contains("Bob: Decision: Ada deletes old artefacts");
        assertThat(text).doesNotContain("lol").doesNotContain("Coffee");
        assertThat(text.indexOf("PIN:")).isLessThan(text.indexOf("Decision"));
    }

    @Test
    void what_fits_is_left_as_it_is() {
        var summary = SUMMARISER.summarise(List.of(Passage.of("One.  Two.\n\n  Three.")), 100);

        assertThat(summary.text()).isEqualTo("One.  Two.\n\n  Three.");
        assertThat(summary.kept()).isEqualTo(summary.of());
    }

    @Test
    void a_pinned_message_survives_word_for_word_also_against_the_budget() {
        var pinned = "Keys: alpha=1.50; beta=2e-7.\n   Never  change\tthem.  Dr. Who agrees.";
        var thread =
                List.of(
                        said("Ada", "Some talk that nobody needs. ".repeat(40)),
                        new Passage("Ada", pinned, true),
                        said("Bob", "Even more talk that nobody needs. ".repeat(40)));

        assertThat(SUMMARISER.summarise(thread, 5).text()).contains(pinned);
        assertThat(SUMMARISER.summarise(thread, 60).text()).contains(pinned);
    }

    @Test
    void code_and_tables_are_kept_whole_or_not_at_all() {
        var code = "```java\nint a = 1;\n\nint b = a + 2; // x. y. z.\n```";
        var table = "| service | port |\n|---|---|\n| registry | 6121 |";
        var text =
                "The registry listens on a port. "
                        + "Nothing else matters here, really. ".repeat(10)
                        + "\n\nThe registry's code:\n"
                        + code
                        + "\n\nThe registry's port and service:\n"
                        + table
                        + "\n";
        for (int budget = 10; budget < 140; budget += 5) {
            var summary = SUMMARISER.summarise(List.of(Passage.of(text)), budget).text();
            assertThat(summary.contains("int b")).isEqualTo(summary.contains(code));
            assertThat(summary.contains("6121")).isEqualTo(summary.contains(table));
        }
    }

    @Test
    void abbreviations_and_decimals_do_not_end_a_sentence() {
        var kept =
                Splitter.split(
                        List.of(
                                Passage.of(
                                        "Dr. Smith measured 3.14 volts, approx. 2 % more. J. Doe"
                                                + " disagreed! Did he?")));

        assertThat(kept.stream().map(Sentence::text))
                .containsExactly(
                        "Dr. Smith measured 3.14 volts, approx. 2 % more.",
                        "J. Doe disagreed!", "Did he?");
    }

    @Test
    void the_same_is_not_said_twice() {
        var text =
                "The disk of the build server is full. The build server's disk is full. "
                        + "The disk of the build server is full, again. "
                        + "Lisa has ordered two larger drives for next week. "
                        + "The invoice goes to accounting in March.";
        var summary = SUMMARISER.summarise(List.of(Passage.of(text)), 30).text();

        assertThat(summary.split("full", -1)).hasSize(2);
        assertThat(summary).contains("Lisa");
    }

    @Test
    void the_same_input_gives_the_same_summary() {
        assertThat(SUMMARISER.summarise(THREAD, 70)).isEqualTo(SUMMARISER.summarise(THREAD, 70));
    }

    /** The likeness of each to each would be 400 million numbers, more than a test's memory. */
    @Test
    void a_book_of_twenty_thousand_sentences_is_no_trouble() {
        var text =
                IntStream.range(0, 20_000)
                        .mapToObj(i ->
                                "Finding %d concerns module %d and its %d tests in area %c."
                                        .formatted(i, i % 37, i % 11, 'a' + i % 26))
                        .collect(Collectors.joining(" "));
        var summary = SUMMARISER.summarise(List.of(Passage.of(text)), 400);

        assertThat(summary.of()).isEqualTo(20_000);
        assertThat(summary.tokens()).isBetween(300, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  \n\n ", "…", "a. B. c. ", "一。二。三。", "\u0000\uD83D", "```\nunclosed"})
    void odd_texts_are_summarised_without_fuss(String odd) {
        var summary = SUMMARISER.summarise(List.of(Passage.of(odd.repeat(300))), 20);

        assertThat(summary.tokens()).isLessThanOrEqualTo(20);
    }

    private static Passage said(String speaker, String text) {
        return new Passage(speaker, text, false);
    }
}
