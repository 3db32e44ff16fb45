"""`hookseal sign`: the request that the provider would post."""

from __future__ import annotations

import base64
import re
from argparse import Namespace
from urllib.parse import urlsplit

from ..webhook import Webhook
from .curl_command import curl_command
from .endpoint import add_endpoint, read_endpoint
from .failure import UsageError
from .files import read_input
from .output import line, print_bytes, remark
from .parser import Parser, one_of, path, whole
from .token_place import Pairs, masked

SUMMARY = "Sign a body as the provider would, and print the request"


def command() -> Parser:
    """The command."""
    parser = Parser("sign", SUMMARY, EXAMPLES, _sign)
    add_endpoint(parser)
    parser.under("Request")
    parser.value(
        "--data",
        metavar="FILE",
        help="the body; of a form the value of its signed field; `-` or nothing: standard input",
        type=path,
    )
    parser.value("--id", metavar="ID", help="the delivery id, where the provider sends one")
    parser.value(
        "--timestamp", metavar="SECONDS", help="the time in Unix seconds; default: the clock", type=whole("--timestamp")
    )
    parser.value("--variant", metavar="NAME", help="the variant, where the provider has several")
    parser.value("--form", metavar="ENCODING", help="how a form is written", type=one_of("--form", FORMS))
    parser.value("--url", metavar="URL", help=f"where to post it; default: {DEFAULT_URL}")
    parser.under("Output")
    parser.value(
        "--format",
        metavar="FORMAT",
        help=f"how it is printed: {', '.join(FORMATS)}; default: curl",
        type=one_of("--format", FORMATS),
    )
    parser.switch("--json", help="the same as --format json")
    parser.switch("--show-token", help="print static tokens, and secrets in the URL, which are masked otherwise")
    return parser


def _sign(given: Namespace) -> int:
    endpoint = read_endpoint(given)
    algorithms = endpoint.options.pop("algorithms") or [None]
    if len(algorithms) > 1:
        raise UsageError("--algorithm names the one to sign with: give it once")
    format = "json" if given.json else given.format or "curl"
    host = _read_host(given.url or DEFAULT_URL)
    if format == "http" and not (given.url or "").isascii():
        raise UsageError("--url of an HTTP request is ASCII: percent-encode the rest")
    webhook = Webhook(endpoint.provider, **endpoint.options)
    signed = webhook.sign(
        read_input(given.data, "--data"),
        id=given.id,
        timestamp=given.timestamp,
        algorithm=algorithms[0],
        variant=given.variant,
        form=given.form,
        url=given.url,
    )
    headers, url = list(signed.headers.items()), signed.url
    shown = (headers, url) if given.show_token else masked(headers, url, endpoint.token)
    if shown != (headers, url):
        remark("a secret is masked: --show-token prints it")
    print_bytes(_written(format, *shown, signed.body, host))
    return 0


def _read_host(url: str) -> str:
    """The host as the header says it: in lower case, without the scheme's own port."""
    try:
        parts = urlsplit(url)
        port, name = parts.port, parts.hostname
    except ValueError:
        name = None
    if not name or parts.scheme not in PORTS or re.search(r"[\0- \x7f]", url):
        raise UsageError("--url takes a whole URL, from http:// or https:// on")
    host = f"[{name}]" if ":" in name else name
    return host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"


def _written(format: str, headers: Pairs, url: str | None, body: bytes, host: str) -> bytes:
    fields = "".join(f"{name}: {value}\n" for name, value in headers)
    if format == "headers":
        return fields.encode("utf-8", "replace")
    if format == "json":
        return line({"url": url, "headers": headers, "body": base64.b64encode(body).decode()}).encode()
    if format == "curl":
        return curl_command(url or DEFAULT_URL, headers, body).encode("utf-8", "replace")
    # As it was given: a parser would write a masked token in another way, and a masked host leaves nothing else.
    path = re.sub(r"(?is)^(?:[a-z]+://|masked:)[^/?#]*([^#]*).*$", r"\1", url or DEFAULT_URL)
    path = path if path.startswith("/") else f"/{path}"
    if hidden := re.match(r"masked:[0-9]+", url or ""):
        host = hidden[0]
    head = f"POST {path} HTTP/1.1\nhost: {host}\n{fields}content-length: {len(body)}\n\n"
    return head.replace("\n", "\r\n").encode("latin-1", "replace") + body


FORMATS = ("curl", "headers", "http", "json")
FORMS = ("multipart", "urlencoded")
PORTS = {"http": 80, "https": 443}
DEFAULT_URL = "http://127.0.0.1:3000/"

EXAMPLES = [
    (
        "A curl command that posts a signed delivery",
        'echo \'{"event":"job.completed"}\' |\n      hookseal sign -p transcodely --secret-env SECRET --id dlv_1',
    ),
    (
        "The raw request, for another program",
        "hookseal sign -p transloadit --secret-env SECRET --data status.json \\\n      --format http > request.http",
    ),
]
