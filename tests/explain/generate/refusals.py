"""Requests that `verify` refuses before any signature is compared: the report says what it saw."""

from . import schemes
from .chains import PAYLOADS
from .delivery import Pieces
from .oracle import b64
from .senders import SENT, custom, standard, transcodely, transcodely2

BODY = PAYLOADS["event"].encode()


def add(book):
    first, second, one = transcodely(BODY), transcodely2(BODY), standard(BODY)
    signature = first.value("X-Transcodely-Signature")
    listed = second.value("Transcodely-Signature")
    tag = one.value("webhook-signature")
    long = Pieces([("a", 8200)])
    cases = [
        (
            "malformed-hex",
            "hex with a letter that is none",
            first.header("X-Transcodely-Signature", "sha256=" + "xy" * 32),
            "signature_malformed",
        ),
        (
            "malformed-words",
            "words instead of a signature",
            first.header("X-Transcodely-Signature", "undefined"),
            "signature_malformed",
        ),
        (
            "malformed-base64",
            "base64 with letters that are none",
            one.header("webhook-signature", "v1,***"),
            "signature_malformed",
        ),
        (
            "malformed-longer",
            "a signature with something behind it",
            first.header("X-Transcodely-Signature", signature + "00"),
            "signature_malformed",
        ),
        (
            "unsupported",
            "only a version that nobody knows",
            one.header("webhook-signature", tag.replace("v1,", "v9,")),
            "signature_unsupported",
        ),
        (
            "unsupported-pairs",
            "only a version that nobody knows",
            second.header("Transcodely-Signature", listed.replace("v1=", "v9=")),
            "signature_unsupported",
        ),
        (
            "too-many",
            "seventeen signatures",
            one.header("webhook-signature", " ".join(["v1," + b64(bytes(32))] * 17)),
            "too_many_signatures",
        ),
        (
            "duplicate",
            "the signature's header twice",
            first.but(headers=(*first.headers, ("x-transcodely-signature", signature))),
            "duplicate_header",
        ),
        (
            "duplicate-joined",
            "the signature's header twice, joined by a server",
            first.header("X-Transcodely-Signature", f"{signature}, {signature}"),
            "duplicate_header",
        ),
        (
            "duplicate-time",
            "two times in one list",
            second.header("Transcodely-Signature", f"t=1,{listed}"),
            "duplicate_header",
        ),
        (
            "duplicate-timestamp",
            "the timestamp's header twice",
            first.but(headers=(*first.headers, ("x-transcodely-timestamp", str(SENT)))),
            "duplicate_header",
        ),
        ("too-long", "a signature of 8200 bytes", first.header("X-Transcodely-Signature", long), "header_too_long"),
        ("too-long-id", "an id of 8200 bytes", one.header("webhook-id", long), "header_too_long"),
        (
            "id-malformed",
            "an id with a dot, which could end elsewhere",
            one.header("webhook-id", "msg_1.2"),
            "id_malformed",
        ),
        ("id-spaces", "an id with a space", one.header("webhook-id", "msg 1"), "id_malformed"),
    ]
    for slug, comment, delivery, code in cases:
        book.add(f"refused/{slug}", comment, delivery, code, observed=[code])
    for slug, delivery, name in (
        ("standard", one, "webhook-signature"),
        ("pairs", second, "Transcodely-Signature"),
        ("custom", custom(schemes.SHOP, BODY), "X-Shop-Hmac-Sha256"),
    ):
        value = delivery.value(name)
        twice = delivery.but(headers=(*delivery.headers, (name.upper(), value)))
        book.add(
            f"refused/duplicate-{slug}",
            "the signature's header twice",
            twice,
            "duplicate_header",
            observed=["duplicate_header"],
        )
    start = signature[: len("sha256=") + 1]
    book.add(
        "refused/one-character",
        "a single character proves nothing, right though it is",
        first.header("X-Transcodely-Signature", start),
        "signature_malformed",
    )
    bare = custom(schemes.SHOP, BODY)
    book.add(
        "refused/empty-signature",
        "an empty signature",
        bare.header("X-Shop-Hmac-Sha256", ""),
        "signature_missing",
        observed=["signature_missing"],
    )
