-- The time by which old records are forgotten: the wall clock's, unless that leapt ahead.
CREATE TABLE retention_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    believed_ms INTEGER NOT NULL, -- Unix time
    stood_ms INTEGER NOT NULL -- how long a leap has stood while the service ran; 0 without one
);
