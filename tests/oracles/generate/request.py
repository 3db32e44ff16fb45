"""One request as it arrives, and what is true of it by the way it was made."""

import base64
import hmac
from dataclasses import dataclass
from typing import Any

# The clock of every request.
NOW = 1_780_000_000


@dataclass
class Request:
    """Header values are Latin-1 text: one character is one byte."""

    scheme: str
    secrets: list[str]
    headers: list[tuple[str, str]]
    body: bytes
    # What every implementation must accept, as `sign` is asked for it; None if something was changed.
    genuine: dict[str, Any] | None
    # The two texts of a form, for implementations that read none.
    field: bytes | None = None
    signature: str | None = None
    # Of the webhook, besides its secrets.
    options: dict[str, Any] | None = None
    url: str | None = None

    def values(self, name: str) -> list[str]:
        return [value for other, value in self.headers if other.lower() == name.lower()]

    def as_json(self) -> dict[str, Any]:
        return {
            "scheme": self.scheme,
            "options": self.options or {},
            "secrets": self.secrets,
            "headers": self.headers,
            "body": b64(self.body),
            "url": self.url,
            "field": None if self.field is None else b64(self.field),
            "signature": self.signature,
            "now": NOW,
            "genuine": self.genuine,
        }


def mac(algorithm: str, key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, algorithm).digest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
