-- KEYS[1] key; ARGV digest, token, lease, ttl (seconds)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.call('HMGET', KEYS[1], 'done', 'leased_until', 'attempt', 'digest')
if held[1] then
  return {'done', 0, held[4], 0}
end
if held[2] and tonumber(held[2]) > now then
  return {'in_flight', 0, held[4], held[2] - now}
end
local attempt = (held[3] or 0) + 1
local digest = held[4] or ARGV[1]
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'leased_until', now + math.floor(ARGV[3] * 1000), 'attempt', attempt, 'digest', digest)
redis.call('PEXPIRE', KEYS[1], math.floor(ARGV[4] * 1000))
return {'claimed', attempt, digest, 0}
