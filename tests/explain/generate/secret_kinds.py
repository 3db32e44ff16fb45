"""The secret is of another kind: read otherwise, not filled in, for something else, too weak."""

from . import schemes
from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    STANDARD_SECRET,
    assemblyai,
    custom,
    standard,
    svix,
    transcodely,
    transloadit,
)

BODY = PAYLOADS["plain"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    readings(book)
    refused(book)
    weak(book)


def readings(book):
    text = "shared-secret-of-ours-42"
    hexed = "00112233445566778899aabbccddeeff0123456789abcdef"
    coded = b64(b"a-key-of-twenty-four-byt")
    as_text = lambda scheme: {key: value for key, value in scheme.items() if key != "secret"}  # noqa: E731

    def case(slug, comment, delivery, code, found):
        book.add(f"secret/{slug}", comment, delivery, code, proved=[found])

    case(
        "text-for-base64",
        "the sender uses the text, the scheme reads base64",
        custom(schemes.BASE64_KEY, BODY, secret=coded, sign=as_text(schemes.BASE64_KEY)),
        "signature_mismatch",
        "secret_is_text",
    )
    case(
        "text-for-base64-odd",
        "the sender uses a text that is no base64",
        custom(schemes.BASE64_KEY, BODY, secret=text, sign=as_text(schemes.BASE64_KEY)),
        "invalid_secret",
        "secret_is_text",
    )
    case(
        "text-for-hex",
        "the sender uses the text, the scheme reads hex",
        custom(schemes.HEX_KEY, BODY, secret=hexed, sign=as_text(schemes.HEX_KEY)),
        "signature_mismatch",
        "secret_is_text",
    )
    case(
        "text-for-hex-odd",
        "the sender uses a text that is no hex",
        custom(schemes.HEX_KEY, BODY, secret=text, sign=as_text(schemes.HEX_KEY)),
        "invalid_secret",
        "secret_is_text",
    )
    case(
        "base64-for-text",
        "the sender decodes base64, the scheme takes text",
        custom(schemes.PREFIXED, BODY, secret=coded, sign=schemes.PREFIXED | {"secret": {"encoding": "base64"}}),
        "signature_mismatch",
        "secret_is_base64",
    )
    case(
        "base64-for-hex",
        "the sender decodes base64, the scheme reads hex",
        custom(schemes.HEX_KEY, BODY, secret=coded, sign=schemes.HEX_KEY | {"secret": {"encoding": "base64"}}),
        "invalid_secret",
        "secret_is_base64",
    )
    case(
        "hex-for-text",
        "the sender decodes hex, the scheme takes text",
        custom(schemes.SHOP, BODY, secret=hexed, sign=schemes.SHOP | {"secret": {"encoding": "hex"}}),
        "signature_mismatch",
        "secret_is_hex",
    )
    case(
        "hex-for-base64",
        "the sender decodes hex, the scheme reads base64",
        custom(schemes.BASE64_KEY, BODY, secret=hexed, sign=schemes.BASE64_KEY | {"secret": {"encoding": "hex"}}),
        "signature_mismatch",
        "secret_is_hex",
    )
    for slug, sender in (("webhook", standard), ("svix", svix)):
        case(
            f"text-standard-{slug}",
            "a sender of one's own uses the whole text, `whsec_` and all",
            resigned(sender, BODY, STANDARD_SECRET),
            "signature_mismatch",
            "secret_is_text",
        )


def resigned(sender, body, key):
    """Standard Webhooks signed with the bytes of a text as the key."""
    name = "webhook-signature" if sender is standard else "svix-signature"
    genuine = sender(body, secret="whsec_" + b64(key))
    return sender(body).header(name, genuine.value(name))


def refused(book):
    for slug, secret in (
        ("changeme", "changeme"),
        ("variable", "${WEBHOOK_SECRET}"),
        ("braces", "{{ webhook_secret }}"),
        ("angle", "<your webhook secret>"),
        ("undefined", "undefined"),
        ("null", "null"),
        ("dots", "whsec_..."),
    ):
        book.add(
            f"secret/placeholder-{slug}",
            "a value that was not filled in",
            transcodely(BODY).with_secret(secret),
            "invalid_secret",
            observed=["secret_placeholder"],
        )
    for slug, delivery in (
        ("standard", standard(BODY)),
        ("transloadit", transloadit(STATUS)),
        ("token", assemblyai(BODY)),
    ):
        book.add(
            f"secret/placeholder-{slug}",
            "a value that was not filled in",
            delivery.with_secret("your-secret-here"),
            "invalid_secret",
            observed=["secret_placeholder"],
        )
        book.add(
            f"secret/empty-{slug}",
            "an empty environment variable",
            delivery.with_secret(""),
            "missing_secret",
            observed=["missing_secret"],
        )
    none = transcodely(BODY)
    book.add("secret/none", "no secret at all", none.but(options={}), "missing_secret", observed=["missing_secret"])
    for slug, secret in (
        ("pem", "-----BEGIN PUBLIC KEY-----MCowBQYDK2VwAyEA"),
        ("public", "whpk_MCowBQYDK2VwAyEAtLxl"),
        ("jwk", '{"kty":"oct","k":"c2VjcmV0LXZhbHVl"}'),
    ):
        book.add(
            f"secret/kind-{slug}",
            "a key of another kind",
            standard(BODY).with_secret(secret),
            "invalid_secret",
            observed=["invalid_secret"],
        )
    book.add(
        "secret/not-base64",
        "a secret of another shape than the scheme's",
        standard(BODY).with_secret("whsec_not*base64*at*all"),
        "invalid_secret",
        observed=["invalid_secret"],
    )
    for slug, key in (
        ("live", "sk_live_notarealkey"),
        ("test", "sk_test_notarealkey"),
        ("publishable", "pk_live_notarealkey"),
    ):
        book.add(
            f"secret/api-key-{slug}",
            "a key for calling the provider, not for its webhooks",
            transcodely(BODY).with_secret(key),
            "signature_mismatch",
            hints=["secret_is_api_key"],
        )
    book.add(
        "secret/api-key-custom",
        "a key for calling the provider, not for its webhooks",
        custom(schemes.PREFIXED, BODY).with_secret("sk_live_notarealkey"),
        "signature_mismatch",
        hints=["secret_is_api_key"],
    )


def weak(book):
    book.add(
        "secret/short",
        "a secret that can be guessed",
        custom(schemes.PREFIXED, BODY, secret="qz7"),
        None,
        hints=["secret_short"],
    )
    book.add(
        "secret/short-transcodely",
        "a secret that can be guessed",
        transcodely(BODY, secret="pw19x"),
        None,
        hints=["secret_short"],
    )
    delivery = custom(schemes.LONG, BODY)
    padded = b64(b"custom-signing-secret-5527\0")
    book.add(
        "secret/trailing-nul",
        "a NUL behind the key, which HMAC does not see",
        delivery.but(options={"secret": {"base64": padded}}, hidden=(padded,)),
        None,
        hints=["secret_trailing_nul"],
    )
