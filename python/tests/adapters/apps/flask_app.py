"""Flask: each endpoint as a sync and an async view."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import flask
from hookseal.flask import webhook

from endpoints import ENDPOINTS, ran

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

app = flask.Flask(__name__)


@app.before_request
def consume() -> None:
    """Reads bodies before the view does, as nothing must."""
    if flask.request.path.endswith("/consumed-form"):
        _ = flask.request.form
    elif flask.request.path.endswith("/consumed"):
        flask.request.stream.read()


def sync_view(endpoint: str) -> Any:
    def receive(delivery: Any) -> Any:
        status, seconds = ran(endpoint, delivery)
        time.sleep(seconds)
        return None if status == 200 else ("", status)

    return receive


def async_view(endpoint: str) -> Any:
    async def receive(delivery: Any) -> Any:
        status, seconds = ran(endpoint, delivery)
        await asyncio.sleep(seconds)
        return "", status

    return receive


for name, options in ENDPOINTS.items():
    for kind, view in (("sync", sync_view(name)), ("async", async_view(name))):
        decorate: Any = webhook(*options.arguments, **options.keywords)  # type: ignore[call-overload]
        app.add_url_rule(f"/{kind}/{name}", f"{kind} {name}", decorate(view), methods=METHODS)
