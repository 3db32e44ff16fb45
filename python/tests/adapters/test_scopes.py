"""What an ASGI server asks of an application beside requests over HTTP: its start, its end, and open sockets."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hookseal.asgi import webhook

import client
import deliveries
from rows.row import handled, transcodely
from servers import serving


def exchanged(scope: dict[str, Any], *received: str) -> list[Any]:
    """What the application sends when it is called with a scope, and receives these events."""
    events, sent = iter(received), list[Any]()

    async def handler(delivery: Any, scope: Any) -> None:
        raise AssertionError("nothing was verified")

    async def receive() -> dict[str, Any]:
        return {"type": next(events)}

    async def send(event: Any) -> None:
        sent.append(event)

    application = webhook("transcodely", deliveries.TRANSCODELY)(handler)
    asyncio.run(application(scope, receive, send))
    return sent


def test_a_websocket_is_closed_before_it_is_open() -> None:
    """The server answers 403 to it, whoever asks, and no traceback is written (threat 116)."""
    headers = [(name.lower().encode(), value.encode()) for name, value in transcodely().headers]
    scope = {"type": "websocket", "path": "/hook", "headers": headers}
    assert exchanged(scope, "websocket.connect") == [{"type": "websocket.close"}]


def test_the_start_and_the_end_of_a_server() -> None:
    sent = exchanged({"type": "lifespan"}, "lifespan.startup", "lifespan.shutdown")
    assert sent == [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}]


def test_any_other_scope_is_a_mistake_of_the_server() -> None:
    with pytest.raises(ValueError, match="over HTTP alone"):
        exchanged({"type": "telepathy"})


def test_a_server_that_insists_on_it_starts(tmp_path: Path) -> None:
    module = tmp_path / "alone.py"
    module.write_text("from apps.asgi_app import application\n\napp = application('transcodely')\n")
    paths = f"{tmp_path}:{Path(__file__).parent}:{Path(__file__).parents[1]}"
    with serving("uvicorn, lifespan", "alone:app", tmp_path, PYTHONPATH=paths) as server:
        assert client.send(server.port, handled(transcodely()).bytes_for("async")).status == 200
