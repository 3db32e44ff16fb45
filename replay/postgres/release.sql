UPDATE hookseal_deliveries
SET token = NULL, leased_until = 'epoch'
WHERE key = $1::text AND token = $2::text AND NOT done
RETURNING attempt
