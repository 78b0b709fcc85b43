-- Evictions are forgotten, oldest first, once nobody repeats a call about them any more.
CREATE INDEX idx_evictions_ts ON evictions(ts);
