INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
SELECT asked.key, asked.digest, asked.token, 1,
  clock_timestamp() + asked.lease * interval '1 second',
  clock_timestamp() + greatest(asked.lease, asked.ttl) * interval '1 second'
FROM (VALUES ($1::text, $2::text, $3::text, $4::float8, $5::float8)) AS asked (key, digest, token, lease, ttl)
ON CONFLICT (key) DO UPDATE SET
  digest = CASE WHEN held.expires_at <= clock_timestamp() THEN excluded.digest ELSE held.digest END,
  attempt = CASE WHEN held.expires_at <= clock_timestamp() THEN 1 ELSE held.attempt + 1 END,
  token = excluded.token,
  done = false,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= clock_timestamp() OR (NOT held.done AND held.leased_until <= clock_timestamp())
RETURNING attempt, digest
