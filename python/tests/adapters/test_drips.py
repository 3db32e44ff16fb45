"""Bodies that keep coming, a little at a time (threat 99): what ends them where a read blocks, and where not."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import client
from rows.row import Step, handled, transcodely
from servers import Server, Start, serving

RECEIVERS = {
    "Flask, gunicorn": ("gunicorn threads", "apps.flask_app:app", "sync"),
    "WSGI, gunicorn": ("gunicorn", "apps.wsgi_app:app", "sync"),
    "FastAPI, uvicorn": ("uvicorn", "apps.fastapi_app:app", "async"),
    "ASGI, uvicorn": ("uvicorn", "apps.asgi_app:app", "async"),
}
BLOCKING = [name for name in RECEIVERS if "gunicorn" in name]


@pytest.mark.parametrize("name", RECEIVERS)
def test_a_long_body_that_drips_ends_at_the_deadline(start: Start, name: str) -> None:
    """In time for a server that reads in pieces of 64 KiB, as gunicorn is asked to: the deadline is between two."""
    kind, app, prefix = RECEIVERS[name]
    server = start(kind, app)
    step, mark = Step("hurried", transcodely(bytes(16 * PIECE))), server.mark()
    with dripping(server, step, prefix, PIECE, 0.4) as connection:
        assert connection.recv(64).startswith(b"HTTP/1.1 408 ")
    assert [line["log"] for line in server.since(mark)] == ["body_timeout"]


@pytest.mark.parametrize("name", [name for name in RECEIVERS if name not in BLOCKING])
def test_a_short_body_that_drips_ends_at_the_deadline(start: Start, name: str) -> None:
    kind, app, prefix = RECEIVERS[name]
    server = start(kind, app)
    mark = server.mark()
    with dripping(server, Step("hurried", transcodely()), prefix, 1, 0.2) as connection:
        assert connection.recv(64).startswith(b"HTTP/1.1 408 ")
    assert [line["log"] for line in server.since(mark)] == ["body_timeout"]


def test_a_short_body_that_drips_is_ended_by_gunicorn_itself(tmp_path: Path) -> None:
    """A read that blocks cannot be ended by who has called it: docs/receivers.md says to mind gunicorn's `timeout`."""
    with serving("gunicorn", "apps.wsgi_app:app", tmp_path, GUNICORN_CMD_ARGS="--timeout 2") as server:
        mark = server.mark()
        with dripping(server, Step("hurried", transcodely()), "sync", 1, 0.2) as connection:
            # The connection ends with its worker, and without an answer of ours.
            assert b" 408 " not in connection.recv(64)
        assert server.since(mark) == []
        # Another worker stands in its place.
        assert client.send(server.port, handled(transcodely()).bytes_for("sync")).status == 200


@contextlib.contextmanager
def dripping(server: Server, step: Step, prefix: str, size: int, seconds: float) -> Iterator[socket.socket]:
    """A connection on which the head of a request was sent, and on which its body comes in parts of this size."""
    request = step.bytes_for(prefix)
    body = request.index(b"\r\n\r\n") + len(b"\r\n\r\n")
    over = threading.Event()

    def drip() -> None:
        for start in range(body, len(request), size):
            if over.wait(seconds):
                return
            with contextlib.suppress(OSError):
                connection.sendall(request[start : start + size])

    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request[:body])
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield connection
        finally:
            over.set()
            thread.join()


PIECE = 64 * 1024
