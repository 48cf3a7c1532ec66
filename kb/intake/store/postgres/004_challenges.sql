-- Tasks whose solution was sent with a ticket, until they expire: none counts twice.
CREATE TABLE challenges (
  nonce TEXT PRIMARY KEY,
  expires DOUBLE PRECISION NOT NULL
);
CREATE INDEX challenges_by_expiry ON challenges (expires);
