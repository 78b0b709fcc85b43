package dev.haios.gateway.costs;

/** What costs are summed by. */
enum Grouping {
    AGENT("agent"),
    PROVIDER("provider"),
    CAPABILITY("capability"),
    RUN("run_id");

    private final String column;

    Grouping(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
