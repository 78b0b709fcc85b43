-- One row that counts the starts of this service: each start opens a new block of version numbers,
-- so that a version is never used twice and no change costs a write.
CREATE TABLE routing_start (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    starts INTEGER NOT NULL
);

INSERT INTO routing_start (id, starts) VALUES (1, 0);

-- The last matrix that was accepted, in case the file is broken when the service starts again.
CREATE TABLE accepted_matrix (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version TEXT NOT NULL, -- hash of the file's bytes
    body TEXT NOT NULL,
    accepted_at TEXT NOT NULL -- RFC 3339, UTC
);
