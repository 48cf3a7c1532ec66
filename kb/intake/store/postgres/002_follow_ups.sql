ALTER TABLE tickets ADD COLUMN earlier TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN marks TEXT NOT NULL DEFAULT '';
CREATE INDEX tickets_by_earlier ON tickets (earlier) WHERE earlier <> '';

-- When a delivery arrived: what was sent is kept for so long after that.
ALTER TABLE outbox ADD COLUMN settled DOUBLE PRECISION NOT NULL DEFAULT 0;
UPDATE outbox SET settled = due WHERE state = 'done';
