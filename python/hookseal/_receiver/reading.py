"""Reads a body once, never more of it than the limit, and in time."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

from .deadline import Deadline


class Unread(Exception):
    """Why there is no body; the message if there is more to say than the code does."""

    def __init__(self, code: str, message: str | None = None) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def read_body(read: Callable[[int], bytes], length: int | None, limit: int, seconds: float) -> bytes | Unread:
    """Reads from a blocking stream. The time is looked at between two reads: only the server can end a read itself.

    Args:
        read: gives at most as many bytes as asked for; none at the end. It may raise `Unread`; whatever else it raises
            is the server's own way to say that the body broke off.
        length: the announced length, None if the server marks the end.
        limit: in bytes.
        seconds: for the whole body.
    """
    body = _Body(length, limit)
    ends = time.monotonic() + seconds
    while body.problem is None and (wanted := body.wanted) > 0:
        if time.monotonic() > ends:
            return Unread("body_timeout")
        try:
            chunk = read(wanted)
        except Unread as unread:
            return unread
        except Exception:
            return Unread("body_incomplete")
        if not chunk:
            break
        body.add(chunk)
    return body.finish()


async def receive_body(
    chunks: AsyncIterator[bytes], length: int | None, limit: int, seconds: float
) -> bytes | Unread | None:
    """Reads from an asynchronous stream, which is left where it is if the limit or the time is over.

    None is a body that was announced and ended before it began: something has read it before.

    Args:
        chunks: the parts of the body; a stream that breaks off raises `EOFError`.
        length: the announced length, None if there is none.
        limit: in bytes.
        seconds: for the whole body.
    """
    body = _Body(length, limit)
    if body.problem is None:
        try:
            async with Deadline(seconds):
                async for chunk in chunks:
                    body.add(chunk)
                    if body.problem is not None:
                        break
        except TimeoutError:
            return Unread("body_timeout")
        except EOFError:
            return Unread("body_incomplete")
        if body.is_empty and length:
            return None
    return body.finish()


async def asgi_chunks(receive: Callable[[], Awaitable[MutableMapping[str, Any]]]) -> AsyncIterator[bytes]:
    """The parts of a body as an ASGI server hands them out.

    Raises:
        EOFError: the client has gone.
    """
    more = True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise EOFError
        yield event.get("body", b"")
        more = event.get("more_body", False)


class _Body:
    """The chunks so far, and what is wrong with them."""

    def __init__(self, length: int | None, limit: int) -> None:
        self._chunks: list[bytes] = []
        self._length, self._limit, self._size = length, limit, 0
        self.problem = Unread("body_too_large") if length is not None and length > limit else None

    @property
    def is_empty(self) -> bool:
        return self._size == 0

    @property
    def wanted(self) -> int:
        """How much to ask for: not beyond the announced end, which a server may not mark, nor far beyond the limit."""
        end = self._limit + 1 if self._length is None else self._length
        return min(end - self._size, CHUNK)

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._limit:
            self.problem = Unread("body_too_large")
        self._chunks.append(chunk)

    def finish(self) -> bytes | Unread:
        if self.problem is None and self._length is not None and self._size != self._length:
            self.problem = Unread("body_incomplete")
        return self.problem or b"".join(self._chunks)


CHUNK = 64 * 1024
