"""ASGI without a framework: each endpoint an application of its own."""

from __future__ import annotations

import asyncio
from typing import Any

from hookseal.asgi import webhook

from endpoints import ENDPOINTS, ran


def application(endpoint: str) -> Any:
    options = ENDPOINTS[endpoint]

    @webhook(*options.arguments, **options.keywords)  # type: ignore[call-overload, untyped-decorator]
    async def receive(delivery: Any, scope: Any) -> int | None:
        status, seconds = ran(endpoint, delivery)
        await asyncio.sleep(seconds)
        return None if status == 200 else status

    return receive


APPLICATIONS = {f"/async/{endpoint}": application(endpoint) for endpoint in ENDPOINTS}


async def app(scope: Any, receive: Any, send: Any) -> None:
    found = APPLICATIONS.get(scope.get("path", ""))
    if found is not None:
        if "/consumed" in scope["path"]:
            receive = await consumed(receive)
        await found(scope, receive, send)
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})


async def consumed(receive: Any) -> Any:
    """Reads the body before the webhook does, as nothing must."""
    while (await receive()).get("more_body"):
        pass

    async def nothing() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    return nothing
