UPDATE hookseal_deliveries
SET done = true, expires_at = clock_timestamp() + $1::float8 * interval '1 second'
WHERE key = $2::text AND token = $3::text AND NOT done
RETURNING attempt
