"""The signature was lost, renamed, cut or written otherwise on its way."""

from . import schemes
from .chains import PAYLOADS
from .oracle import ENCODINGS, b64, mac
from .senders import SENT, custom, standard, svix, transcodely, transcodely2, transloadit

BODY = PAYLOADS["contact"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    missing(book)
    renamed(book)
    truncated(book)
    encodings(book)
    cases(book)
    prefixes(book)
    algorithms(book)


def missing(book):
    for slug, delivery, names in (
        ("transcodely", transcodely(BODY), ["X-Transcodely-Signature"]),
        (
            "transcodely-all",
            transcodely(BODY),
            ["X-Transcodely-Signature", "X-Transcodely-Timestamp", "X-Transcodely-Delivery-ID"],
        ),
        ("transcodely2", transcodely2(BODY), ["Transcodely-Signature"]),
        ("standard", standard(BODY), ["webhook-signature"]),
        ("svix", svix(BODY), ["svix-signature", "svix-timestamp", "svix-id"]),
        ("custom", custom(schemes.SHOP, BODY), ["X-Shop-Hmac-Sha256"]),
    ):
        book.add(
            f"signature/missing-{slug}",
            "the header was dropped",
            delivery.without(*names),
            "signature_missing",
            observed=["signature_missing"],
            never=["secret_wrong"],
        )
    for slug, delivery, name, code in (
        ("timestamp", transcodely(BODY), "X-Transcodely-Timestamp", "timestamp_missing"),
        ("timestamp-standard", standard(BODY), "webhook-timestamp", "timestamp_missing"),
        ("timestamp-custom", custom(schemes.TIMED, BODY), "X-Parcel-Request-Timestamp", "timestamp_missing"),
        ("id", standard(BODY), "webhook-id", "id_missing"),
        ("id-svix", svix(BODY), "svix-id", "id_missing"),
        ("id-custom", custom(schemes.JOINED, BODY), "X-Triple-Id", "id_missing"),
    ):
        book.add(
            f"signature/missing-{slug}",
            "the header was dropped",
            delivery.without(name),
            code,
            observed=[code],
            never=["secret_wrong"],
        )
    pairs = transcodely2(BODY)
    book.add(
        "signature/missing-timestamp-pair",
        "the list has no time",
        pairs.header("Transcodely-Signature", pairs.value("Transcodely-Signature").partition(",")[2]),
        "timestamp_missing",
        observed=["timestamp_missing"],
    )


def renamed(book):
    def case(slug, comment, delivery, code="signature_missing"):
        book.add(f"signature/renamed-{slug}", comment, delivery, code, proved=["header_renamed"])

    case(
        "underscores",
        "hyphens made underscores by a proxy",
        transcodely(BODY).renamed(
            x_transcodely_signature="X_Transcodely_Signature",
            x_transcodely_timestamp="X_Transcodely_Timestamp",
            x_transcodely_delivery_id="X_Transcodely_Delivery_ID",
        ),
    )
    case(
        "cgi",
        "named as CGI and WSGI name it",
        transcodely(BODY).renamed(
            x_transcodely_signature="HTTP_X_TRANSCODELY_SIGNATURE",
            x_transcodely_timestamp="HTTP_X_TRANSCODELY_TIMESTAMP",
            x_transcodely_delivery_id="HTTP_X_TRANSCODELY_DELIVERY_ID",
        ),
    )
    case(
        "cgi-standard",
        "named as CGI and WSGI name it",
        standard(BODY).renamed(
            webhook_id="HTTP_WEBHOOK_ID",
            webhook_timestamp="HTTP_WEBHOOK_TIMESTAMP",
            webhook_signature="HTTP_WEBHOOK_SIGNATURE",
        ),
    )
    case(
        "forwarded",
        "a prefix in front of the signature's name",
        transcodely2(BODY).renamed(transcodely_signature="X-Forwarded-Transcodely-Signature"),
    )
    case(
        "original",
        "a prefix in front of all names",
        svix(BODY).renamed(
            svix_id="X-Original-Svix-Id",
            svix_timestamp="X-Original-Svix-Timestamp",
            svix_signature="X-Original-Svix-Signature",
        ),
    )
    case(
        "remapped",
        "remapped by a gateway",
        custom(schemes.SHOP, BODY).renamed(x_shop_hmac_sha256="x-amzn-Remapped-X-Shop-Hmac-Sha256"),
    )
    case(
        "relay",
        "another name altogether, given by a relay",
        custom(schemes.PREFIXED, BODY).renamed(x_forge_signature_256="X-Relay-Signature"),
    )
    case(
        "timestamp",
        "only the timestamp's header is renamed",
        transcodely(BODY).renamed(x_transcodely_timestamp="X_Transcodely_Timestamp"),
        "timestamp_missing",
    )
    case("id", "only the id's header is renamed", standard(BODY).renamed(webhook_id="X-Webhook-Id"), "id_missing")


def truncated(book):
    def case(slug, comment, delivery, name, cut, code="signature_malformed"):
        value = delivery.value(name)[:-cut]
        book.add(
            f"signature/truncated-{slug}",
            comment,
            delivery.header(name, value).but(hidden=(value,)),
            code,
            proved=["signature_truncated"],
        )

    case("column", "cut to 64 characters, prefix and all", transcodely(BODY), "X-Transcodely-Signature", 7)
    case("half", "half of it is left", transcodely2(BODY), "Transcodely-Signature", 32)
    case("character", "the last character is missing", custom(schemes.LONG, BODY), "X-Ledger-Signature", 1)
    case("standard", "base64 cut at its end", standard(BODY), "webhook-signature", 12)
    case("base64url", "base64url cut at its end", custom(schemes.URLSAFE, BODY), "X-Board-Signature", 9)


def encodings(book):
    def case(slug, comment, delivery, name, value, code="signature_malformed"):
        book.add(
            f"signature/encoding-{slug}",
            comment,
            delivery.header(name, value).but(hidden=(value,)),
            code,
            proved=["signature_encoding"],
        )

    def tag(delivery):
        return next(iter(delivery.expected()))

    first = transcodely(BODY)
    case(
        "base64-for-hex",
        "base64 where the scheme says hex",
        first,
        "X-Transcodely-Signature",
        "sha256=" + b64(tag(first)),
    )
    second = transcodely2(BODY)
    case(
        "base64-for-hex-pairs",
        "base64 where the scheme says hex, in a list",
        second,
        "Transcodely-Signature",
        f"t={SENT},v1={b64(tag(second))}",
    )
    shop = custom(schemes.SHOP, BODY)
    case(
        "hex-for-base64",
        "hex where the scheme says base64",
        shop,
        "X-Shop-Hmac-Sha256",
        tag(shop).hex(),
        "signature_malformed",
    )
    one = standard(BODY)
    case(
        "hex-for-base64-standard", "hex where the scheme says base64", one, "webhook-signature", f"v1,{tag(one).hex()}"
    )
    urlsafe = custom(schemes.URLSAFE, BODY)
    case(
        "base64-for-base64url",
        "the ordinary alphabet where the URL alphabet is meant",
        urlsafe,
        "X-Board-Signature",
        b64(tag(urlsafe)),
    )
    padded = custom(schemes.SHOP, BODY)
    text = padded.value("X-Shop-Hmac-Sha256")
    case("unpadded", "the padding was taken off", padded, "X-Shop-Hmac-Sha256", text.rstrip("="))
    body = next(text for text in (f'{{"n":{n}}}'.encode() for n in range(99)) if {"-", "_"} <= set(alphabet(text)))
    shop = custom(schemes.SHOP, body)
    case(
        "base64url-for-base64",
        "the URL alphabet where the ordinary one is meant",
        shop,
        "X-Shop-Hmac-Sha256",
        ENCODINGS["base64url"](tag(shop)) + "=",
    )


def alphabet(body):
    return ENCODINGS["base64url"](next(iter(custom(schemes.SHOP, body).expected())))


def cases(book):
    def case(slug, comment, delivery, name, value, code):
        book.add(
            f"signature/case-{slug}",
            comment,
            delivery.header(name, value).but(hidden=(value,)),
            code,
            proved=["signature_case"],
        )

    first, one, shop = transcodely(BODY), standard(BODY), custom(schemes.SHOP, BODY)
    hexed = first.value("X-Transcodely-Signature")
    case(
        "prefix",
        "the prefix in upper case",
        first,
        "X-Transcodely-Signature",
        hexed.replace("sha256=", "SHA256="),
        "signature_malformed",
    )
    case(
        "version",
        "the version in upper case",
        one,
        "webhook-signature",
        one.value("webhook-signature").replace("v1,", "V1,"),
        "signature_unsupported",
    )
    case(
        "lower",
        "base64 made lower case",
        shop,
        "X-Shop-Hmac-Sha256",
        shop.value("X-Shop-Hmac-Sha256").lower(),
        # The last letter now sets bits that belong to no byte.
        "signature_malformed",
    )
    case(
        "upper",
        "base64 made upper case",
        shop,
        "X-Shop-Hmac-Sha256",
        shop.value("X-Shop-Hmac-Sha256").upper(),
        "signature_mismatch",
    )
    upper = hexed.partition("=")[2].upper()
    book.add(
        "signature/hex-upper",
        "hex in upper case is the same hex",
        first.header("X-Transcodely-Signature", f"sha256={upper}").but(hidden=(upper,)),
        None,
    )


def prefixes(book):
    def case(slug, delivery, name, prefix):
        book.add(
            f"signature/prefix-missing-{slug}",
            "the prefix was taken off on its way",
            delivery.header(name, delivery.value(name).replace(prefix, "", 1)),
            "signature_malformed",
            proved=["signature_prefix_missing"],
        )

    case("transcodely", transcodely(BODY), "X-Transcodely-Signature", "sha256=")
    case("standard", standard(BODY), "webhook-signature", "v1,")
    case("svix", svix(BODY), "svix-signature", "v1,")
    case("pairs", transcodely2(BODY), "Transcodely-Signature", "v1=")
    case("custom", custom(schemes.TIMED, BODY), "X-Parcel-Signature", "v0=")


def algorithms(book):
    def case(slug, comment, delivery, code="signature_malformed"):
        book.add(f"signature/algorithm-{slug}", comment, delivery, code, proved=["algorithm_other"])

    def by(scheme, algorithm):
        return custom(scheme, BODY, sign=scheme | {"algorithms": [algorithm]})

    case("sha1", "SHA-1 where the scheme says SHA-256", by(schemes.SHOP, "sha1"))
    case("sha512", "SHA-512 where the scheme says SHA-256", by(schemes.BODY_ONLY, "sha512"))
    case("sha256", "SHA-256 where the scheme says SHA-512", by(schemes.LONG, "sha256"))
    case("sha384", "SHA-384 where the scheme says SHA-256", by(schemes.URLSAFE, "sha384"))
    named = schemes.PREFIXED | {
        "signature": schemes.PREFIXED["signature"] | {"prefix": "sha512="},
        "algorithms": ["sha512"],
    }
    case("named", "another algorithm, which the prefix names", custom(schemes.PREFIXED, BODY, sign=named))
    stamp = transcodely(BODY)
    tag = mac("sha512", stamp.secret, f"{SENT}.".encode() + BODY).hex()
    case(
        "transcodely",
        "a sender of one's own takes SHA-512",
        stamp.header("X-Transcodely-Signature", f"sha256={tag}").but(hidden=(tag,)),
    )
    narrowed = transloadit(STATUS, algorithm="sha1")
    book.add(
        "signature/algorithm-narrowed",
        "an algorithm that the options leave out",
        narrowed.but(options=narrowed.options | {"algorithms": ["sha384"]}),
        "algorithm_not_allowed",
        proved=["algorithm_other"],
    )
    mislabelled = transloadit(STATUS, form="parsed", algorithm="sha256")
    book.add(
        "signature/algorithm-unknown",
        "an algorithm that nobody has",
        mislabelled.but(
            body=type(mislabelled.body)((name, value.replace("sha256:", "md5:")) for name, value in mislabelled.body)
        ),
        "algorithm_not_allowed",
        proved=["signature_prefix_missing"],
    )
