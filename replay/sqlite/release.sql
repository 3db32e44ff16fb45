UPDATE hookseal_deliveries
SET token = NULL, leased_until = (julianday('now') - 2440587.5) * 86400.0
WHERE key = ? AND token = ? AND NOT done
RETURNING attempt
