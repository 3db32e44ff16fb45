"""Schemes that sign the URL or the method, and servers that see another one than the sender does."""

import re

from .delivery import Delivery
from .oracle import b64, mac
from .schemes import bare
from .senders import NOW

SQUARE = bare("square", "X-Square-HmacSha256-Signature", encoding="base64", content="{url}{body}")
HUB = bare(
    "hub",
    "X-Hub-Signature-v3",
    encoding="base64",
    content="{method}{url}{body}{timestamp}",
    timestamp={"header": "X-Hub-Request-Timestamp", "unit": "milliseconds"},
)
SECRET = "0f8c2c7e-5d0a-4c4c-9d0b-6a1f6e3b7a55"
URL = "https://hooks.example.com/in/orders?shop=7&kind=new"
BODY = '{"id":"evt_1","total":"12.50"}'


def delivery(scheme=SQUARE, url=URL, method="POST", body=BODY, secret=SECRET):
    """As a server gets it that the sender reaches itself."""
    before = (method if scheme is HUB else "") + url
    after = f"{NOW}000" if scheme is HUB else ""

    def content(body):
        return before.encode() + body + after.encode()

    tag = b64(mac("sha256", secret, content(body.encode())))
    timed = (("X-Hub-Request-Timestamp", after),) if scheme is HUB else ()
    return Delivery(
        scheme,
        {"secret": secret},
        body,
        (
            ("Host", "hooks.example.com"),
            ("User-Agent", "Sender/2.1"),
            ("Accept", "*/*"),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body.encode()))),
            (scheme["signature"]["header"], tag),
            *timed,
        ),
        NOW,
        url=url,
        method=method,
        algorithm="sha256",
        key=str.encode,
        content=content,
        secret=secret,
        signed=body,
    )


def add(book):
    genuine = delivery()
    for slug, comment, url, headers in [
        ("scheme", "the proxy ends TLS", URL.replace("https", "http"), {}),
        (
            "host",
            "the proxy calls the server by its own name",
            "http://app:3000/in/orders?shop=7&kind=new",
            {"Host": "hooks.example.com"},
        ),
        (
            "forwarded-host",
            "the proxy names the host in a header",
            "http://10.0.0.7/in/orders?shop=7&kind=new",
            {"Host": "10.0.0.7", "X-Forwarded-Host": "hooks.example.com, edge.internal"},
        ),
        ("port", "the server adds its port", URL.replace(".com/", ".com:8080/"), {}),
        ("slash", "the route ends with a slash", URL.replace("orders?", "orders/?"), {}),
        ("prefix", "the proxy strips a prefix and says so", URL.replace("/in/", "/"), {"X-Forwarded-Prefix": "/in"}),
        (
            "rewritten",
            "the proxy rewrites the path and keeps the old one",
            "https://hooks.example.com/internal",
            {"X-Original-URI": "/in/orders?shop=7&kind=new"},
        ),
        ("case", "the host is written in another case", URL.replace("hooks", "Hooks"), {}),
        ("path", "the path alone is handed over", "/in/orders?shop=7&kind=new", {}),
    ]:
        changed = genuine.but(url=url)
        for name, value in headers.items():
            changed = changed.header(name, value)
        refusal = "url_missing" if url.startswith("/") else "signature_mismatch"
        book.add(
            f"line/url-{slug}",
            f"a signed URL: {comment}",
            changed,
            refusal,
            proved=["url_other"],
            never=["method_other"],
        )
    ported = delivery(url=URL.replace(".com/", ".com:8443/"))
    book.add(
        "line/url-port-lost",
        "the URL is registered with a port that the proxy drops",
        ported.but(url=URL),
        "signature_mismatch",
        proved=["url_other"],
    )
    bare_path = delivery(url="https://hooks.example.com/in/orders")
    book.add(
        "line/url-query",
        "a parameter is added on the way",
        bare_path.but(url=bare_path.url + "?utm=1"),
        "signature_mismatch",
        proved=["url_other"],
    )
    methods(book)
    two(book)
    none(book)


def methods(book):
    genuine = delivery(HUB)
    book.add("line/genuine", "method and URL as they were signed", genuine, None)
    for slug, comment, method, refusal in [
        ("other", "a rewrite has made it GET", "GET", "signature_mismatch"),
        ("lower", "it is handed over in small letters", "post", "method_missing"),
        ("missing", "it is not handed over", None, "method_missing"),
    ]:
        book.add(
            f"line/method-{slug}",
            f"a signed method: {comment}",
            genuine.but(method=method),
            refusal,
            proved=["method_other"],
            never=["url_other"],
        )
    put = delivery(HUB, method="PUT")
    book.add(
        "line/method-put",
        "a signed method: PUT, taken for POST",
        put.but(method="POST"),
        "signature_mismatch",
        proved=["method_other"],
    )


def two(book):
    away = delivery().but(url=URL.replace("https", "http"))
    book.add(
        "line/url-and-newline",
        "TLS ends at the proxy, and a line end was added",
        away.received(BODY + "\n"),
        "signature_mismatch",
        proved=["url_other", "body_newline_added"],
    )
    book.add(
        "line/url-and-space",
        "TLS ends at the proxy, and the secret has a line end",
        away.with_secret(SECRET + "\n"),
        "invalid_secret",
        proved=["url_other", "secret_white_space"],
    )
    spaced = re.sub(r"([:,])", r"\1 ", BODY)
    book.add(
        "line/method-and-json",
        "another method, and the JSON written anew",
        delivery(HUB).but(method="PUT").received(spaced),
        "signature_mismatch",
        proved=["method_other", "body_reserialized"],
    )


def none(book):
    """Nothing of it is the cause, or nothing proves it."""
    genuine = delivery()
    elsewhere = genuine.but(url="https://other.example.net/somewhere")
    book.add(
        "line/url-unknown",
        "a URL that nothing in the request leads to",
        elsewhere.header("Host", "other.example.net"),
        "signature_mismatch",
        hints=["secret_wrong"],
        never=["url_other", "method_other"],
    )
    book.add(
        "line/url-absent",
        "no URL, and no header with its path",
        genuine.but(url=None),
        "url_missing",
        observed=["url_missing"],
        never=["url_other"],
    )
    book.add(
        "line/body-only",
        "the body alone was changed",
        genuine.received(BODY + "\n"),
        "signature_mismatch",
        proved=["body_newline_added"],
        never=["url_other"],
    )
    form = delivery(body="id=1&total=12")
    book.add(
        "line/form",
        "a form right behind the URL",
        form,
        "body_ambiguous",
        observed=["body_ambiguous"],
        never=["url_other", "secret_wrong"],
    )
    hidden = delivery(url=f"https://hooks.example.com/in?key={SECRET}")
    book.add(
        "line/url-secret",
        "the URL holds the secret, and is registered with another scheme",
        hidden.but(url=hidden.url.replace("https", "http")),
        "signature_mismatch",
        proved=["url_other"],
    )
