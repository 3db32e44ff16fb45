"""What is answered where no handler does. Its body is empty or one of two constant texts."""

from __future__ import annotations

import math
import re
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


@dataclass(frozen=True)
class Response:
    """The answer of a handler, which can be sent as it is.

    Attributes:
        status: the status code.
        headers: names and values, of which latin-1 has each character.
        body: as long as a header says.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes


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


def response_of(result: Result) -> Response:
    """What a handler has answered, made into what can be sent.

    It is made before the claim is completed: what no server would send is a failure of the handler.

    Raises:
        TypeError: it is none of the forms of `Result`.
        ValueError: HTTP has no such status, header or body, or latin-1 no such text.
    """
    if result is None:
        return Response(200, [("content-length", "0")], b"")
    if not isinstance(result, tuple):
        result = (result, (), b"")
    status, headers, body = result
    if not isinstance(status, int) or isinstance(status, bool) or not isinstance(body, (bytes, str)):
        raise TypeError("a handler answers with None, a status, or a status, headers and a body")
    content = body.encode() if isinstance(body, str) else body
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    if not 200 <= status <= 599 or content and status in BODILESS:
        raise ValueError("no answer with this status and this body can be sent")
    for name, value in pairs:
        if not NAME.fullmatch(name) or not VALUE.fullmatch(value):
            raise ValueError("a header of the answer cannot be sent")
    lengths = [value for name, value in pairs if name.lower() == "content-length"]
    if not lengths:
        pairs.append(("content-length", str(len(content))))
    elif lengths != [str(len(content))]:
        raise ValueError("the Content-Length of the answer is not that of its body")
    return Response(int(status), pairs, content)


BODILESS = (204, 205, 304)
"""RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5."""

NAME = re.compile("(?!(?i:transfer-encoding$))[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110 section 5.1. How an answer is framed is for the server to say."""

VALUE = re.compile("([!-~\x80-\xff]([\t -~\x80-\xff]*[!-~\x80-\xff])?)?")
"""RFC 9110 section 5.5."""

UNREAD = {"body_incomplete": 400, "body_timeout": 408, "body_too_large": 413}
"""The codes of a body that was not received, and what HTTP answers to them."""
