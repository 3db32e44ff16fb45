INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
SELECT key, digest, token, 1, now + lease, now + max(lease, ttl)
FROM (
  SELECT ? AS key, ? AS digest, ? AS token, ? AS lease, ? AS ttl, (julianday('now') - 2440587.5) * 86400.0 AS now
)
WHERE true
ON CONFLICT (key) DO UPDATE SET
  digest = CASE
    WHEN held.expires_at <= (julianday('now') - 2440587.5) * 86400.0 THEN excluded.digest ELSE held.digest
  END,
  attempt = CASE
    WHEN held.expires_at <= (julianday('now') - 2440587.5) * 86400.0 THEN 1 ELSE held.attempt + 1
  END,
  token = excluded.token,
  done = 0,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= (julianday('now') - 2440587.5) * 86400.0
  OR (NOT held.done AND held.leased_until <= (julianday('now') - 2440587.5) * 86400.0)
RETURNING attempt, digest
