package dev.haios.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KEY=sk-1 | sk-1",
                "  KEY = sk-1  | sk-1",
                "export KEY=sk-1 | sk-1",
                "KEY=\"sk 1\" | sk 1",
                "export KEY='sk#1' # mine | sk#1",
                "KEY=sk-1 # mine | sk-1",
                "KEY=sk#1 | sk#1",
                "KEY=a=b\\n | a=b\\n",
                "KEY=\"it's\" | it's",
                "KEY=http://127.0.0.1:11434/v1 | http://127.0.0.1:11434/v1",
            })
    void a_value_is_read_as_a_shell_reads_it(String line, String value) {
        assertThat(EnvFile.parse(line).values()).isEqualTo(Map.of("KEY", value));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"KEY=", "export KEY=", "KEY=\"\"", "KEY= # later", "# KEY=sk-1"})
    void what_is_blank_or_a_remark_is_not_set(String line) {
        var file = EnvFile.parse(line);

        assertThat(file.values()).isEmpty();
        assertThat(file.unread()).isEmpty();
    }

    @Test
    void lines_that_say_nothing_are_numbered_and_the_last_of_a_name_counts() {
        var file = EnvFile.parse("\uFEFFA=1\r\n\r\nB 2\nexport C\nA=3\n");

        assertThat(file.values()).isEqualTo(Map.of("A", "3"));
        assertThat(file.unread()).containsExactly(3, 4);
    }

    @Test
    void no_file_says_nothing_and_no_value_is_shown(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("some"), "KEY=sk-secret");

        assertThat(EnvFile.read(folder.resolve("none")).values()).isEmpty();
        assertThat(EnvFile.read(folder.resolve("some")))
                .hasToString("EnvFile[KEY]")
                .extracting(EnvFile::values)
                .isEqualTo(Map.of("KEY", "sk-secret"));
    }
}
