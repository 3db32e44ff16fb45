UPDATE hookseal_deliveries
SET token = NULL, leased_until = clock_timestamp()
WHERE key = $1 AND token = $2 AND NOT done
RETURNING attempt
