SELECT done, digest, max(leased_until - (julianday('now') - 2440587.5) * 86400.0, 0) AS wait
FROM hookseal_deliveries
WHERE key = ? AND expires_at > (julianday('now') - 2440587.5) * 86400.0
