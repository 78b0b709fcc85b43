-- Durable events on their way to the event stream.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL -- the event as wire JSON
);

-- How far each source of durable events has been delivered.
CREATE TABLE outbox_cursor (
    source TEXT PRIMARY KEY,
    position INTEGER NOT NULL
);

-- What the event stream refused for good, kept for a person to look at.
CREATE TABLE outbox_parked (
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    parked_at TEXT NOT NULL, -- RFC 3339, UTC
    PRIMARY KEY (source, position)
);
