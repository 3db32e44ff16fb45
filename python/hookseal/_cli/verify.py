"""`hookseal verify`: what a request proves, or why it is refused."""

from __future__ import annotations

import base64
from argparse import Namespace
from datetime import datetime, timezone
from typing import Any

from ..delivery import Delivery
from ..errors import WebhookVerificationError
from ..webhook import Webhook
from .endpoint import add_endpoint, read_endpoint
from .failure import REFUSED
from .files import write_bytes
from .output import is_colored, line, painted, print_bytes, print_text, see
from .parser import Parser, path, whole
from .request import add_request, read_request

SUMMARY = "Verify a request: say what it proves, or why it is refused"


def command() -> Parser:
    """The command."""
    parser = Parser("verify", SUMMARY, EXAMPLES, _verify)
    add_endpoint(parser)
    add_request(parser)
    parser.value("--now", metavar="SECONDS", help="the time in Unix seconds; default: the clock", type=whole("--now"))
    parser.under("Output")
    parser.value(
        "--output",
        metavar="FILE",
        help="write the authenticated bytes; `-`: to standard output, the rest to standard error",
        type=path,
    )
    parser.switch("--json", help="print one line of JSON")
    return parser


def _verify(given: Namespace) -> int:
    endpoint = read_endpoint(given)
    webhook = Webhook(endpoint.provider, **endpoint.options)
    body, headers, method, url, address = read_request(given, endpoint.token)
    colored = is_colored(given.no_color)
    try:
        delivery = webhook.verify(body, headers, now=given.now, method=method, url=url, remote_address=address)
    except WebhookVerificationError as error:
        print_text(_refused_json(error) if given.json else _refused_text(error, colored))
        return REFUSED
    text = _verified_json(delivery) if given.json else _verified_text(delivery, colored)
    print_text(text, aside=given.output == "-")
    if given.output == "-":
        print_bytes(delivery.body)
    elif given.output is not None:
        write_bytes(given.output, "--output", delivery.body)
    return 0


def _verified_text(delivery: Delivery[Any], colored: bool) -> str:
    signed = "signed" if delivery.id_signed else "not signed"
    length = len(delivery.body)
    facts = {
        "provider": delivery.provider,
        "variant": delivery.variant,
        "authentication": delivery.authentication,
        "id": None if delivery.id is None else f"{delivery.id} ({signed})",
        "timestamp": None if delivery.timestamp is None else f"{delivery.timestamp} ({_iso_time(delivery.timestamp)})",
        "algorithm": delivery.algorithm,
        "secret": None if delivery.secret_index is None else str(delivery.secret_index + 1),
        "dedupe key": delivery.dedupe_key,
        "body": "1 byte" if length == 1 else f"{length} bytes",
    }
    lines = [f"{name:<16}{value}\n" for name, value in facts.items() if value is not None]
    return painted("good", "verified", colored) + "\n" + "".join(lines)


def _verified_json(delivery: Delivery[Any]) -> str:
    return line(
        {
            "verified": True,
            "provider": delivery.provider,
            "variant": delivery.variant,
            "authentication": delivery.authentication,
            "id": delivery.id,
            "idSigned": delivery.id_signed,
            "timestamp": delivery.timestamp,
            "algorithm": delivery.algorithm,
            "secretIndex": delivery.secret_index,
            "dedupeKey": delivery.dedupe_key,
            "body": base64.b64encode(delivery.body).decode(),
        }
    )


def _refused_text(error: WebhookVerificationError, colored: bool) -> str:
    return f"{painted('bad', f'refused: {error.code}', colored)}\n{error}\n{EXPLAIN}\nsee {see(error.code)}\n"


def _refused_json(error: WebhookVerificationError) -> str:
    return line({"verified": False, "code": error.code, "message": str(error), "see": see(error.code)})


def _iso_time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


EXPLAIN = "`hookseal explain` with the same options says why"
EXAMPLES = [
    (
        "A body in a file, its headers, a secret in the environment",
        "hookseal verify -p transcodely --secret-env SECRET --body body.json \\\n"
        "      -H 'X-Transcodely-Signature: sha256=..' \\\n"
        "      -H 'X-Transcodely-Timestamp: 1716480293'",
    ),
    (
        "Only the authenticated bytes of a form",
        "hookseal verify -p transloadit --secret-file secret.txt --body form.bin \\\n"
        "      -H 'Content-Type: multipart/form-data; boundary=..' --output - | jq .ok",
    ),
]
