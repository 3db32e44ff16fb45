"""Genuine deliveries of a given size, signed with the standard library, no two alike."""

import base64
import hashlib
import hmac
import os
import secrets
import time
from dataclasses import dataclass

# A server in a process of its own is told the secret.
SECRET = os.environ.get("BENCH_SECRET") or "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


@dataclass(frozen=True, slots=True)
class Request:
    """What a view is handed, with the headers as a plain dict: the cheapest for a verifier that asks by name."""

    headers: dict[str, str]
    body: bytes


def transcodely(size: int) -> Request:
    body, timestamp = json_text(size), now()
    signature = hmac.new(SECRET.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return request(
        body,
        {
            "X-Transcodely-Signature": f"sha256={signature}",
            "X-Transcodely-Timestamp": timestamp,
            "X-Transcodely-Delivery-ID": f"dlv_{secrets.token_hex(6)}",
        },
    )


def standard_webhooks(size: int) -> Request:
    body, timestamp, id = json_text(size), now(), f"msg_{secrets.token_hex(13)}"
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signature = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return request(
        body,
        {
            "Webhook-Id": id,
            "Webhook-Timestamp": timestamp,
            "Webhook-Signature": f"v1,{base64.b64encode(signature).decode()}",
        },
    )


def tampered(genuine: Request) -> Request:
    """The same delivery with one bit of the body changed."""
    changed = bytearray(genuine.body)
    changed[len(changed) // 2] ^= 1
    return Request(genuine.headers, bytes(changed))


def json_text(size: int) -> bytes:
    """Plain ASCII: the cheapest body for a verifier that makes a text of it first."""
    start, end = b'{"event":"job.completed","data":"', b'"}'
    length = size - len(start) - len(end)
    return start + secrets.token_hex(length // 2 + 1).encode()[:length] + end


def request(body: bytes, signed: dict[str, str]) -> Request:
    headers = {
        "Host": "receiver.example",
        "User-Agent": "webhooks/1.0",
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    return Request(headers | signed, body)


def now() -> str:
    return str(int(time.time()))
