"""What the five senders post, made as each documents it with Python's own hmac, never with hookseal."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from hookseal import Webhook

NOW = 1716480293

TRANSLOADIT = "3f9c41d07be24a8aa6c2f5d0917be6c44d1a7a20"
TRANSCODELY = "whsec_k7Vw2mQ9xTzB4nRcPq81"
ASSEMBLYAI = "token-5e0b7c92d1aa40c6"
CONNECT = "url/token+77c1 a8"
STANDARD_WEBHOOKS = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
WEBHOOK_SECRETS = {
    "transloadit": TRANSLOADIT,
    "transcodely": TRANSCODELY,
    "assemblyai": ASSEMBLYAI,
    "connect": CONNECT,
    "standard-webhooks": STANDARD_WEBHOOKS,
}

BOUNDARY = "----a7d0c94f1be6"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
URLENCODED = "application/x-www-form-urlencoded"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Delivery:
    """One request, and the bytes that a receiver must be handed if it is genuine."""

    provider: str
    body: bytes
    headers: Pairs
    proved: bytes
    url: str = "/hook"


def webhook(provider: str, **options: Any) -> Webhook:
    """An endpoint that takes the deliveries of this file."""
    needed = {"assemblyai": {"header": "X-My-Webhook-Secret"}, "connect": {"url_parameter": "token"}}
    given = {"secret": WEBHOOK_SECRETS[provider], **needed.get(provider, {}), **options}
    return Webhook(provider, **given)  # type: ignore[call-overload, no-any-return]


def all_of_them(now: int = NOW) -> dict[str, Delivery]:
    """A genuine delivery of every sender, in each of the ways in which it posts."""
    return {
        "transloadit multipart": transloadit(multipart),
        "transloadit urlencoded": transloadit(urlencoded),
        "transcodely": transcodely(now=now),
        "transcodely generation 2": transcodely_2(now=now),
        "assemblyai": assemblyai(),
        "connect": connect(),
        "standard-webhooks": standard_webhooks(now=now),
    }


def payload(name: str) -> bytes:
    return (Path(__file__).parents[2] / "examples" / "payloads" / f"{name}.json").read_bytes()


def transloadit(form: Any) -> Delivery:
    status = payload("transloadit")
    content_type, body = form(transloadit_fields(status))
    return Delivery("transloadit", body, (("Content-Type", content_type),), status)


def transloadit_fields(status: bytes) -> list[tuple[str, bytes]]:
    signature = "sha384:" + mac(TRANSLOADIT.encode(), status, "sha384").hex()
    return [("transloadit", status), ("signature", signature.encode())]


def transcodely(body: bytes | None = None, *, now: int = NOW) -> Delivery:
    body = payload("transcodely") if body is None else body
    signature = mac(TRANSCODELY.encode(), b"%d.%s" % (now, body))
    headers = (
        ("Content-Type", "application/json"),
        ("X-Transcodely-Signature", f"sha256={signature.hex()}"),
        ("X-Transcodely-Timestamp", str(now)),
        ("X-Transcodely-Delivery-ID", "dlv_x1y2z3w4v5u6"),
    )
    return Delivery("transcodely", body, headers, body)


def transcodely_2(*, now: int = NOW) -> Delivery:
    body = payload("transcodely-event")
    signature = mac(TRANSCODELY.encode(), b"%d.%s" % (now, body))
    headers = (
        ("Content-Type", "application/json"),
        ("Transcodely-Signature", f"t={now},v1={signature.hex()}"),
        ("Webhook-Id", "evt_01"),
    )
    return Delivery("transcodely", body, headers, body)


def standard_webhooks(*, now: int = NOW) -> Delivery:
    body = payload("standard-webhooks")
    key = base64.b64decode(STANDARD_WEBHOOKS.removeprefix("whsec_"))
    signature = base64.b64encode(mac(key, b"msg_2KWP.%d.%s" % (now, body))).decode()
    headers = (
        ("Content-Type", "application/json"),
        ("webhook-id", "msg_2KWP"),
        ("webhook-timestamp", str(now)),
        ("webhook-signature", f"v1,{signature}"),
    )
    return Delivery("standard-webhooks", body, headers, body)


def assemblyai() -> Delivery:
    body = payload("assemblyai")
    headers = (("Content-Type", "application/json"), ("X-My-Webhook-Secret", ASSEMBLYAI))
    return Delivery("assemblyai", body, headers, body)


def connect() -> Delivery:
    body = payload("connect")
    headers = (("Content-Type", "application/json"),)
    return Delivery("connect", body, headers, body, f"/hook?token={quote(CONNECT, safe='')}")


def urlencoded(fields: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The content type and the body of a form."""
    return URLENCODED, urlencode(fields).encode()


def multipart(fields: list[tuple[str, bytes]], *, file: str | None = None) -> tuple[str, bytes]:
    """As `urlencoded`, by RFC 7578. The field `file` is sent as a file."""
    body = b""
    for name, value in fields:
        filename = '; filename="status.json"\r\nContent-Type: application/json' if name == file else ""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n\r\n'
        body += head.encode() + value + b"\r\n"
    return MULTIPART, body + f"--{BOUNDARY}--\r\n".encode()


def mac(key: bytes, content: bytes, algorithm: str = "sha256") -> bytes:
    return hmac.new(key, content, getattr(hashlib, algorithm)).digest()
