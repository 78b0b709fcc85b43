package dev.haios.adapters.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void words_are_lower_case_without_accents_and_stop_words() {
        assertThat(Words.of("What is the Führer's naïve C++ café, in 1848?"))
                .containsExactly("fuhrer", "naive", "c++", "cafe", "1848");
    }

    @Test
    void words_of_other_alphabets_count_too() {
        assertThat(Words.of("Сколько стоит?")).containsExactly("сколько", "стоит");
        assertThat(Words.of("…!?")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "magnets,magnet",
        "magnetic,magnet",
        "cats,cat",
        "class,class",
        "ring,ring",
        "polymerization,polymer",
        "studies,stud",
        "gas,gas"
    })
    void endings_are_cut_off_but_short_words_stay(String word, String stem) {
        assertThat(Stem.of(word)).isEqualTo(stem);
    }
}
