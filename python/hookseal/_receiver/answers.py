"""What is answered where no handler does. Its body is empty or one of two constant texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Result: TypeAlias = int | tuple[int, Mapping[str, str] | Iterable[tuple[str, str]], bytes | str] | None
"""What a handler of `hookseal.asgi` or `hookseal.wsgi` answers with: a status; status, headers and body; or nothing."""


@dataclass(frozen=True)
class Answer:
    """An answer of the receiver's own.

    Attributes:
        status: the status code.
        body: the same for every request that is answered alike.
        retry_after: whole seconds, for a header of this name; None for none.
        close: whether the connection ends with it, because its body was not read to the end.
    """

    status: int
    body: bytes
    retry_after: int | None = None
    close: bool = False

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Content type and length, and when to try again."""
        headers = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(self.body)))]
        if self.retry_after is not None:
            headers.append(("retry-after", str(self.retry_after)))
        return headers


def refused(code: str, status: int) -> Answer:
    """The answer to a refused request: nothing in it tells why, beyond what HTTP itself asks for."""
    return Answer(UNREAD.get(code, status), b"refused\n", close=code in UNREAD)


def handled() -> Answer:
    """The acknowledgement of a handler that gave no answer, and of a duplicate: providers may take no other status."""
    return Answer(200, b"")


def busy(status: int, seconds: float) -> Answer:
    """Asks the provider to try again: after the lease of another worker, or when the store is back."""
    return Answer(status, b"unavailable\n", retry_after=max(1, math.ceil(seconds)))


def failed() -> Answer:
    """The answer for a handler that raised, where no framework gives one."""
    return Answer(500, b"unavailable\n")


def status_of(result: Result | Answer) -> int:
    """The status of an answer in any form."""
    if isinstance(result, Answer):
        return result.status
    if result is None:
        return 200
    return result if isinstance(result, int) else result[0]


def headers_and_body(result: Result | Answer) -> tuple[list[tuple[str, str]], bytes]:
    """The headers of an answer in any form, with its length, and its body."""
    if isinstance(result, Answer):
        return result.headers, result.body
    headers, body = result[1:] if isinstance(result, tuple) else ((), b"")
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    content = body.encode() if isinstance(body, str) else body
    if not any(name.lower() == "content-length" for name, _ in pairs):
        pairs.append(("content-length", str(len(content))))
    return pairs, content


UNREAD = {"body_incomplete": 400, "body_timeout": 408, "body_too_large": 413}
"""The codes of a body that was not received, and what HTTP answers to them."""
