SELECT done, digest, greatest(extract(epoch FROM leased_until - clock_timestamp()), 0)::float8 AS wait
FROM hookseal_deliveries
WHERE key = $1::text AND expires_at > clock_timestamp()
