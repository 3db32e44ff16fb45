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
return {'claimed', attempt, held[3] or ARGV[1], 0}
