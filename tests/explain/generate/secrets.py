"""The secret is not the one that the sender has, or is written otherwise."""

from . import schemes
from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    ASSEMBLYAI_TOKEN,
    STANDARD_SECRET,
    TRANSCODELY_SECRET,
    TRANSLOADIT_SECRET,
    assemblyai,
    connect,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
)

BODY = PAYLOADS["plain"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    spaces(book)
    quotes(book)
    fronts(book)
    readings(book)
    others(book)
    refused(book)
    weak(book)


def spaces(book):
    cases = [
        ("newline", "a line end behind, as `echo` writes it", transcodely(BODY), TRANSCODELY_SECRET + "\n"),
        ("space", "a space behind, as it was copied", standard(BODY), STANDARD_SECRET + " "),
        ("front", "a space in front", svix(BODY), " " + STANDARD_SECRET),
        ("crlf", "a line end of Windows behind", transcodely2(BODY), TRANSCODELY_SECRET + "\r\n"),
        (
            "carriage-return",
            "a carriage return behind, from a file with CRLF",
            transloadit(STATUS),
            TRANSLOADIT_SECRET + "\r",
        ),
        ("tab", "a tab behind", custom(schemes.SHOP, BODY), "custom-signing-secret-5527\t"),
        ("token", "a line end behind a token", assemblyai(BODY), ASSEMBLYAI_TOKEN + "\n"),
        ("parameter", "a line end behind a token of the URL", connect(BODY), connect(BODY).secret + "\n"),
        ("wrapped", "broken over two lines", standard(BODY), STANDARD_SECRET[:20] + "\n" + STANDARD_SECRET[20:]),
    ]
    for slug, comment, delivery, secret in cases:
        book.add(
            f"secret/white-space-{slug}",
            comment,
            delivery.with_secret(secret),
            "invalid_secret",
            proved=["secret_white_space"],
        )


def quotes(book):
    cases = [
        ("double", transcodely(BODY), f'"{TRANSCODELY_SECRET}"', "signature_mismatch"),
        ("single", transcodely2(BODY), f"'{TRANSCODELY_SECRET}'", "signature_mismatch"),
        ("standard", standard(BODY), f'"{STANDARD_SECRET}"', "invalid_secret"),
        ("transloadit", transloadit(STATUS, form="parsed"), f"'{TRANSLOADIT_SECRET}'", "signature_mismatch"),
        ("custom", custom(schemes.PREFIXED, BODY), '"custom-signing-secret-5527"', "signature_mismatch"),
        ("token", assemblyai(BODY), f'"{ASSEMBLYAI_TOKEN}"', "token_mismatch"),
        ("backticks", custom(schemes.LONG, BODY), "`custom-signing-secret-5527`", "signature_mismatch"),
    ]
    for slug, delivery, secret, code in cases:
        book.add(
            f"secret/quoted-{slug}",
            "quotes of an environment file kept",
            delivery.with_secret(secret),
            code,
            proved=["secret_quoted"],
        )


def fronts(book):
    cases = [
        (
            "version",
            "`v1,` in front, as a dashboard shows it",
            standard(BODY),
            f"v1,{STANDARD_SECRET}",
            "invalid_secret",
        ),
        (
            "version-bare",
            "`v1,` in front of a secret without its own prefix",
            standard(BODY),
            "v1," + STANDARD_SECRET.removeprefix("whsec_"),
            "invalid_secret",
        ),
        ("bearer", "`Bearer ` in front of a token", assemblyai(BODY), f"Bearer {ASSEMBLYAI_TOKEN}", "token_mismatch"),
        (
            "bearer-key",
            "`Bearer ` in front of a secret",
            transcodely(BODY),
            f"Bearer {TRANSCODELY_SECRET}",
            "signature_mismatch",
        ),
        (
            "name",
            "the line of an environment file with its name",
            transcodely2(BODY),
            f"TRANSCODELY_SECRET={TRANSCODELY_SECRET}",
            "signature_mismatch",
        ),
        (
            "name-standard",
            "the line of an environment file with its name",
            svix(BODY),
            f"WEBHOOK_SECRET={STANDARD_SECRET}",
            "invalid_secret",
        ),
        (
            "name-transloadit",
            "the line of an environment file with its name",
            transloadit(STATUS, form="parsed"),
            f"TRANSLOADIT_SECRET={TRANSLOADIT_SECRET}",
            "signature_mismatch",
        ),
    ]
    for slug, comment, delivery, secret, code in cases:
        book.add(f"secret/prefixed-{slug}", comment, delivery.with_secret(secret), code, proved=["secret_prefixed"])
    bare = TRANSCODELY_SECRET.removeprefix("whsec_")
    for slug, sender in (("1", transcodely), ("2", transcodely2)):
        book.add(
            f"secret/prefix-stripped-{slug}",
            "`whsec_` taken off, though it is part of the key",
            sender(BODY).with_secret(bare),
            "signature_mismatch",
            proved=["secret_prefix_stripped"],
        )
        book.add(
            f"secret/prefix-kept-{slug}",
            "the sender's key is what follows `whsec_`",
            sender(BODY, secret=bare).with_secret(TRANSCODELY_SECRET),
            "signature_mismatch",
            proved=["secret_prefix_kept"],
        )
    kept = schemes.PREFIXED | {"secret": {"encoding": "utf8", "prefix": "fsec_", "keepPrefix": True}}
    book.add(
        "secret/prefix-stripped-custom",
        "the prefix of a custom scheme taken off",
        custom(kept, BODY, secret="fsec_custom-signing").with_secret("custom-signing"),
        "signature_mismatch",
        proved=["secret_prefix_stripped"],
    )


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


def others(book):
    previous, current = "whsec_previous-secret-aa11", "whsec_current-secret-bb22"
    old_key, new_key = "whsec_" + b64(b"previous-standard-key-24"), "whsec_" + b64(b"another-standard-key-242")

    def case(slug, comment, delivery, secret, tried, code="signature_mismatch"):
        book.add(
            f"secret/other-{slug}",
            comment,
            delivery.with_secret(secret).but(others=tuple(tried)),
            code,
            proved=["secret_other"],
        )

    case("previous", "still signed with the previous secret", transcodely(BODY, secret=previous), current, [previous])
    case(
        "endpoint",
        "another endpoint's secret",
        transcodely2(BODY, secret=previous),
        current,
        ["whsec_third-one-cc33", previous],
    )
    case("standard", "the secret of the test mode", standard(BODY, secret=old_key), new_key, [old_key])
    case(
        "transloadit",
        "another account's secret",
        transloadit(STATUS, secret="f" * 20 + "0a1b2c3d4e5f60718293"),
        TRANSLOADIT_SECRET,
        ["f" * 20 + "0a1b2c3d4e5f60718293"],
    )
    case(
        "token",
        "the previous token",
        assemblyai(BODY, token="previous-token-77aa"),
        ASSEMBLYAI_TOKEN,
        ["previous-token-77aa"],
        "token_mismatch",
    )
    case(
        "parameter",
        "the previous token of the URL",
        connect(BODY, token="previous-token-88bb"),
        "current-token-99cc",
        ["previous-token-88bb"],
        "token_mismatch",
    )
    book.add(
        "secret/other-unused",
        "another secret is tried where none is needed",
        transcodely(BODY).but(others=(previous,)),
        None,
    )
    book.add(
        "secret/second",
        "the second of two secrets matches",
        transcodely(BODY).but(options={"secrets": [current, TRANSCODELY_SECRET]}),
        None,
    )


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
