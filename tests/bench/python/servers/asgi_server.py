"""A bare ASGI application three times: as it is, with the provider's snippet, and with the adapter."""

from typing import Any

from deliveries import SECRET
from hookseal.asgi import webhook
from transcodely import verify_webhook

from .snippet import Received


async def bare(scope: Any, receive: Any, send: Any) -> None:
    await read(receive)
    await answer(send, 200)


async def snippet(scope: Any, receive: Any, send: Any) -> None:
    # The snippet asks for names as the provider writes them.
    headers = {name.decode().title().replace("Id", "ID"): value.decode() for name, value in scope["headers"]}
    await answer(send, 200 if verify_webhook(Received(await read(receive), headers)) else 401)


@webhook("transcodely", SECRET)
async def hookseal(delivery: object, scope: object) -> None:
    return None


async def read(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def answer(send: Any, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})


PATHS: dict[str, Any] = {"/bare": bare, "/snippet": snippet, "/hookseal": hookseal}


async def missing(scope: Any, receive: Any, send: Any) -> None:
    await answer(send, 404)


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await PATHS.get(scope["path"], missing)(scope, receive, send)
