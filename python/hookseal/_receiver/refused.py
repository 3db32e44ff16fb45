"""A request that was refused: what `on_refused` is told, and what a handler with `allow_refused` gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, repr=False)
class RefusedRequest:
    """A request that was refused. Nothing in it is proved: it is never a `Delivery`.

    Attributes:
        refused: True.
        code: why, as in the log.
        message: the same as prose, without a secret or an expected signature.
        provider: the name of the provider, or of the custom scheme.
        id: the delivery id that the request claims, None if it shows none that is fit for a log.
        body: the bytes as received; None if they could not be had.
    """

    code: str
    message: str
    provider: str
    id: str | None
    body: bytes | None
    refused: Literal[True] = field(default=True, init=False)

    def __repr__(self) -> str:
        size = None if self.body is None else len(self.body)
        return f"RefusedRequest(code={self.code!r}, provider={self.provider!r}, id={self.id!r}, body=<{size} bytes>)"
