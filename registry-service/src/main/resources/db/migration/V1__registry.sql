-- Who exists, what they can do, and what they last said.
CREATE TABLE services (
    service_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,  -- 'model' | 'tool' | 'agent'
    role TEXT NOT NULL,  -- 'production' | 'staging' | 'canary' | 'experimental' | 'coordinator'
    url TEXT NOT NULL,
    caps TEXT NOT NULL,  -- JSON array
    labels TEXT,         -- JSON object
    ctx_limit INTEGER,
    cost_hint_usd_per_1k REAL,
    heartbeat_interval_s INTEGER NOT NULL DEFAULT 60,
    ttl_s INTEGER NOT NULL DEFAULT 90,
    status TEXT NOT NULL DEFAULT 'ok',  -- 'ok' | 'degraded' | 'down': last reported or evicted
    last_heartbeat_ts TEXT NOT NULL,
    registered_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    p95_ms REAL,
    queue_depth INTEGER,
    load REAL,
    -- The role in its last registration; a promotion outlives registrations that repeat it.
    registered_role TEXT NOT NULL,
    activity TEXT,
    agent TEXT,
    run_id TEXT,
    progress REAL,
    message TEXT,
    token_usage TEXT,    -- JSON object
    resources TEXT,      -- JSON object
    desired_state TEXT NOT NULL DEFAULT 'run',  -- 'run' | 'pause' | 'restart' | 'stop'
    -- 1 once the registry itself has found it silent for too long; a heartbeat clears it.
    silent INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX idx_services_name_url ON services(name, url);
CREATE INDEX idx_services_name_role ON services(name, role);
CREATE INDEX idx_services_type_role ON services(type, role);
CREATE INDEX idx_services_status ON services(status);

-- How often each id has registered; outlives the service.
CREATE TABLE epochs (
    service_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL
);

-- Every change in the order it happened: what watchers replay and what the event stream is told.
CREATE TABLE changes (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    service_id TEXT NOT NULL,
    service TEXT NOT NULL,  -- JSON, after the change or as it was when it went
    detail TEXT NOT NULL,   -- JSON object: why, and what it was before
    trace_id TEXT,
    ts TEXT NOT NULL
);

-- Tells this log of changes from another that began anew under the same address.
CREATE TABLE change_log (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL
);

CREATE TABLE role_history (
    revision INTEGER PRIMARY KEY,  -- of the change
    service_id TEXT NOT NULL,
    name TEXT NOT NULL,
    from_role TEXT NOT NULL,
    to_role TEXT NOT NULL,
    reason TEXT,
    changed_by TEXT NOT NULL,
    evidence TEXT NOT NULL,        -- JSON: the service as it stood when it was decided
    trace_id TEXT,
    ts TEXT NOT NULL
);

CREATE INDEX idx_role_history_service ON role_history(service_id, revision);

-- Evictions that were done, so that a repeated call gets the same answer.
CREATE TABLE evictions (
    transition_id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    last_heartbeat_ts TEXT NOT NULL,
    action TEXT NOT NULL,  -- 'mark_down' | 'deregister'
    missed_beats INTEGER NOT NULL,
    ts TEXT NOT NULL
);

CREATE INDEX idx_evictions_silence ON evictions(service_id, last_heartbeat_ts);
