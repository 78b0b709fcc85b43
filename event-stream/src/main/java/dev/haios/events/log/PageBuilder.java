package dev.haios.events.log;

import java.util.ArrayList;
import java.util.List;

/** A page on its way to being full, by number of events or by what they take in memory. */
final class PageBuilder {

    private final int limit;
    private final int maxChars;
    private final List<StoredEvent> events = new ArrayList<>();
    private int chars;

    PageBuilder(int limit, int maxChars) {
        this.limit = limit;
        this.maxChars = maxChars;
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
        return maxChars - chars;
    }

    List<StoredEvent> events() {
        return events;
    }
}
