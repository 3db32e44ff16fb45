<?php
// Parses JSON from standard input and writes it anew as the first argument says.

$text = file_get_contents('php://stdin');
$value = json_decode($text);
echo match ($argv[1]) {
    'plain' => json_encode($value),
    'pretty' => json_encode($value, JSON_PRETTY_PRINT),
    'slashes' => json_encode($value, JSON_UNESCAPED_SLASHES),
    'unescaped' => json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
    'prettyunescaped' => json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
    'array' => json_encode(json_decode($text, true)),
};
