"""Nothing that can be proved is wrong: another secret, a forgery, garbage, or nothing at all."""

import hashlib
import hmac
import json

from . import schemes
from .chains import PAYLOADS
from .delivery import Pieces
from .oracle import b64
from .senders import (
    SENT,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
)

EVENT = PAYLOADS["event"].encode()
STATUS = PAYLOADS["status"]
WRONG = {
    "standard": "whsec_" + b64(b"the-key-of-somebody-else"),
    "svix": "whsec_" + b64(b"the-key-of-somebody-else"),
    "hexkey": "ab" * 24,
    "base64key": b64(b"the-key-of-somebody-else"),
    "transloadit": "e" * 40,
}


def by(scheme, **more):
    return lambda body, **others: custom(scheme, body, **more | others)


SENDERS = {
    "transcodely": transcodely,
    "transcodely2": transcodely2,
    "standard": standard,
    "svix": svix,
    "prefixed": by(schemes.PREFIXED),
    "shop": by(schemes.SHOP),
    "urlsafe": by(schemes.URLSAFE),
    "sha512": by(schemes.LONG),
    "sha1": by(schemes.SHORT),
    "timed": by(schemes.TIMED),
    "joined": by(schemes.JOINED),
    "pairs": by(schemes.PAIRS),
    "hexkey": by(schemes.HEX_KEY, secret="0f" * 24),
    "base64key": by(schemes.BASE64_KEY, secret=b64(b"depot-key-of-24-bytes-ok")),
}
SOME = ("transcodely", "standard", "shop", "pairs")


def wrong(name):
    return WRONG.get(name, "whsec_somebody-elses-secret")


def noise(seed, size):
    return hashlib.shake_256(seed.encode()).digest(size)


def add(book):
    genuine(book)
    other_secret(book)
    tampered(book)
    forged(book)
    garbage(book)
    crowds(book)


def genuine(book):
    for name, sender in SENDERS.items():
        book.add(f"genuine/{name}", "as it was sent", sender(EVENT), None)
    for slug, body in ODD.items():
        for name in SOME:
            book.add(f"genuine/{slug}-{name}", "an odd body, as it was sent", SENDERS[name](body), None)


def other_secret(book):
    for name, sender in SENDERS.items():
        book.add(
            f"wrong/{name}",
            "a secret of the right shape that is another one",
            sender(EVENT).with_secret(wrong(name)),
            "signature_mismatch",
            hints=["secret_wrong"],
        )
    for form in ("multipart", "urlencoded", "parsed"):
        book.add(
            f"wrong/transloadit-{form}",
            "a secret of the right shape that is another one",
            transloadit(STATUS, form=form).with_secret(wrong("transloadit")),
            "signature_mismatch",
            hints=["secret_wrong"],
        )
    several = transcodely(EVENT)
    book.add(
        "wrong/several",
        "three secrets, none of which it is",
        several.but(options={"secrets": ["whsec_first-wrong-one", "whsec_second-wrong-one", "whsec_third-wrong-one"]}),
        "signature_mismatch",
        hints=["secret_wrong"],
    )
    book.add(
        "wrong/others",
        "others are tried, none of which it is",
        standard(EVENT).with_secret(wrong("standard")).but(others=("whsec_" + b64(b"one-more-wrong-key-of-24"),)),
        "signature_mismatch",
        hints=["secret_wrong"],
    )
    for slug, body in ODD.items():
        book.add(
            f"wrong/{slug}",
            "an odd body and another secret",
            transcodely(body).with_secret(wrong("transcodely")),
            "signature_mismatch",
        )


def tampered(book):
    for name, sender in SENDERS.items():
        book.add(
            f"tampered/{name}",
            "one byte of the body is another",
            sender(EVENT).received(EVENT.replace(b"vid_01", b"vid_02")),
            "signature_mismatch",
        )
    changes = {
        "amount": (b'{"id":"in_1","amount":100}', b'{"id":"in_1","amount":900}'),
        "zero": (b'{"id":"in_1","amount":100}', b'{"id":"in_1","amount":1000}'),
        "added": (b'{"id":"in_1","amount":100}', b'{"id":"in_1","amount":100,"paid":true}'),
        "removed": (b'{"id":"in_1","amount":100,"paid":false}', b'{"id":"in_1","amount":100}'),
        "swapped": (b'{"from":"a","to":"b"}', b'{"to":"b","from":"a"}'),
        "inner-space": (b'{"name":"Ann Lee"}', b'{"name":"AnnLee"}'),
        "letter-case": (b'{"name":"Ann"}', b'{"name":"ann"}'),
        "true": (b'{"paid":false}', b'{"paid":true}'),
    }
    for slug, (sent, got) in changes.items():
        for name in ("transcodely", "standard"):
            book.add(
                f"tampered/{slug}-{name}",
                "the body says something else",
                SENDERS[name](sent).received(got),
                "signature_mismatch",
            )
    moved = standard(EVENT)
    book.add(
        "tampered/id",
        "the body is right, the signed id is another",
        moved.header("webhook-id", "msg_another"),
        "signature_mismatch",
    )
    book.add(
        "tampered/time",
        "the body is right, the signed time is another",
        transcodely(EVENT).header("X-Transcodely-Timestamp", str(SENT + 1)),
        "signature_mismatch",
    )
    field = transloadit(STATUS, form="multipart")
    book.add(
        "tampered/transloadit",
        "the signed field says something else",
        field.received(field.body.replace(b"ASSEMBLY_COMPLETED", b"ASSEMBLY_CANCELLED")),
        "signature_mismatch",
    )


def forged(book):
    first, one = transcodely(EVENT), standard(EVENT)

    def case(slug, comment, delivery, code="signature_mismatch"):
        book.add(f"forged/{slug}", comment, delivery, code)

    content = f"{SENT}.".encode() + EVENT
    marks = {
        "zeros": bytes(32),
        "ones": b"\xff" * 32,
        "noise": noise("forged", 32),
        "plain-hash": hashlib.sha256(content).digest(),
        "plain-hash-body": hashlib.sha256(EVENT).digest(),
        "empty-key": hmac.digest(b"", content, "sha256"),
        "nul-key": hmac.digest(b"\0", content, "sha256"),
        "word-key": hmac.digest(b"secret", content, "sha256"),
        "placeholder-key": hmac.digest(b"changeme", content, "sha256"),
        "undefined-key": hmac.digest(b"undefined", content, "sha256"),
        "prefix-key": hmac.digest(b"whsec_", content, "sha256"),
        "name-key": hmac.digest(b"transcodely", content, "sha256"),
        "empty-content": hmac.digest(b"attacker", b"", "sha256"),
    }
    for slug, tag in marks.items():
        case(slug, "made without the secret", first.header("X-Transcodely-Signature", f"sha256={tag.hex()}"))
        case(f"{slug}-standard", "made without the secret", one.header("webhook-signature", f"v1,{b64(tag)}"))
    borrowed = transcodely(b'{"another":"delivery"}')
    case(
        "borrowed",
        "the signature of another genuine delivery",
        first.header("X-Transcodely-Signature", borrowed.value("X-Transcodely-Signature")),
    )
    case(
        "secret-prefix-hash",
        "a plain hash over a guess and the body",
        first.header("X-Transcodely-Signature", "sha256=" + hashlib.sha256(b"guess" + content).hexdigest()),
    )
    for slug, value in (
        ("short", "sha256=00"),
        ("one", "0"),
        ("null", "null"),
        ("object", "[object Object]"),
        ("star", "*"),
    ):
        case(
            f"value-{slug}",
            "a value that is no signature",
            first.header("X-Transcodely-Signature", value),
            "signature_malformed",
        )


def garbage(book):
    for size in (0, 1, 2, 16, 255, 4096):
        for name in SOME:
            body = noise(f"{name}{size}", size)
            delivery = SENDERS[name](body + b"!").received(body).with_secret(wrong(name))
            observed = ["body_empty"] if size == 0 else []
            book.add(
                f"garbage/noise-{size}-{name}",
                "random bytes under a signature of other bytes",
                delivery,
                "signature_mismatch",
                observed=observed,
            )
    for slug, value in GARBLED.items():
        first, listed, one = transcodely(EVENT), transcodely2(EVENT), standard(EVENT)
        for name, delivery, header in (
            ("transcodely", first, "X-Transcodely-Signature"),
            ("transcodely2", listed, "Transcodely-Signature"),
            ("standard", one, "webhook-signature"),
        ):
            book.add(
                f"garbage/{slug}-{name}",
                "a garbled signature",
                delivery.header(header, value),
                GARBLED_CODES[slug, name],
            )


def crowds(book):
    crowd = tuple((f"X-Filler-{n}", Pieces([("f", 8192)])) for n in range(64))
    for name in ("transcodely", "standard"):
        delivery = SENDERS[name](EVENT)
        book.add(
            f"crowd/genuine-{name}",
            "64 headers of 8 KiB beside a genuine delivery",
            delivery.but(headers=(*crowd, *delivery.headers)),
            None,
        )
        book.add(
            f"crowd/wrong-{name}",
            "64 headers of 8 KiB beside a delivery of another secret",
            delivery.but(headers=(*crowd, *delivery.headers)).with_secret(wrong(name)),
            "signature_mismatch",
        )
        lacking = delivery.without("X-Transcodely-Signature", "webhook-signature")
        book.add(
            f"crowd/missing-{name}",
            "64 headers of 8 KiB and no signature",
            lacking.but(headers=(*lacking.headers, *crowd)),
            "signature_missing",
            observed=["signature_missing"],
        )
        marks = tuple((f"X-Mark-{n}", noise(f"mark{n}", 32).hex()) for n in range(60))
        book.add(
            f"crowd/marks-{name}",
            "60 headers that look like signatures, none of them right",
            lacking.but(headers=(*lacking.headers, *marks)),
            "signature_missing",
            observed=["signature_missing"],
        )
    large = Pieces([("[", 1), ('{"id":1},', 116508), ("0]", 1)])
    other = Pieces([("[", 1), ('{"id":1},', 116507), ('{"id":2},', 1), ("0]", 1)])
    for name in ("transcodely", "standard", "shop"):
        book.add(f"crowd/mebibyte-genuine-{name}", "1 MiB of JSON", SENDERS[name](large), None)
        book.add(
            f"crowd/mebibyte-wrong-{name}",
            "1 MiB of JSON and another secret",
            SENDERS[name](large).with_secret(wrong(name)),
            "signature_mismatch",
        )
    book.add(
        "crowd/mebibyte-tampered",
        "1 MiB of JSON with one digit changed",
        transcodely(large).received(other),
        "signature_mismatch",
    )
    for slug, body in (
        ("arrays", Pieces([("[", 5000), ("]", 5000)])),
        ("objects", Pieces([('{"a":', 5000), ("1", 1), ("}", 5000)])),
        ("open", Pieces([("[", 5000)])),
    ):
        book.add(f"crowd/deep-{slug}-genuine", "JSON nested 5000 deep", transcodely(body), None)
        book.add(
            f"crowd/deep-{slug}-wrong",
            "JSON nested 5000 deep and another secret",
            standard(body).with_secret(wrong("standard")),
            "signature_mismatch",
        )
    commas, escapes = Pieces([(",", 100000)]), Pieces([('"', 1), ("\\u0041", 30000), ('"', 1)])
    zeros = Pieces([("[", 1), ("0", 50000), ("]", 1)])
    percents = Pieces([("%25", 50000)])
    for slug, body in (("commas", commas), ("escapes", escapes), ("zeros", zeros), ("percents", percents)):
        book.add(
            f"crowd/{slug}",
            "a large odd body and another secret",
            transcodely(body).with_secret(wrong("transcodely")),
            "signature_mismatch",
        )


ODD = {
    "empty": b"",
    "nul": b"\0",
    "every-byte": bytes(range(256)),
    "not-utf8": b'{"name":"\xff\xfe\x80"}',
    "marked": b'\xef\xbb\xbf{"id":"evt_01"}',
    "crlf": b'{\r\n "a": 1\r\n}\r\n',
    "duplicates": b'{"a":1,"a":2,"a":{"a":1,"a":1}}',
    "huge-numbers": b'{"n":123456789012345678901234567890,"e":1e999,"d":0.000000000000000000000000001,"z":-0}',
    "surrogates": b'{"s":"\\ud83e","t":"\\udd80\\ud83e","u":"\\uDEAD"}',
    "spaced": b'{ "b" : 1 , "a" : [ ] }',
    "scalar": b"null",
    "text": b"hello, world",
    "base64-like": b"aGVsbG8sIHdvcmxk",
    "gzip-like": b"\x1f\x8b\x08\x00broken",
    "form-like": b"a=1&b=%20&c=+",
    "quoted": json.dumps('{"a":1}').encode(),
    "unicode-spaces": '\u00a0{"a":1}\u2028'.encode(),
}
GARBLED = {
    "spaces": "  ",
    "commas": ",,,",
    "equals": "===",
    "latin": "\xe9\xff\x80",
    "long-hex": "ab" * 500,
    "pairs": "t=1,t=2",
    "quotes": '"v1,abc"',
    "percent": "sha256%3Dabcdef",
}
# By name of the sender, in the order of `verify`: missing, duplicate, then the time that a list lacks, then malformed.
GARBLED_CODES = {
    ("spaces", "transcodely"): "signature_missing",
    ("spaces", "transcodely2"): "signature_missing",
    ("spaces", "standard"): "signature_missing",
    ("commas", "transcodely"): "duplicate_header",
    ("commas", "transcodely2"): "timestamp_missing",
    ("commas", "standard"): "duplicate_header",
    ("equals", "transcodely"): "signature_malformed",
    ("equals", "transcodely2"): "timestamp_missing",
    ("equals", "standard"): "signature_malformed",
    ("latin", "transcodely"): "signature_malformed",
    ("latin", "transcodely2"): "timestamp_missing",
    ("latin", "standard"): "signature_malformed",
    ("long-hex", "transcodely"): "signature_malformed",
    ("long-hex", "transcodely2"): "timestamp_missing",
    ("long-hex", "standard"): "signature_malformed",
    ("pairs", "transcodely"): "duplicate_header",
    ("pairs", "transcodely2"): "duplicate_header",
    ("pairs", "standard"): "signature_unsupported",
    ("quotes", "transcodely"): "duplicate_header",
    ("quotes", "transcodely2"): "timestamp_missing",
    ("quotes", "standard"): "signature_unsupported",
    ("percent", "transcodely"): "signature_malformed",
    ("percent", "transcodely2"): "timestamp_missing",
    ("percent", "standard"): "signature_malformed",
}
