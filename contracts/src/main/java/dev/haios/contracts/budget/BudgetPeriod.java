package dev.haios.contracts.budget;

/** When what was spent is forgotten and spending begins anew. */
public enum BudgetPeriod {
    /** Never. */
    TOTAL,
    /** At midnight, UTC. */
    DAY,
    /** On the first of the month, UTC. */
    MONTH
}
