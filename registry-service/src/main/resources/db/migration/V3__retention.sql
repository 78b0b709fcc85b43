-- What services leave behind is forgotten some time after its day.
ALTER TABLE epochs ADD COLUMN gone_ms INTEGER; -- Unix time at which the service was missed first

CREATE INDEX idx_role_history_ts ON role_history(ts);
