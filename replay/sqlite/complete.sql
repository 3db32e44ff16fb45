UPDATE hookseal_deliveries
SET done = 1, expires_at = (julianday('now') - 2440587.5) * 86400.0 + ?
WHERE key = ? AND token = ? AND NOT done
RETURNING attempt
