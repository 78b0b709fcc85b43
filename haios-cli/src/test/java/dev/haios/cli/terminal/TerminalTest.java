package dev.haios.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_table_aligns_its_columns_whatever_the_colours() {
        new Table("NAME", ">MS", "STATUS")
                .row("registry", 3, "ok")
                .row("a", 1200, "down")
                .print(terminal(true), "none");

        assertThat(printed().lines())
                .containsExactly(
                        "\u001b[2mNAME\u001b[0m        \u001b[2mMS\u001b[0m  \u001b[2mSTATUS\u001b[0m",
                        "registry     3  \u001b[32mok\u001b[0m",
                        "a         1200  \u001b[31mdown\u001b[0m");
    }

    @Test
    void a_table_without_rows_is_a_sentence() {
        new Table("NAME").print(terminal(false), "Nothing there.");

        assertThat(printed()).isEqualTo("Nothing there.\n");
    }

    @Test
    void a_row_of_the_wrong_length_is_a_mistake_in_the_code() {
        assertThatThrownBy(() -> new Table("A", "B").row("x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void foreign_text_cannot_move_the_cursor_or_break_a_row() {
        new Table("NAME", "STATUS").row("a\u001b[2J\nb", "ok").print(terminal(false), "");

        assertThat(printed()).endsWith("a[2J b  ok\n");
    }

    @Test
    void there_is_no_colour_when_piped_or_unwanted() {
        assertThat(terminal(false).paint(Colour.BAD, "x")).isEqualTo("x");
        assertThat(Terminal.ofProcess(Map.of()).coloured()).isFalse();
        try {
            System.setProperty("haios.terminal", "true");
            assertThat(Terminal.ofProcess(Map.of()).coloured()).isTrue();
            assertThat(Terminal.ofProcess(Map.of("NO_COLOR", "1")).coloured()).isFalse();
            assertThat(Terminal.ofProcess(Map.of("NO_COLOR", "1")).interactive()).isTrue();
            assertThat(Terminal.ofProcess(Map.of("TERM", "dumb")).interactive()).isFalse();
        } finally {
            System.clearProperty("haios.terminal");
        }
    }

    @Test
    void off_a_terminal_a_line_is_printed_only_when_the_state_changes() {
        ProgressBoard board = new ProgressBoard(terminal(false), false, List.of("registry", "b"));

        board.show("registry", "starting", "0 s", Colour.FAINT);
        board.show("registry", "starting", "1 s", Colour.FAINT);
        board.show("registry", "ok", "2 s", Colour.GOOD);

        assertThat(printed()).isEqualTo("  registry  starting   0 s\n  registry  ok         2 s\n");
    }

    @Test
    void on_a_terminal_a_long_line_is_cut_so_that_it_does_not_wrap() {
        ProgressBoard board = new ProgressBoard(terminal(true), false, List.of("r"));

        board.show("r", "failed", "x".repeat(500), Colour.BAD);

        String plain = printed().replaceAll("\u001b\\[[0-9]*[mKA]", "").replace("\r", "");
        assertThat(plain.strip().length()).isLessThan(80);
        assertThat(plain).contains("…");
    }

    private Terminal terminal(boolean interactive) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, interactive, interactive, 80);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
