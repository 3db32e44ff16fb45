"""Custom schemes that are refused: each is a right one with one member spoiled."""

import copy

from .schemes import ADJACENT, BEARER, CONVOY, FIELD, FINCH, GITHUB, HUBSPOT, NAMED, NOTED, OPEN, QUERY, SLACK, SQUARE

ABSENT = object()


def changed(scheme, path, value):
    """A copy of the scheme with the member at the path replaced, or removed."""
    out = copy.deepcopy(scheme)
    *parents, last = path.split("/")
    inner = out
    for parent in parents:
        inner = inner[parent]
    if value is ABSENT:
        del inner[last]
    else:
        inner[last] = value
    return out


SPOILED = [
    ("unknown-member", GITHUB, "colour", "red"), ("unknown-signature-member", GITHUB, "signature/colour", "red"),
    ("unknown-secret-member", FINCH, "secret/colour", "red"), ("unknown-timestamp-member", SLACK, "timestamp/colour", "red"),
    ("unknown-id-member", GITHUB, "id/colour", "red"), ("unknown-pairs-member", CONVOY, "signature/pairs/colour", "red"),
    ("unknown-items-member", FINCH, "signature/items/colour", "red"), ("unknown-token-member", BEARER, "token/colour", "red"),
    ("unknown-body-member", FIELD, "body/colour", "red"), ("snake-case", GITHUB, "content_type", "text/plain"),
    ("no-name", GITHUB, "name", ABSENT), ("empty-name", GITHUB, "name", ""), ("long-name", GITHUB, "name", "a" * 65),
    ("upper-name", GITHUB, "name", "GitHub"), ("space-name", GITHUB, "name", "git hub"), ("number-name", GITHUB, "name", 5),
    ("no-content", GITHUB, "content", ABSENT), ("no-body", GITHUB, "content", "constant"),
    ("two-bodies", GITHUB, "content", "{body}.{body}"), ("unknown-placeholder", GITHUB, "content", "{body}.{nonce}"),
    ("upper-placeholder", GITHUB, "content", "{Body}"), ("open-brace", GITHUB, "content", "{body}{"),
    ("close-brace", GITHUB, "content", "{body}}"), ("empty-placeholder", GITHUB, "content", "{}{body}"),
    ("header-placeholder", GITHUB, "content", "{header:}.{body}"), ("bad-header-placeholder", GITHUB, "content", "{header:a b}.{body}"),
    ("value-without-pairs", GITHUB, "content", "{value:k}.{body}"), ("timestamp-undeclared", GITHUB, "content", "{timestamp}.{body}"),
    ("id-undeclared", SLACK, "content", "{id}.{timestamp}.{body}"), ("timestamp-unsigned", SLACK, "content", "{body}"),
    ("id-beside-body", GITHUB, "content", "{id}{body}"), ("id-beside-header", GITHUB, "content", "{id}{header:X-A}.{body}"),
    ("no-algorithms", GITHUB, "algorithms", ABSENT), ("empty-algorithms", GITHUB, "algorithms", []),
    ("unknown-algorithm", GITHUB, "algorithms", ["md5"]), ("upper-algorithm", GITHUB, "algorithms", ["SHA256"]),
    ("text-algorithms", GITHUB, "algorithms", "sha256"), ("two-algorithms", GITHUB, "algorithms", ["sha1", "sha256"]),
    ("bare-unlisted", NAMED, "signature/bareAlgorithm", "sha384"), ("bare-unknown", NAMED, "signature/bareAlgorithm", "md5"),
    ("bare-alone", GITHUB, "signature/bareAlgorithm", "sha256"), ("empty-separator", NAMED, "signature/algorithmSeparator", ""),
    ("no-proof", GITHUB, "signature", ABSENT), ("no-token", BEARER, "token", ABSENT), ("signature-and-token", GITHUB, "token", {"header": "X-T"}),
    ("signature-and-unsigned", GITHUB, "unsigned", True), ("token-and-unsigned", BEARER, "unsigned", True),
    ("unsigned-false", OPEN, "unsigned", False), ("unsigned-text", OPEN, "unsigned", "yes"),
    ("no-place", GITHUB, "signature/header", ABSENT), ("two-places", GITHUB, "signature/field", "signature"),
    ("no-encoding", GITHUB, "signature/encoding", ABSENT), ("unknown-encoding", GITHUB, "signature/encoding", "base32"),
    ("prefix-and-pairs", CONVOY, "signature/prefix", "sha256="), ("prefix-and-items", FINCH, "signature/prefix", "v1,"),
    ("prefix-and-separator", NAMED, "signature/prefix", "x"), ("bad-header", GITHUB, "signature/header", "X Hub"),
    ("empty-header", GITHUB, "signature/header", ""), ("header-number", GITHUB, "signature/header", 5),
    ("empty-pair-separator", CONVOY, "signature/pairs/separator", ""), ("empty-assign", CONVOY, "signature/pairs/assign", ""),
    ("empty-pair-key", CONVOY, "signature/pairs/signature", ""), ("no-pair-key", CONVOY, "signature/pairs/signature", ABSENT),
    ("equal-separators", CONVOY, "signature/pairs/assign", ","), ("time-is-signature", CONVOY, "timestamp/value", "v1"),
    ("id-is-signature", NOTED, "id/value", "v1"), ("id-is-time", NOTED, "id/value", "t"),
    ("field-quote", FIELD, "body/field", 'a"b'), ("field-break", FIELD, "body/field", "a\r\nX: y"),
    ("signature-field-quote", FIELD, "signature/field", 'a"b'), ("field-backslash", FIELD, "body/field", "a\\b"),
    ("field-umlaut", FIELD, "body/field", "\u00e4"),
    ("empty-item-separator", FINCH, "signature/items/separator", ""), ("no-item-prefix", FINCH, "signature/items/prefix", ABSENT),
    ("timestamp-nowhere", SLACK, "timestamp", {"unit": "seconds"}),
    ("unknown-unit", SLACK, "timestamp/unit", "minutes"), ("value-timestamp-alone", SLACK, "timestamp", {"value": "t", "unit": "seconds"}),
    ("two-timestamp-places", CONVOY, "timestamp/header", "X-T"), ("value-id-alone", GITHUB, "id", {"value": "id"}),
    ("id-nowhere", GITHUB, "id", {}), ("unknown-secret-encoding", FINCH, "secret/encoding", "base58"),
    ("text-secret", FINCH, "secret", "base64"), ("token-nowhere", BEARER, "token", {"prefix": "Bearer "}),
    ("token-two-places", QUERY, "token/header", "X-T"), ("token-empty-parameter", QUERY, "token/urlParameter", ""),
    ("body-empty-field", FIELD, "body/field", ""), ("same-field", FIELD, "body/field", "sig"), ("field-without-form", FIELD, "body", ABSENT),
    ("bad-pointer", FIELD, "dedupe", ["id"]), ("pointer-escape", FIELD, "dedupe", ["/a~2b"]), ("pointer-number", FIELD, "dedupe", [1]),
    ("pointer-text", FIELD, "dedupe", "/id"), ("content-type-break", GITHUB, "contentType", "text/plain\r\nX: y"),
    ("prefix-comma", GITHUB, "signature/prefix", "sha256,"), ("prefix-space", GITHUB, "signature/prefix", " sha256="),
    ("prefix-break", GITHUB, "signature/prefix", "a\r\nX-B: c"), ("prefix-umlaut", GITHUB, "signature/prefix", "\u00e9="),
    ("prefix-long", GITHUB, "signature/prefix", "a" * 257), ("separator-comma", NAMED, "signature/algorithmSeparator", ","),
    ("separator-in-name", NAMED, "signature/algorithmSeparator", "a"), ("separator-break", NAMED, "signature/algorithmSeparator", "\r\n"),
    ("items-prefix-cut", FINCH, "signature/items/prefix", "v 1,"), ("items-prefix-space", FINCH, "signature/items/prefix", " v1,"),
    ("items-separator-digit", FINCH, "signature/items/separator", "="), ("pairs-separator-digit", CONVOY, "signature/pairs/separator", "a"),
    ("assign-holds-separator", CONVOY, "signature/pairs/assign", "=,"), ("pair-key-cut", CONVOY, "signature/pairs/signature", "v,1"),
    ("pair-key-assign", CONVOY, "signature/pairs/signature", "v=1"), ("pair-key-space", CONVOY, "signature/pairs/signature", "v1 "),
    ("time-key-cut", CONVOY, "timestamp/value", "t,"), ("header-for-time", SLACK, "timestamp/header", "x-slack-SIGNATURE"),
    ("header-for-id", GITHUB, "id/header", "X-Hub-Signature-256"), ("token-header-for-id", BEARER, "id", {"header": "authorization"}),
    ("token-prefix-space", BEARER, "token/prefix", " Bearer "), ("token-prefix-break", BEARER, "token/prefix", "Bearer\r\n"),
    ("token-and-secret", BEARER, "secret", {"encoding": "base64"}), ("unsigned-and-secret", OPEN, "secret", {"encoding": "utf8"}),
    ("many-parts", GITHUB, "content", "{body}" + "".join(f".{{header:X-{n}}}" for n in range(32))),
    ("adjacent-id", ADJACENT, "content", "{timestamp}{id}.{body}"),
    ("url-behind-body", SQUARE, "content", "{body}{url}"), ("url-lines-behind-body", SQUARE, "content", "{body}\n{url}"),
    ("url-twice", SQUARE, "content", "{url}{url}{body}"), ("url-round-body", SQUARE, "content", "{url}\n{body}\n{url}"),
    ("url-dot", SQUARE, "content", "{url}.{body}"), ("url-letter", SQUARE, "content", "{url}v0{body}"),
    ("url-method", SQUARE, "content", "{url}{method}\n{body}"), ("url-before-time", HUBSPOT, "content", "{url}{timestamp}{body}"),
    ("url-before-header", SQUARE, "content", "{url}{header:X-A}\n{body}"), ("header-before-url", SQUARE, "content", "{header:X-A}{url}{body}"),
    ("url-upper", SQUARE, "content", "{URL}{body}"), ("url-path", SQUARE, "content", "{path}{body}"),
    ("method-before-body", SQUARE, "content", "{method}{body}"), ("method-behind-body", SQUARE, "content", "{body}:{method}"),
    ("method-capital", SQUARE, "content", "{method}X{url}{body}"), ("method-twice", SQUARE, "content", "{method}{method}{url}{body}"),
    ("header-before-method", SQUARE, "content", "{header:X-A}{method}{url}{body}"),
]


def add(b):
    for slug, scheme, path, value in SPOILED:
        options = {"allowUnauthenticated": True} if scheme is OPEN else {"secret": "00112233445566778899aabbccddeeff"}
        shown = "left out" if value is ABSENT else f"set to {str(value)[:40]!a}"
        b.building(f"scheme-{slug}", f"custom scheme: {path} {shown}", changed(scheme, path, value), options,
                   "invalid_scheme", threats=[134])
