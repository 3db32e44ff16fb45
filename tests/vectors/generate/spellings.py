"""Bad spellings of timestamps, hex tags and base64 tags that every scheme with such a value must refuse."""

from .cases import NOW
from .oracle import b64

# Each is signed as it stands, so that its spelling is the only thing wrong with the request.
TIMESTAMPS_MALFORMED = [
    ("zero", "0", "zero is not a time", [56, 58]),
    ("leading-zero", f"0{NOW}", "a leading zero", [58]),
    ("plus", f"+{NOW}", "a plus sign", [58]),
    ("minus", f"-{NOW}", "a negative number", [58, 60]),
    ("fraction", f"{NOW}.0", "a decimal fraction", [58]),
    ("exponent", "1.716480293e9", "an exponent", [58]),
    ("hexadecimal", f"{NOW:#x}", "a hexadecimal number", [58]),
    ("octal", f"{NOW:#o}", "an octal number", [58]),
    ("underscores", "1_716_480_293", "digit groups", [58]),
    ("superscript", "171648029\u00b3", "a superscript three counts as a digit in some languages", [58]),
    ("not-a-number", "NaN", "NaN makes every comparison false", [56]),
    ("infinity", "Infinity", "infinity", [56]),
    ("word", "yesterday", "a word", [56]),
    ("undefined", "undefined", "the text of a missing value", [56]),
    ("suffix", f"{NOW}s", "digits with a unit behind them", [58]),
    ("prefix-text", f"t{NOW}", "digits with a letter before them", [58]),
    ("date", "2024-05-23T16:04:53Z", "an ISO 8601 date", [58]),
    ("inner-space", "17164 80293", "a space inside", [45, 58]),
    ("inner-tab", "17164\t80293", "a tab inside", [45, 58]),
    ("two-values", f"{NOW} {NOW}", "two values with a space between", [45]),
    ("no-break-space", f"\u00a0{NOW}", "a no-break space is not optional white space", [45, 58]),
    ("vertical-tab", f"\u000b{NOW}", "a vertical tab is not optional white space", [45, 58]),
    ("newline", f"{NOW}\n", "a line feed behind it", [45, 58]),
    ("crlf", f"{NOW}\r\n", "a line break behind it", [45, 58]),
    ("nul", f"{NOW}\u0000", "a NUL behind it", [45, 58]),
    ("seventeen-digits", "17164802930000000", "one digit more than the grammar has", [59]),
    ("digits-5000", "1" + "0" * 4999, "five thousand digits", [59]),
    ("i64-min", "-9223372036854775808", "the least 64-bit integer", [60]),
    ("u64-max", "18446744073709551615", "the greatest unsigned 64-bit integer", [59, 60]),
    ("wraps-to-now", str(2**64 + NOW), "2^64 more than the present: equal to it modulo 2^64", [60]),
]

# Well spelled, and far outside every window.
TIMESTAMPS_FAR = [
    ("one", "1", "timestamp_too_old", "the least timestamp", [56, 60]),
    ("sixteen-digits", "9999999999999999", "timestamp_too_new", "the greatest timestamp of the grammar", [59, 60, 61]),
    ("milliseconds", f"{NOW}000", "timestamp_too_new", "milliseconds where seconds belong", [61, 65]),
    ("year-later", str(NOW + 31536000), "timestamp_too_new", "a year ahead", [61]),
    ("year-ago", str(NOW - 31536000), "timestamp_too_old", "a year old", [68]),
    ("two-to-31", "2147483648", "timestamp_too_new", "one more than a signed 32-bit integer holds", [60, 61]),
    ("two-to-32-and-now", str(2**32 + NOW), "timestamp_too_new", "equal to the present modulo 2^32", [60, 61]),
    ("two-to-53", "9007199254740993", "timestamp_too_new", "not exact as a double", [60, 61]),
]


def window(tolerance=300):
    """(slug, offset of the timestamp from now, code or None, comment) on both edges of the window."""
    return [
        ("at-old-edge", -tolerance, None, "exactly as old as the tolerance"),
        ("past-old-edge", -tolerance - 1, "timestamp_too_old", "one second older than the tolerance"),
        ("at-new-edge", tolerance, None, "exactly as far ahead as the tolerance"),
        ("past-new-edge", tolerance + 1, "timestamp_too_new", "one second further ahead than the tolerance"),
    ]


def bad_hex(good):
    """(slug, text, comment, threats): values of the wrong form made from a right hexadecimal tag."""
    raw = bytes.fromhex(good)
    return [
        ("one-character", good[:1], "the first character of the right tag", [5, 6]),
        ("one-byte", good[:2], "the first byte of the right tag", [5, 6]),
        ("half", good[: len(good) // 2], "the first half of the right tag", [5, 6]),
        ("one-byte-short", good[:-2], "the right tag without its last byte", [5, 6]),
        ("odd-length", good[:-1], "the right tag without its last character", [5, 47]),
        ("one-byte-long", good + "00", "the right tag and a zero byte", [5]),
        ("one-character-long", good + "0", "the right tag and one more character", [5, 47]),
        ("doubled", good + good, "the right tag twice over", [5]),
        ("not-hex", good[:-1] + "g", "a letter beyond f", [47]),
        ("inner-space", good[:10] + " " + good[11:], "a space in place of a character", [45, 47]),
        ("spaced-out", good[:10] + " " + good[10:], "a space between two bytes", [45, 47]),
        ("zero-x", "0x" + good, "a 0x in front", [47, 50]),
        ("colons", raw.hex(":"), "colons between the bytes", [47]),
        ("newline", good + "\n", "a line feed behind it", [45, 47]),
        ("crlf", good + "\r\n", "a line break behind it", [45, 47]),
        ("nul", good + "\u0000", "a NUL behind it", [45]),
        ("nul-inside", good[:-1] + "\u0000", "a NUL in place of the last character", [45, 47]),
        ("non-ascii", good[:-1] + "\u00e9", "a character beyond ASCII, same length in characters", [33, 34]),
        ("all-non-ascii", "\u00ff" * len(good), "nothing but characters beyond ASCII", [33, 34]),
        ("quoted", f'"{good}"', "quotation marks around it", [47]),
        ("base64", b64(raw), "the right digest, in base64", [47]),
    ]


def bad_base64(good):
    """The same for a padded base64 tag of 32 bytes; items of a list, so that none holds a space or ends in a comma."""
    body = good[:-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = body[:-1] + alphabet[alphabet.index(body[-1]) + 1] + "="
    assert good.endswith("=") and not good.endswith("==") and "+" in good and "/" in good
    return [
        ("no-padding", body, "the padding left out", [48]),
        ("two-pads", good + "=", "one padding character too many", [48]),
        ("pads-in-front", "=" + good, "padding in front", [48]),
        ("spare-bits", loose, "bits set that the padding says are unused", [48]),
        ("url-alphabet", good.replace("+", "-").replace("/", "_"), "the URL alphabet", [48]),
        ("mixed-alphabet", good.replace("+", "-"), "one character of the URL alphabet", [48]),
        ("junk-inside", good[:10] + "!" + good[10:], "a character outside the alphabet", [48]),
        ("newline-inside", good[:10] + "\n" + good[10:], "a line feed inside", [45, 48]),
        ("crlf-behind", good + "\r\n", "a line break behind it", [45, 48]),
        ("tab-inside", good[:10] + "\t" + good[10:], "a tab inside", [45, 48]),
        ("nul-behind", good + "\u0000", "a NUL behind it", [45, 48]),
        ("non-ascii", good[:-2] + "\u00e9=", "a character beyond ASCII", [33, 34]),
        ("short", b64(bytes(31)), "31 bytes", [5, 6]),
        ("long", b64(bytes(33)), "33 bytes", [5]),
        ("first-four", good[:4], "the first three bytes of the right tag", [5, 6]),
        ("percent", good.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), "percent escapes", [48]),
        ("quoted", f'"{good}"', "quotation marks around it", [48]),
    ]


def flips(good_bytes):
    """One bit changed in every eighth byte of the right digest and in its last: first, last and between."""
    for position in list(range(0, len(good_bytes), 8)) + [len(good_bytes) - 1]:
        changed = bytearray(good_bytes)
        changed[position] ^= 1 << (position % 8)
        yield position, bytes(changed)
