UPDATE hookseal_deliveries
SET token = NULL, leased_until = 0
WHERE key = ? AND token = ? AND NOT done
RETURNING attempt
