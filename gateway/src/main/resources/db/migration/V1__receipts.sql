-- The chain of receipts: only ever added to at its end, and cut at its beginning by retention.
CREATE TABLE receipt (
    seq INTEGER PRIMARY KEY,
    receipt_id TEXT NOT NULL, -- a streamed call has two rows: open, and how it ended
    run_id TEXT NOT NULL,
    ts TEXT NOT NULL, -- RFC 3339, UTC, when the call began
    made_ms INTEGER NOT NULL, -- Unix time in ms at which the row was made
    status TEXT NOT NULL,
    agent TEXT,
    provider TEXT, -- name of the service that answered
    capability TEXT,
    usd_nano INTEGER NOT NULL, -- cost in 1e-9 USD
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    file TEXT NOT NULL, -- name below artifacts/costs
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL, -- SHA-256 of prev_hash, a line feed, and body
    body TEXT NOT NULL -- the receipt as compact wire JSON without its hash
);

CREATE INDEX receipt_by_id ON receipt (receipt_id, seq);
CREATE INDEX receipt_by_run ON receipt (run_id, seq);
CREATE INDEX receipt_by_agent ON receipt (agent, seq);
CREATE INDEX receipt_by_time ON receipt (made_ms, usd_nano);
-- Without regard to case: two runs must not share a file where the file system does not tell case.
CREATE INDEX receipt_by_file ON receipt (file COLLATE NOCASE);

-- Streamed calls under way; what is left here at start was interrupted.
CREATE TABLE receipt_open (
    receipt_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
);

-- One row: where the kept part of the chain begins, and up to where files are known to be there.
CREATE TABLE receipt_chain (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    anchor_seq INTEGER NOT NULL,
    anchor_hash TEXT NOT NULL,
    files_seq INTEGER NOT NULL
);

INSERT INTO receipt_chain (id, anchor_seq, anchor_hash, files_seq)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);
