-- Every alert that was raised. Also the outbox: the event stream is served from here, in this order.
CREATE TABLE alerts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    alert_id TEXT NOT NULL UNIQUE,
    occasion TEXT NOT NULL UNIQUE, -- what it is about; the same occasion is never raised twice
    service_id TEXT,
    body TEXT NOT NULL, -- the alert as wire JSON
    ts TEXT NOT NULL, -- seconds since 1970 with nine decimals, so that text sorts as time
    delivered INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX idx_alerts_service ON alerts (service_id, seq);
CREATE INDEX idx_alerts_ts ON alerts (ts);
CREATE INDEX idx_alerts_undelivered ON alerts (seq) WHERE delivered = 0;

-- Services that are silent now, and how far that was told.
CREATE TABLE silences (
    service_id TEXT PRIMARY KEY,
    service_name TEXT NOT NULL,
    last_heartbeat_ts TEXT NOT NULL,
    raised TEXT NOT NULL -- warning or marked_down
);

-- Evictions that were decided and whose outcome is not known yet.
CREATE TABLE intents (
    service_id TEXT NOT NULL,
    action TEXT NOT NULL,
    last_heartbeat_ts TEXT NOT NULL,
    service_name TEXT NOT NULL,
    missed_beats INTEGER NOT NULL,
    due_ts TEXT NOT NULL,
    PRIMARY KEY (service_id, action, last_heartbeat_ts)
);
