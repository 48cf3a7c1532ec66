ALTER TABLE tickets ADD COLUMN earlier TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN marks TEXT NOT NULL DEFAULT '';
CREATE INDEX tickets_by_earlier ON tickets (earlier) WHERE earlier <> '';
