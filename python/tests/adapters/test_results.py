"""What a handler without a framework answers, and cannot be sent: it has failed, and its delivery may come again."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import h11
import hookseal.asgi
import hookseal.wsgi
import pytest
from hookseal.replay import MemoryStore

import deliveries
from rows.row import transcodely

UNSENDABLE: dict[str, Any] = {
    "a header beyond latin-1": (200, {"x-name": "\u20ac"}, b""),
    "a header that ends another": (200, {"x-name": "a\r\nset-cookie: b"}, b""),
    "a header with a space at its end": (200, {"x-name": "a "}, b""),
    "a header of bytes": (200, [(b"x-name", b"a")], b""),
    "a header of no text": (200, {"x-name": 1}, b""),
    "a name with a space": (200, {"x name": "a"}, b""),
    "no name": (200, {"": "a"}, b""),
    "its own framing": (200, {"Transfer-Encoding": "chunked"}, b""),
    "another length": (200, {"Content-Length": "3"}, b"four"),
    "headers that are no pairs": (200, ["x-name"], b""),
    "headers that are a number": (200, 7, b""),
    "no body": (200, {}, None),
    "a body of no bytes": (200, {}, bytearray(b"a")),
    "a body beyond UTF-8": (200, {}, "\ud800"),
    "a body where there is none": (204, {}, b"a"),
    "two things": (200, b""),
    "a text": "handled",
    "a mapping": {"handled": True},
    "a truth": True,
    "a number that is no status": 99,
    "a status that is no answer": 103,
    "a status beyond HTTP": 600,
    "a status of text": ("200", {}, b""),
}
SENDABLE: dict[str, Any] = {
    "nothing": (None, 200, b""),
    "a status": (204, 204, b""),
    "a status of Python's": (HTTPStatus.ACCEPTED, 202, b""),
    "a text": ((200, {"x-name": "\xe4 \t b", "content-length": "3"}, "\u20ac"), 200, "\u20ac".encode()),
    "pairs, an empty one among them": ((201, [("x-a", "1"), ("x-a", "")], b"b"), 201, b"b"),
}


@pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
@pytest.mark.parametrize("name", UNSENDABLE)
def test_what_cannot_be_sent_has_not_been_handled(receive: str, name: str) -> None:
    """The claim is released before the answer: the next attempt is handled."""
    answers, log = [UNSENDABLE[name], None, None], list[str]()
    statuses = [status for status, _ in CALLS[receive](answers, log)]
    assert (statuses, log) == ([500, 200, 200], ["handler_failed", "duplicate"])


@pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
@pytest.mark.parametrize("name", SENDABLE)
def test_what_can_be_sent_is_sent(receive: str, name: str) -> None:
    answer, status, body = SENDABLE[name]
    log: list[str] = []
    assert CALLS[receive]([answer, None, None], log) == [(status, body), (200, b""), (200, b"")]
    assert log == ["duplicate", "duplicate"]


def test_a_header_that_is_the_servers() -> None:
    """PEP 3333 leaves it to the server. ASGI does not."""
    answer = (200, {"Connection": "close"}, b"")
    for receive, status in (("over WSGI", 500), ("over ASGI", 200)):
        assert CALLS[receive]([answer, None, None], [])[0][0] == status


def over_wsgi(answers: list[Any], log: list[str]) -> list[tuple[int, bytes]]:
    """The same delivery, once for each answer that the handler is to give; what was sent each time."""
    sent, left = transcodely(), iter(answers)

    @hookseal.wsgi.webhook("transcodely", deliveries.TRANSCODELY, **options(log))
    def application(delivery: Any, environ: Any) -> Any:
        return next(left)

    environ: dict[str, Any] = {"REQUEST_METHOD": "POST", "PATH_INFO": "/hook", "CONTENT_LENGTH": str(len(sent.body))}
    environ |= {"wsgi.version": (1, 0)}
    environ |= {"HTTP_" + name.upper().replace("-", "_"): value for name, value in sent.headers}

    def send() -> tuple[int, bytes]:
        started: list[Any] = []
        body = application({**environ, "wsgi.input": io.BytesIO(sent.body)}, lambda *start: started.extend(start))
        status, headers = started
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return on_the_wire(int(status[:3]), pairs, b"".join(body))

    return [send() for _ in answers]


def over_asgi(answers: list[Any], log: list[str]) -> list[tuple[int, bytes]]:
    """As `over_wsgi`."""
    sent, left = transcodely(), iter(answers)

    @hookseal.asgi.webhook("transcodely", deliveries.TRANSCODELY, **options(log))
    async def application(delivery: Any, scope: Any) -> Any:
        return next(left)

    headers = [(name.lower().encode(), value.encode()) for name, value in sent.headers]
    scope = {"type": "http", "path": "/hook", "query_string": b"", "headers": headers, "client": None}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent.body, "more_body": False}

    async def send() -> tuple[int, bytes]:
        events: list[Any] = []

        async def keep(event: Any) -> None:
            events.append(event)

        await application(scope, receive, keep)
        start, body = events
        return on_the_wire(start["status"], start["headers"], body["body"])

    async def send_each() -> list[tuple[int, bytes]]:
        return [await send() for _ in answers]

    return asyncio.run(send_each())


def options(log: list[str]) -> dict[str, Any]:
    return {"replay": MemoryStore(), "log": lambda entry: log.append(entry.code)}


def on_the_wire(status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> tuple[int, bytes]:
    """Writes the answer as a server does that takes nothing which HTTP does not allow."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")
    while connection.next_event() is not h11.NEED_DATA and connection.their_state is not h11.DONE:
        pass
    for event in (h11.Response(status_code=status, headers=headers), h11.Data(data=body), h11.EndOfMessage()):
        connection.send(event)
    return status, body


CALLS: dict[str, Callable[[list[Any], list[str]], list[tuple[int, bytes]]]] = {
    "over WSGI": over_wsgi,
    "over ASGI": over_asgi,
}
