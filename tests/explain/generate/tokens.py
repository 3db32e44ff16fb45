"""Schemes that send a static token: in a header, in the URL, from an address."""

from urllib.parse import quote, quote_plus

from . import schemes
from .delivery import Delivery
from .senders import ASSEMBLYAI_TOKEN, CONNECT_TOKEN, NOW, assemblyai, common, connect

BODY = b'{"transcript_id":"5552493-16d8-42d8-8feb-c2a16b56f6e8","status":"completed"}'
SENDERS = {"senders": ["us", "eu"]}


def bearer(value, scheme=schemes.BEARER, name="Authorization", secret="lab-token-0a1b2c"):
    return Delivery(scheme, {"secret": secret}, BODY, (*common(BODY, "Lab/1"), (name, value)), NOW, secret=secret)


def add(book):
    headers(book)
    parameters(book)
    addresses(book)
    accepted(book)


def headers(book):
    genuine = assemblyai(BODY)

    def case(slug, comment, delivery, code, proved=(), **more):
        book.add(f"token/{slug}", comment, delivery, code, proved=proved, **more)

    for slug, prefix in (("bearer", "Bearer "), ("token", "Token "), ("name", "secret=")):
        case(
            f"prefixed-{slug}",
            "something stands in front of the token",
            genuine.header("X-My-Webhook-Secret", prefix + ASSEMBLYAI_TOKEN),
            "token_mismatch",
            ["token_prefixed"],
        )
    case(
        "renamed-underscores",
        "the header's name with underscores",
        genuine.renamed(x_my_webhook_secret="X_My_Webhook_Secret"),
        "token_missing",
        ["header_renamed"],
    )
    case(
        "renamed-cgi",
        "the header's name as CGI has it",
        genuine.renamed(x_my_webhook_secret="HTTP_X_MY_WEBHOOK_SECRET"),
        "token_missing",
        ["header_renamed"],
    )
    case(
        "renamed-other",
        "another header than the one configured",
        genuine.renamed(x_my_webhook_secret="X-Assembly-Token"),
        "token_missing",
        ["header_renamed"],
    )
    case(
        "renamed-remapped",
        "remapped by a gateway",
        bearer("Bearer lab-token-0a1b2c", name="x-amzn-Remapped-Authorization"),
        "token_missing",
        ["header_renamed"],
    )
    case(
        "encoded",
        "percent-encoded in a header",
        assemblyai(BODY, token="lab+token/12==").header("X-My-Webhook-Secret", quote("lab+token/12==", safe="")),
        "token_mismatch",
        ["token_encoded"],
    )
    case(
        "missing",
        "the header was dropped",
        genuine.without("X-My-Webhook-Secret"),
        "token_missing",
        observed=["token_missing"],
    )
    case(
        "wrong",
        "another token",
        genuine.header("X-My-Webhook-Secret", "somebody-elses-token"),
        "token_mismatch",
        hints=["secret_wrong"],
    )
    case(
        "part",
        "a part of the token proves nothing",
        genuine.header("X-My-Webhook-Secret", ASSEMBLYAI_TOKEN[:3]),
        "token_mismatch",
    )
    case(
        "no-prefix",
        "the token without the scheme's prefix",
        bearer("lab-token-0a1b2c"),
        "token_mismatch",
        ["signature_prefix_missing"],
    )
    case(
        "twice",
        "the header twice",
        genuine.but(headers=(*genuine.headers, ("x-my-webhook-secret", "another"))),
        "duplicate_header",
        observed=["duplicate_header"],
    )

    for slug, value in (
        ("suffixed", ASSEMBLYAI_TOKEN + "0"),
        ("reversed", ASSEMBLYAI_TOKEN[::-1]),
        ("upper", ASSEMBLYAI_TOKEN.upper()),
        ("doubled", ASSEMBLYAI_TOKEN * 2),
    ):
        case(slug, "almost the token", genuine.header("X-My-Webhook-Secret", value), "token_mismatch")


def parameters(book):
    genuine = connect(BODY)
    base = "https://hooks.example.com/connect"

    def case(slug, comment, url, code, proved=(), **more):
        book.add(f"token/parameter-{slug}", comment, genuine.but(url=url), code, proved=proved, **more)

    encoded = quote_plus(CONNECT_TOKEN)
    case(
        "renamed",
        "another parameter than the one configured",
        f"{base}?key={encoded}",
        "token_missing",
        ["parameter_renamed"],
    )
    case(
        "renamed-case",
        "the parameter in another case",
        f"{base}?Token={encoded}",
        "token_missing",
        ["parameter_renamed"],
    )
    case("encoded", "percent-encoded twice", f"{base}?token={quote_plus(encoded)}", "token_mismatch", ["token_encoded"])
    case("prefixed", "`Bearer ` in front", f"{base}?token=Bearer%20{encoded}", "token_mismatch", ["token_prefixed"])
    case("missing", "no parameter at all", base, "token_missing", observed=["token_missing"])
    case("wrong", "another token", f"{base}?token=somebody-elses-token", "token_mismatch", hints=["secret_wrong"])
    case(
        "twice",
        "the parameter twice",
        f"{base}?token={encoded}&token=x",
        "duplicate_field",
        observed=["duplicate_field"],
    )
    case("url", "the URL was not handed over", None, "url_missing", observed=["url_missing"])


def addresses(book):
    genuine = assemblyai(BODY, options=SENDERS)

    def case(slug, comment, address, code):
        book.add(f"token/address-{slug}", comment, genuine.but(remote=address), code, observed=[code] if code else [])

    case("us", "a documented address", "44.238.19.20", None)
    case("eu", "a documented address, as IPv6 writes it", "::ffff:54.220.25.36", None)
    case("proxy", "the address of one's own proxy", "10.0.0.7", "address_not_allowed")
    case("missing", "no address was handed over", None, "address_missing")
    case("chain", "a chain without proxies that are trusted", "44.238.19.20, 10.0.0.7", "address_not_allowed")


def accepted(book):
    book.add("token/genuine-header", "as it was sent", assemblyai(BODY), None)
    book.add("token/genuine-url", "as it was sent", connect(BODY), None)
    book.add("token/genuine-bearer", "as it was sent", bearer("Bearer lab-token-0a1b2c"), None)
    book.add(
        "token/genuine-plain",
        "as it was sent",
        bearer("lab-token-0a1b2c", scheme=schemes.PLAIN_TOKEN, name="X-Lab-Token"),
        None,
    )
    book.add(
        "token/changed-body", "a token proves nothing about the body", assemblyai(BODY).received(b"anything"), None
    )
    open_ended = connect(BODY)
    book.add("token/unauthenticated", "nothing is asked", open_ended.but(options={"allowUnauthenticated": True}), None)
