UPDATE hookseal_deliveries
SET done = true, expires_at = clock_timestamp() + $1 * interval '1 second'
WHERE key = $2 AND token = $3 AND NOT done
RETURNING attempt
