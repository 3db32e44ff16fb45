-- KEYS[1] key; ARGV ttl (seconds), token
local held = redis.call('HMGET', KEYS[1], 'token', 'leased_until')
if held[1] ~= ARGV[2] or not held[2] then
  return 0
end
local ttl = string.format('%.0f', math.ceil(ARGV[1] * 1000))
-- By taking away, which a server whose memory is full still does: the work is done and must not be forgotten.
redis.call('HDEL', KEYS[1], 'leased_until')
redis.call('PEXPIRE', KEYS[1], ttl)
return 1
