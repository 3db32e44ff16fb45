-- KEYS[1] key; ARGV token
local held = redis.call('HMGET', KEYS[1], 'done', 'token')
if held[1] or held[2] ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[1], 'token', 'leased_until')
return 1
