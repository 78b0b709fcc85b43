package dev.haios.router.figures;

/** How much room a service has, from its load (1 is full) and the requests waiting at it. */
public enum Busyness {
    /** Load below 0.7 and fewer than 8 requests. */
    FREE,
    /** Between the two others. */
    BUSY,
    /** Load of 0.95 or more, or 32 requests or more. */
    FULL;

    static Busyness of(double load, int queueDepth) {
        if (load >= 0.95 || queueDepth >= 32) {
            return FULL;
        }
        return load >= 0.7 || queueDepth >= 8 ? BUSY : FREE;
    }

    /**
     * The next state: relief counts only when it is clear, so that a border is not crossed often.
     */
    Busyness next(double load, int queueDepth) {
        var now = of(load, queueDepth);
        if (now.compareTo(this) >= 0) {
            return now;
        }
        var cautious = of(load * 1.2, queueDepth + queueDepth / 4);
        return cautious.compareTo(this) < 0 ? now : this;
    }
}
