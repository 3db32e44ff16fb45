"""What the replay stores run. Generated from replay/ by `cargo xtask codegen`: do not edit."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Statements:
    """The statements of a store that keeps a table."""

    claim: str
    complete: str
    look: str
    release: str
    schema: str
    sweep: str


@dataclass(frozen=True)
class Scripts:
    """The scripts of a store in Redis."""

    claim: str
    complete: str
    release: str


POSTGRES: Final = Statements(
    claim="""\
INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
SELECT asked.key, asked.digest, asked.token, 1,
  clock_timestamp() + asked.lease * interval '1 second',
  clock_timestamp() + greatest(asked.lease, asked.ttl) * interval '1 second'
FROM (VALUES ($1::text, $2::text, $3::text, $4::float8, $5::float8)) AS asked (key, digest, token, lease, ttl)
ON CONFLICT (key) DO UPDATE SET
  digest = CASE WHEN held.expires_at <= clock_timestamp() THEN excluded.digest ELSE held.digest END,
  attempt = CASE WHEN held.expires_at <= clock_timestamp() THEN 1 ELSE held.attempt + 1 END,
  token = excluded.token,
  done = false,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= clock_timestamp() OR (NOT held.done AND held.leased_until <= clock_timestamp())
RETURNING attempt, digest""",
    complete="""\
UPDATE hookseal_deliveries
SET done = true, expires_at = clock_timestamp() + $1::float8 * interval '1 second'
WHERE key = $2::text AND token = $3::text AND NOT done
RETURNING attempt""",
    look="""\
SELECT done, digest, greatest(extract(epoch FROM leased_until - clock_timestamp()), 0)::float8 AS wait
FROM hookseal_deliveries
WHERE key = $1::text AND expires_at > clock_timestamp()""",
    release="""\
UPDATE hookseal_deliveries
SET token = NULL, leased_until = 'epoch'
WHERE key = $1::text AND token = $2::text AND NOT done
RETURNING attempt""",
    schema="""\
CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  key text PRIMARY KEY,
  digest text NOT NULL,
  token text,
  attempt integer NOT NULL,
  done boolean NOT NULL DEFAULT false,
  leased_until timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS hookseal_deliveries_expires_at ON hookseal_deliveries (expires_at);""",
    sweep="""\
DELETE FROM hookseal_deliveries WHERE expires_at <= clock_timestamp()""",
)

PSYCOPG: Final = Statements(
    claim="""\
INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
SELECT asked.key, asked.digest, asked.token, 1,
  clock_timestamp() + asked.lease * interval '1 second',
  clock_timestamp() + greatest(asked.lease, asked.ttl) * interval '1 second'
FROM (VALUES (%s::text, %s::text, %s::text, %s::float8, %s::float8)) AS asked (key, digest, token, lease, ttl)
ON CONFLICT (key) DO UPDATE SET
  digest = CASE WHEN held.expires_at <= clock_timestamp() THEN excluded.digest ELSE held.digest END,
  attempt = CASE WHEN held.expires_at <= clock_timestamp() THEN 1 ELSE held.attempt + 1 END,
  token = excluded.token,
  done = false,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= clock_timestamp() OR (NOT held.done AND held.leased_until <= clock_timestamp())
RETURNING attempt, digest""",
    complete="""\
UPDATE hookseal_deliveries
SET done = true, expires_at = clock_timestamp() + %s::float8 * interval '1 second'
WHERE key = %s::text AND token = %s::text AND NOT done
RETURNING attempt""",
    look="""\
SELECT done, digest, greatest(extract(epoch FROM leased_until - clock_timestamp()), 0)::float8 AS wait
FROM hookseal_deliveries
WHERE key = %s::text AND expires_at > clock_timestamp()""",
    release="""\
UPDATE hookseal_deliveries
SET token = NULL, leased_until = 'epoch'
WHERE key = %s::text AND token = %s::text AND NOT done
RETURNING attempt""",
    schema="""\
CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  key text PRIMARY KEY,
  digest text NOT NULL,
  token text,
  attempt integer NOT NULL,
  done boolean NOT NULL DEFAULT false,
  leased_until timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS hookseal_deliveries_expires_at ON hookseal_deliveries (expires_at);""",
    sweep="""\
DELETE FROM hookseal_deliveries WHERE expires_at <= clock_timestamp()""",
)

SQLITE: Final = Statements(
    claim="""\
INSERT INTO hookseal_deliveries AS held (key, digest, token, attempt, leased_until, expires_at)
SELECT key, digest, token, 1, now + lease, now + max(lease, ttl)
FROM (
  SELECT ? AS key, ? AS digest, ? AS token, ? AS lease, ? AS ttl, (julianday('now') - 2440587.5) * 86400.0 AS now
)
WHERE true
ON CONFLICT (key) DO UPDATE SET
  digest = CASE
    WHEN held.expires_at <= (julianday('now') - 2440587.5) * 86400.0 THEN excluded.digest ELSE held.digest
  END,
  attempt = CASE
    WHEN held.expires_at <= (julianday('now') - 2440587.5) * 86400.0 THEN 1 ELSE held.attempt + 1
  END,
  token = excluded.token,
  done = 0,
  leased_until = excluded.leased_until,
  expires_at = excluded.expires_at
WHERE held.expires_at <= (julianday('now') - 2440587.5) * 86400.0
  OR (NOT held.done AND held.leased_until <= (julianday('now') - 2440587.5) * 86400.0)
RETURNING attempt, digest""",
    complete="""\
UPDATE hookseal_deliveries
SET done = 1, expires_at = (julianday('now') - 2440587.5) * 86400.0 + ?
WHERE key = ? AND token = ? AND NOT done
RETURNING attempt""",
    look="""\
SELECT done, digest, max(leased_until - (julianday('now') - 2440587.5) * 86400.0, 0) AS wait
FROM hookseal_deliveries
WHERE key = ? AND expires_at > (julianday('now') - 2440587.5) * 86400.0""",
    release="""\
UPDATE hookseal_deliveries
SET token = NULL, leased_until = 0
WHERE key = ? AND token = ? AND NOT done
RETURNING attempt""",
    schema="""\
CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  key text PRIMARY KEY NOT NULL,
  digest text NOT NULL,
  token text,
  attempt integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  leased_until real NOT NULL,
  expires_at real NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS hookseal_deliveries_expires_at ON hookseal_deliveries (expires_at);""",
    sweep="""\
DELETE FROM hookseal_deliveries WHERE expires_at <= (julianday('now') - 2440587.5) * 86400.0""",
)

REDIS: Final = Scripts(
    claim="""\
-- KEYS[1] key; ARGV digest, token, lease, ttl (seconds)
-- A hash of attempt and digest; while in flight also token and leased_until; once done also token, no leased_until.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = math.ceil(ARGV[3] * 1000)
local ttl = math.max(lease, math.ceil(ARGV[4] * 1000))
local held = redis.call('HMGET', KEYS[1], 'token', 'leased_until', 'digest', 'attempt')
if held[1] and not held[2] then
  return {'done', 0, held[3], 0}
end
if held[2] and tonumber(held[2]) > now then
  -- The client has sent this again, for it got no answer: it is the same claim.
  if held[1] == ARGV[2] then
    return {'claimed', tonumber(held[4]), held[3], 0}
  end
  return {'in_flight', 0, held[3], held[2] - now}
end
-- Lua would write some whole numbers with an exponent, which PEXPIRE does not read.
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'leased_until', string.format('%.0f', now + lease))
redis.call('HSETNX', KEYS[1], 'digest', ARGV[1])
local attempt = redis.call('HINCRBY', KEYS[1], 'attempt', 1)
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', ttl))
return {'claimed', attempt, held[3] or ARGV[1], 0}""",
    complete="""\
-- KEYS[1] key; ARGV ttl (seconds), token
local held = redis.call('HMGET', KEYS[1], 'token', 'leased_until')
if held[1] ~= ARGV[2] or not held[2] then
  return 0
end
local ttl = string.format('%.0f', math.ceil(ARGV[1] * 1000))
-- By taking away, which a server whose memory is full still does: the work is done and must not be forgotten.
redis.call('HDEL', KEYS[1], 'leased_until')
redis.call('PEXPIRE', KEYS[1], ttl)
return 1""",
    release="""\
-- KEYS[1] key; ARGV token
local held = redis.call('HMGET', KEYS[1], 'token', 'leased_until')
if held[1] ~= ARGV[1] or not held[2] then
  return 0
end
redis.call('HDEL', KEYS[1], 'token', 'leased_until')
return 1""",
)
