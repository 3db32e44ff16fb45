"""Nothing that can be proved is wrong: another secret, a tampered body, a forgery, or nothing at all."""

import hashlib
import hmac
import json

from urllib.parse import quote

from . import schemes
from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    NOW,
    SENT,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
)

EVENT = PAYLOADS["event"].encode()
SPACED = json.dumps(json.loads(EVENT)).encode()
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
    composed, decomposed = '{"name":"Zo\u00eb"}'.encode(), '{"name":"Zoe\u0308"}'.encode()
    respelled = SPACED.replace(b"vid_01", b"vid_02")
    for name in ("transcodely", "standard"):
        sender = SENDERS[name]
        for slug, comment, delivery in (
            ("stale", "an old delivery whose body says something else", sender(EVENT, at=NOW - 90_001)),
            ("composed", "another normal form of the same text", sender(decomposed).received(composed)),
            ("percent", "percent-encoded, though it is no form", sender(EVENT).received(quote(EVENT).encode())),
            (
                "reserialized",
                "written anew, and a member is another",
                sender(EVENT).received(respelled),
            ),
        ):
            delivery = delivery.received(EVENT.replace(b"vid_01", b"vid_02")) if slug == "stale" else delivery
            book.add(f"tampered/{slug}-{name}", comment, delivery, "signature_mismatch")
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
