INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
VALUES ($1, $2, $3, 1, clock_timestamp() + $4 * interval '1 second', clock_timestamp() + $5 * interval '1 second')
ON CONFLICT (key) DO UPDATE SET
  digest = CASE WHEN held.expires_at <= clock_timestamp() THEN excluded.digest ELSE held.digest END,
  attempt = CASE WHEN held.expires_at <= clock_timestamp() THEN 1 ELSE held.attempt + 1 END,
  token = excluded.token,
  done = false,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= clock_timestamp() OR (NOT held.done AND held.leased_until <= clock_timestamp())
RETURNING attempt, digest
