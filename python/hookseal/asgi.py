"""Receives webhooks in any ASGI server, as an application that frameworks can mount.

>>> from hookseal.asgi import webhook
>>> @webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
... async def application(delivery, scope):
...     print("handled", delivery.variant)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from ._generated import ProviderName
from ._receiver.aexchange import AsyncExchange
from ._receiver.answers import Answer, Response, Result, response_of
from ._receiver.options import Options
from ._receiver.reading import asgi_chunks, receive_body
from ._receiver.receiver import Receiver
from ._receiver.refused import RefusedRequest
from ._receiver.request import Request, scope_length
from .delivery import Delivery
from .webhook import Secret

if TYPE_CHECKING:
    from typing_extensions import Unpack

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[False] = False,
    **options: Unpack[Options],
) -> Callable[[Callable[[Delivery, Scope], Awaitable[Result]]], Application]: ...
@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[True],
    **options: Unpack[Options],
) -> Callable[[Callable[[Delivery | RefusedRequest, Scope], Awaitable[Result]]], Application]: ...
def webhook(provider: Any, secret: Any = ..., **options: Any) -> Any:
    """Makes an ASGI application of an asynchronous handler, which is called with verified deliveries alone.

    The handler gets the `Delivery` and the scope. It answers with None, which is an empty 200, with a status, or with
    status, headers and body. What it raises is logged as `handler_failed` and answered 500; so is an answer that
    cannot be sent.

    Args:
        provider: as `hookseal.Webhook` takes it.
        secret: as `hookseal.Webhook` takes it.
        allow_refused: for a migration: the handler also gets each refused request, as a `RefusedRequest`.
        **options: those of `hookseal.Webhook`, and `replay`, `limit`, `deadline`, `status`, `public_url`, `log`,
            `on_refused`, `on_duplicate`.

    Raises:
        WebhookConfigError: a secret or an option is missing, wrong or unknown.
    """
    try:
        receiver = Receiver(provider, secret, options, asynchronous=True, hint=HINT, rethrows=False)
    finally:
        del secret, options
    return lambda handler: Application(receiver, handler)


class Application:
    """An ASGI application. An object, because a route of Starlette takes a function for something else."""

    def __init__(self, receiver: Receiver, handler: Callable[..., Awaitable[Result]]) -> None:
        self._receiver, self._handler = receiver, handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                await self._receive(scope, receive, send)
            case "websocket":
                # Before it is accepted: the server answers 403.
                await send({"type": "websocket.close"})
            case "lifespan":
                for phase in ("startup", "shutdown"):
                    await receive()
                    await send({"type": f"lifespan.{phase}.complete"})
            case _:
                raise ValueError("a webhook is received over HTTP alone")

    async def _receive(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings = self._receiver.configuration
        body = await receive_body(asgi_chunks(receive), scope_length(scope), settings.limit, settings.deadline)
        exchange = AsyncExchange(self._receiver.flow(Request.of_scope(scope, body, scope)))

        async def handler(outcome: Delivery | RefusedRequest) -> Response:
            return response_of(await self._handler(outcome, scope))

        answer = await exchange.handle(handler, lambda response: response.status)
        headers = list(answer.headers)
        if isinstance(answer, Answer) and answer.close:
            headers.append(("connection", "close"))
        pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
        await send({"type": "http.response.body", "body": answer.body})


HINT = "the body was consumed before verification: mount this application outside of what reads the body"
