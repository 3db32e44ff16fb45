CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  key text PRIMARY KEY,
  digest text NOT NULL,
  token text,
  attempt integer NOT NULL,
  done boolean NOT NULL DEFAULT false,
  leased_until timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS hookseal_deliveries_expires_at ON hookseal_deliveries (expires_at);
