package dev.haios.cli.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One line per thing that is under way. On a terminal the lines stay in place and are redrawn;
 * elsewhere a line is printed each time its state changes, so that a log holds each step once.
 * Thread-safe.
 */
public final class ProgressBoard {

    private final Terminal terminal;
    private final PrintStream stream;
    private final boolean redraws;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final int nameWidth;
    private int drawn;

    /**
     * A board with a line for each name; {@code aside}: on stderr, because a machine reads stdout.
     */
    public ProgressBoard(Terminal terminal, boolean aside, List<String> names) {
        this.terminal = terminal;
        this.stream = aside ? terminal.err() : terminal.out();
        this.redraws = terminal.interactive() && !aside;
        this.nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
        names.forEach(name -> lines.put(name, terminal.paint(Colour.FAINT, "waiting")));
    }

    /**
     * Shows what happens to one of the things.
     *
     * @param state one word; off a terminal only a change of it is printed
     * @param detail what follows the word and may change at any time, such as the seconds so far
     */
    public void show(String name, String state, String detail, Colour colour) {
        lock.lock();
        try {
            boolean changed = !state.equals(states.put(name, state));
            String padded = state + " ".repeat(Math.max(0, 10 - state.length()));
            lines.put(name, terminal.paint(colour, padded) + " " + fitted(detail));
            if (redraws) {
                redraw();
            } else if (changed) {
                stream.println(line(name));
                stream.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A line that wraps would be counted as one and redrawn in the wrong place. */
    private String fitted(String detail) {
        String text = Terminal.plain(detail).replaceAll("\\s+", " ");
        int room = Math.max(10, terminal.columns() - nameWidth - 16);
        return redraws && text.length() > room ? text.substring(0, room - 1) + "…" : text;
    }

    private void redraw() {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('A');
        }
        for (String name : lines.keySet()) {
            frame.append("\r\u001b[K").append(line(name)).append('\n');
        }
        drawn = lines.size();
        stream.print(frame);
        stream.flush();
    }

    private String line(String name) {
        return "  " + name + " ".repeat(nameWidth - name.length()) + "  " + lines.get(name);
    }
}
