-- KEYS[1] key; ARGV ttl (seconds), token
local held = redis.call('HMGET', KEYS[1], 'done', 'token')
if held[1] or held[2] ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], 'done', 1)
redis.call('PEXPIRE', KEYS[1], math.floor(ARGV[1] * 1000))
return 1
