-- What services leave behind is forgotten some time after its day.
ALTER TABLE epochs ADD COLUMN gone_ms INTEGER; -- Unix time at which the service was missed first

CREATE INDEX idx_role_history_ts ON role_history(ts);

-- The highest epoch that was forgotten: ids without one go on from here, so that none ever falls back.
CREATE TABLE epoch_floor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL
);

INSERT INTO epoch_floor (id, epoch) VALUES (1, 0);
