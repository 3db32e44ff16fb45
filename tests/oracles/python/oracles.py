"""The PyPI oracles, each behind the same functions: `verify` raises on refusal; `sign` signs a genuine request."""

import base64
from datetime import datetime, timezone
from typing import Any

import standardwebhooks
import transcodely.webhooks

Request = dict[str, Any]


class StandardWebhooks:
    NAME = "standardwebhooks"
    SCHEME = "standard-webhooks"

    @staticmethod
    def verify(request: Request) -> None:
        """Takes one secret: a receiver with several tries one after the other."""
        refusals = []
        for secret in request["secrets"]:
            try:
                webhook = standardwebhooks.Webhook(secret)
                return webhook.verify(body(request), joined(request["headers"]), json_parse=False)
            except Exception as refusal:
                refusals.append(refusal)
        raise refusals[0]

    @staticmethod
    def sign(request: Request) -> Request:
        genuine = request["genuine"]
        time = datetime.fromtimestamp(genuine["timestamp"], tz=timezone.utc)
        # It signs text: bytes are taken for text as its callers would take them.
        text = body(request).decode("utf-8", "replace")
        signature = standardwebhooks.Webhook(request["secrets"][0]).sign(genuine["id"], time, text)
        name = f"{genuine['variant']}-signature"
        headers = [(other, signature if other == name else value) for other, value in request["headers"]]
        return {**request, "headers": headers}


class Transcodely:
    NAME = "transcodely"
    SCHEME = "transcodely"

    @staticmethod
    def verify(request: Request) -> None:
        header = joined(request["headers"])[transcodely.webhooks.SIGNATURE_HEADER]
        transcodely.webhooks.verify_signature(body(request), header, request["secrets"])


ALL = (StandardWebhooks, Transcodely)


def joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """As WSGI servers hand headers out: those that were sent twice are joined."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.lower()
        found[key] = f"{found[key]},{value}" if key in found else value
    return found


def body(request: Request) -> bytes:
    return base64.b64decode(request["body"])
