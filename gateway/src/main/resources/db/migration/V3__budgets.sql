-- What may be spent, was spent, and is held for calls under way; amounts in 1e-9 USD.
CREATE TABLE budget (
    scope TEXT PRIMARY KEY, -- fleet, provider:<name>, agent:<name> or run:<id>
    limit_nano INTEGER NOT NULL,
    period TEXT NOT NULL,
    begin_ms INTEGER NOT NULL, -- Unix time in ms from which spending counts
    spent_nano INTEGER NOT NULL,
    reserved_nano INTEGER NOT NULL, -- the sum of its holds
    level TEXT NOT NULL, -- the worst that was reported in this period
    from_file TEXT -- what budgets.json said when it was last taken over from there
);

-- One row per budget of a call under way. What a dead process leaves is charged at start.
CREATE TABLE budget_hold (
    receipt_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    usd_nano INTEGER NOT NULL,
    PRIMARY KEY (receipt_id, scope)
) WITHOUT ROWID;
