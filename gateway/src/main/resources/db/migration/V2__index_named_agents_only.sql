-- Most calls name no agent, and nobody looks for those by their agent.
DROP INDEX receipt_by_agent;
CREATE INDEX receipt_by_agent ON receipt (agent, seq) WHERE agent IS NOT NULL;
