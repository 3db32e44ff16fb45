DELETE FROM hookseal_deliveries WHERE expires_at <= clock_timestamp()
