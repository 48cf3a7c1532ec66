-- Sums by day in the company's time zone; what a single reader did is never written.
CREATE TABLE feedback (
  day TEXT NOT NULL,
  article TEXT NOT NULL,
  locale TEXT NOT NULL,
  -- yes, no, or a reason for a no
  answer TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, article, locale, answer)
);

-- Queries after which nothing was opened; results: how many there were the last time.
CREATE TABLE searches (
  day TEXT NOT NULL,
  locale TEXT NOT NULL,
  query TEXT NOT NULL,
  results INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, locale, query)
);

CREATE TABLE ticket_sums (
  day TEXT NOT NULL,
  hour INTEGER NOT NULL,
  form TEXT NOT NULL,
  locale TEXT NOT NULL,
  department TEXT NOT NULL,
  article TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, hour, form, locale, department, article)
);
ALTER TABLE tickets ADD COLUMN summed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tickets_unsummed ON tickets (created) WHERE summed = 0;

-- What the service itself must remember; lent: until when somebody is at it.
CREATE TABLE notes (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  lent REAL NOT NULL
);
