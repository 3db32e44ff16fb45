# Parses JSON from standard input and writes it anew as the first argument says.

require "json"

value = JSON.parse($stdin.read)
print({ "plain" => -> { JSON.generate(value) }, "pretty" => -> { JSON.pretty_generate(value) } }.fetch(ARGV[0]).call)
