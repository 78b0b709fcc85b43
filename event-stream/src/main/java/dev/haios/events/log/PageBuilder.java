package dev.haios.events.log;

import java.util.ArrayList;
import java.util.List;

/** A page on its way to being full, by number of events or by what they take in memory. */
final class PageBuilder {

    private static final int MAX_CHARS = 4 * 1024 * 1024;

    private final int limit;
    private final List<StoredEvent> events = new ArrayList<>();
    private int chars;

    PageBuilder(int limit) {
        this.limit = limit;
    }

    void add(List<StoredEvent> more) {
        events.addAll(more);
        more.forEach(event -> chars += event.json().length());
    }

    boolean isFull() {
        return left() == 0 || charsLeft() <= 0;
    }

    /** How many more it takes. */
    int left() {
        return limit - events.size();
    }

    /** How large they may be together; the last one may exceed it. */
    int charsLeft() {
        return MAX_CHARS - chars;
    }

    List<StoredEvent> events() {
        return events;
    }
}
