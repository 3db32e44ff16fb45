"""`hookseal explain`: why a request is refused, and what to do."""

from __future__ import annotations

from argparse import Namespace

from .._explain import explain
from .endpoint import add_endpoint, read_endpoint
from .failure import REFUSED
from .output import is_colored, print_text
from .parser import Parser, whole
from .request import add_request, read_request
from .secrets import add_other_secrets, read_secrets

SUMMARY = "Say why a request is refused, and what to do; or that it is not"


def command() -> Parser:
    """The command."""
    parser = Parser("explain", SUMMARY, EXAMPLES, _explain)
    add_endpoint(parser)
    add_other_secrets(parser)
    add_request(parser)
    parser.value("--now", metavar="SECONDS", help="the time in Unix seconds; default: the clock", type=whole("--now"))
    parser.under("Output")
    parser.switch("--json", help="print one line of JSON")
    return parser


def _explain(given: Namespace) -> int:
    endpoint = read_endpoint(given)
    others = read_secrets(given.other_secrets)
    body, headers, method, url, address = read_request(given, endpoint.token)
    report = explain(
        endpoint.provider,
        endpoint.options,
        body,
        headers,
        now=given.now,
        method=method,
        url=url,
        remote_address=address,
        other_secrets=others,
    )
    text = report._colored if is_colored(given.no_color) else str(report)
    print_text(f"{report.json()}\n" if given.json else text)
    return 0 if report.refusal is None else REFUSED


EXAMPLES = [
    (
        "A body in a file, its headers, a secret in the environment",
        "hookseal explain -p transcodely --secret-env SECRET --body body.json \\\n"
        "      -H 'X-Transcodely-Signature: sha256=..' \\\n"
        "      -H 'X-Transcodely-Timestamp: 1716480293'",
    ),
    (
        "Was it signed with the old secret, or another endpoint's?",
        "hookseal explain -p assemblyai --header-name X-Hook-Secret \\\n"
        "      --secret-env SECRET --other-secret-env OLD \\\n"
        "      --body body.json -H 'X-Hook-Secret: ..'",
    ),
]
