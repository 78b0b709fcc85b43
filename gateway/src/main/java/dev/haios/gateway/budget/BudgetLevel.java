package dev.haios.gateway.budget;

/** How much of a budget is gone. */
enum BudgetLevel {
    OK,
    /** Nine tenths. */
    WARNING,
    /** All of it, or so much that a call was refused. */
    EXHAUSTED
}
