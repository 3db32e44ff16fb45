-- KEYS[1] key; ARGV token
local held = redis.call('HMGET', KEYS[1], 'token', 'leased_until')
if held[1] ~= ARGV[1] or not held[2] then
  return 0
end
redis.call('HDEL', KEYS[1], 'token', 'leased_until')
return 1
