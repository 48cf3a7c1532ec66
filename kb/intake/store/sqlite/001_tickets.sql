CREATE TABLE tickets (
  number TEXT PRIMARY KEY,
  receipt TEXT NOT NULL UNIQUE,
  submission_id TEXT UNIQUE,
  fingerprint TEXT NOT NULL,
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  locale TEXT NOT NULL,
  fields TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  email TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  created REAL NOT NULL
);
CREATE INDEX tickets_by_fingerprint ON tickets (fingerprint, created);
CREATE INDEX tickets_by_email ON tickets (email, created);
CREATE INDEX tickets_by_created ON tickets (created);

CREATE TABLE files (
  stored TEXT PRIMARY KEY,
  number TEXT NOT NULL REFERENCES tickets (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL
);
CREATE INDEX files_by_number ON files (number);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL REFERENCES tickets (number) ON DELETE CASCADE,
  driver TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due REAL NOT NULL,
  leased_until REAL NOT NULL,
  error TEXT NOT NULL,
  reference TEXT NOT NULL
);
CREATE INDEX outbox_by_number ON outbox (number);
CREATE INDEX outbox_waiting ON outbox (driver, due) WHERE state = 'pending';

-- One row for each post that a limit counts; the bucket is a keyed hash.
CREATE TABLE events (
  bucket TEXT NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX events_by_bucket ON events (bucket, at);
CREATE INDEX events_by_time ON events (at);

-- Forms as the build published them, so that a page that stays open can still be sent.
CREATE TABLE forms (
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  locale TEXT NOT NULL,
  published TEXT NOT NULL,
  seen REAL NOT NULL,
  PRIMARY KEY (form, version, locale)
);

CREATE TABLE keys (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
