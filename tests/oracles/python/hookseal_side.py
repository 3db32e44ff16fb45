"""hookseal through its public package: its verdict, and genuine requests signed anew."""

import base64
import re
from typing import Any

from hookseal import SignedRequest, Webhook, WebhookConfigError, WebhookVerificationError


def verdict(request: dict[str, Any]) -> str:
    """`accepted`, or the code of the refusal."""
    received = body(request)
    try:
        delivery = webhook(request).verify(received, request["headers"], now=request["now"], url=request["url"])
    except (WebhookConfigError, WebhookVerificationError) as error:
        return error.code
    proved = received if request["field"] is None else base64.b64decode(request["field"])
    return "accepted" if delivery.body == proved else "accepted other bytes"


def sign(request: dict[str, Any]) -> dict[str, Any]:
    """The same request, signed by hookseal."""
    signed = signed_request(request)
    return {
        **request,
        "headers": list(signed.headers.items()),
        "body": base64.b64encode(signed.body).decode(),
        "url": signed.url,
    }


def signed_request(request: dict[str, Any]) -> SignedRequest:
    wanted = {name: request["genuine"].get(name) for name in ("id", "timestamp", "variant", "algorithm", "form", "url")}
    content = body(request) if request["field"] is None else base64.b64decode(request["field"])
    return webhook(request).sign(content, **wanted)


def webhook(request: dict[str, Any]) -> Webhook:
    options = {
        re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name): value
        for name, value in request["options"].items()
    }
    return Webhook(request["scheme"], secrets=request["secrets"], **options)


def body(request: dict[str, Any]) -> bytes:
    return base64.b64decode(request["body"])
