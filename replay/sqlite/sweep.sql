DELETE FROM hookseal_deliveries WHERE expires_at <= (julianday('now') - 2440587.5) * 86400.0
