-- Every event of the retention time, in the order in which it was stored.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    event_type TEXT NOT NULL,
    agent TEXT,
    run_id TEXT,
    stored_at_ms BIGINT NOT NULL, -- Unix time
    body TEXT NOT NULL -- the flat event as wire JSON, without seq and epoch
);

CREATE INDEX event_by_type ON event (event_type, seq);
CREATE INDEX event_by_agent ON event (agent, seq) WHERE agent IS NOT NULL;
CREATE INDEX event_by_run ON event (run_id, seq) WHERE run_id IS NOT NULL;

-- One row: which log this is, and the last number it gave out. Numbers are never given twice, also
-- when every event has been pruned.
CREATE TABLE log_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch BIGINT NOT NULL,
    last_seq BIGINT NOT NULL
);
