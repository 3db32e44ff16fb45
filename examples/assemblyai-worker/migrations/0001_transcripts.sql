CREATE TABLE transcripts (id TEXT, status TEXT, customer TEXT);

CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  key text PRIMARY KEY,
  digest text NOT NULL,
  token text,
  attempt integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  leased_until real NOT NULL,
  expires_at real NOT NULL
);
CREATE INDEX IF NOT EXISTS hookseal_deliveries_expires_at ON hookseal_deliveries (expires_at);
