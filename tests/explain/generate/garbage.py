"""Requests of the kinds that machines send: noise, crowds of headers, large and deep bodies."""

from .delivery import Pieces
from .senders import (
    standard,
    transcodely,
    transcodely2,
)

from .innocent import EVENT, SENDERS, SOME, noise, wrong


def add(book):
    garbage(book)
    crowds(book)


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
    for name in ("transcodely", "standard", "shop"):
        book.add(f"crowd/mebibyte-genuine-{name}", "1 MiB of JSON", SENDERS[name](large), None)
    # A whole MiB that would have to be written anew in every style takes a debug build half a minute.
    book.add(
        "crowd/mebibyte-wrong",
        "1 MiB that could be base64, and another secret",
        SENDERS["shop"](Pieces([("0123456789abcdef", 65536)])).with_secret(wrong("shop")),
        "signature_mismatch",
    )
    small, changed = (Pieces([("[", 1), ('{"id":1},', 9000), (f'{{"id":{last}}}', 1), ("]", 1)]) for last in (1, 2))
    book.add(
        "crowd/large-tampered",
        "80 KiB of JSON with one digit changed",
        transcodely(small).received(changed),
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
