"""A row of the table: what is sent, and what must come of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import client
import deliveries
from deliveries import Delivery


@dataclass(frozen=True)
class Step:
    """One request of a row.

    Attributes:
        endpoint: the key of `ENDPOINTS` that it is sent to; with a slash at its end, to a path beside it.
        status: what may be answered, None for an end of the connection.
        log: the codes of the log, in their order.
        runs: the bytes that the handler is handed, of each run of it.
        text: the body of the answer, if it matters.
        framing: "length", "chunked", "cut" for chunks that break off, "none" for a body that is not announced.
        announced: how many bytes more are announced than sent.
        level: of each line of the log, if it matters.
        id: the delivery id in the log, if it matters.
        refused: whether the handler is handed a refused request.
        closed: whether the server must end the connection after its answer.
        ends: whether the client ends its side after the request.
        message: what each line of the log must say.
        query: in place of the delivery's own.
    """

    endpoint: str
    delivery: Delivery
    status: tuple[int | None, ...] = (200,)
    log: tuple[str, ...] = ()
    runs: tuple[bytes | None, ...] = ()
    text: bytes | None = None
    method: str = "POST"
    framing: str = "length"
    announced: int = 0
    level: str | None = None
    id: str | None = "any"
    refused: bool = False
    retry_after: bool = False
    closed: bool = False
    ends: bool = False
    message: str = ""
    query: str = ""

    def bytes_for(self, prefix: str) -> bytes:
        """The request as it is sent to a receiver whose endpoints stand below `prefix`."""
        target = f"/{prefix}/{self.endpoint}{self.query or self._own_query}"
        sent, body = self.delivery, self.delivery.body
        if self.framing == "chunked":
            return client.chunked(self.method, target, sent.headers, body)
        if self.framing == "cut":
            return client.chunked(self.method, target, sent.headers, body)[: -len("0\r\n\r\n")]
        if self.framing == "none":
            return client.head(self.method, target, sent.headers) + body
        return client.raw(self.method, target, sent.headers, body, length=len(body) + self.announced)

    @property
    def _own_query(self) -> str:
        _, mark, query = self.delivery.url.partition("?")
        return mark + query


def handled(delivery: Delivery, endpoint: str | None = None, **more: object) -> Step:
    """The request enters the handler once, with exactly the bytes that were signed."""
    given: dict[str, object] = {"runs": (delivery.proved,), **more}
    return Step(endpoint or delivery.provider, delivery, **given)  # type: ignore[arg-type]


def refused(delivery: Delivery, code: str, endpoint: str | None = None, **more: object) -> Step:
    """The handler never runs; the answer is constant, and the reason stands in the log alone."""
    given: dict[str, object] = {"status": (401,), "log": (code,), "text": b"refused\n", **more}
    return Step(endpoint or delivery.provider, delivery, **given)  # type: ignore[arg-type]


def now() -> int:
    return int(time.time())


def transcodely(body: bytes | None = None, age: int = 0) -> Delivery:
    return deliveries.transcodely(body, now=now() - age)


def changed(delivery: Delivery) -> Delivery:
    """With one bit of its payload changed, inside a text, so that a form stays one."""
    body = delivery.body
    at = max(body.rfind(b"completed"), body.rfind(b"COMPLETED"), body.rfind(b"created"))
    return with_body(delivery, body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])


def with_body(delivery: Delivery, body: bytes) -> Delivery:
    return Delivery(delivery.provider, body, delivery.headers, delivery.proved, delivery.url)


def with_headers(delivery: Delivery, *headers: tuple[str, str]) -> Delivery:
    return Delivery(delivery.provider, delivery.body, headers, delivery.proved, delivery.url)


def with_header(delivery: Delivery, name: str, value: str | None = None) -> Delivery:
    """With another value of a header, or without it."""
    kept = [pair for pair in delivery.headers if pair[0].lower() != name.lower()]
    return with_headers(delivery, *kept, *([] if value is None else [(name, value)]))


def value_of(delivery: Delivery, name: str) -> str:
    return next(value for key, value in delivery.headers if key.lower() == name.lower())
