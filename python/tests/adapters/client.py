"""Sends a request byte for byte as written, and reads the answer."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterable
from dataclasses import dataclass

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """Status and body; a status of None if the connection ended without an answer."""

    status: int | None
    body: bytes = b""
    retry_after: str | None = None
    closed: bool = False


def raw(method: str, target: str, headers: Pairs, body: bytes = b"", *, length: int | None = None) -> bytes:
    """The bytes of a request. `length` is the Content-Length, if it is not to be the true one."""
    announced = len(body) if length is None else length
    return head(method, target, [*headers, ("Content-Length", str(announced))]) + body


def chunked(method: str, target: str, headers: Pairs, body: bytes, size: int = 100) -> bytes:
    """The same in chunks, without a Content-Length."""
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    coded = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return head(method, target, [*headers, ("Transfer-Encoding", "chunked")]) + coded + b"0\r\n\r\n"


def head(method: str, target: str, headers: Pairs) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def send(port: int, request: bytes, *, ends: bool = False, waits_for_end: bool = False, method: str = "POST") -> Answer:
    """Sends the bytes on a connection of their own.

    Args:
        ends: whether the client ends its side after them.
        waits_for_end: whether the server is expected to end the connection after its answer.
        method: that of the request, for how the answer ends.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        try:
            connection.sendall(request)
            if ends:
                connection.shutdown(socket.SHUT_WR)
            response = http.client.HTTPResponse(connection, method=method)
            response.begin()
            body = response.read()
        except (ConnectionError, http.client.BadStatusLine):
            return Answer(None, closed=True)
        return Answer(response.status, body, response.headers["Retry-After"], waits_for_end and ended(connection))


def ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
