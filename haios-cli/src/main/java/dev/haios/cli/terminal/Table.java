package dev.haios.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, columns two spaces apart. A column whose heading starts with {@code >} is
 * right-aligned, for figures. Without rows it prints the sentence it was given instead.
 */
public final class Table {

    /** A cell; the colour is applied after padding, so that it does not disturb the widths. */
    private record Cell(String text, Colour colour) {}

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /**
     * Adds a row; {@code status} colours the cells of columns named {@code STATUS} or {@code
     * HEALTH}.
     */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "a row of " + headings.size() + " cells, not " + cells.length);
        }
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String text = Terminal.plain(String.valueOf(cells[i])).replaceAll("\\s", " ");
            row.add(new Cell(text, isStatus(i) ? Colour.ofStatus(text) : Colour.STRONG));
        }
        rows.add(row);
        return this;
    }

    /** Prints the table, or {@code whenEmpty} when there are no rows. */
    public void print(Terminal terminal, String whenEmpty) {
        if (rows.isEmpty()) {
            terminal.line(whenEmpty);
            return;
        }
        List<Cell> head =
                headings.stream().map(text -> new Cell(heading(text), Colour.FAINT)).toList();
        terminal.line(render(terminal, head, true));
        rows.forEach(row -> terminal.line(render(terminal, row, false)));
    }

    private String render(Terminal terminal, List<Cell> cells, boolean head) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String text = head || isStatus(i) ? terminal.paint(cell.colour, cell.text) : cell.text;
            String padding = " ".repeat(width(i) - cell.text.length());
            boolean last = i == cells.size() - 1;
            line.append(isFigure(i) ? padding + text : last ? text : text + padding);
            line.append(last ? "" : "  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = heading(headings.get(column)).length();
        for (List<Cell> row : rows) {
            widest = Math.max(widest, row.get(column).text.length());
        }
        return widest;
    }

    private boolean isFigure(int column) {
        return headings.get(column).startsWith(">");
    }

    private boolean isStatus(int column) {
        String name = heading(headings.get(column));
        return name.equals("STATUS") || name.equals("HEALTH");
    }

    private static String heading(String text) {
        return text.startsWith(">") ? text.substring(1) : text;
    }
}
