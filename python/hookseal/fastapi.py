"""Receives webhooks in FastAPI, as a dependency.

>>> from typing import Annotated
>>> from fastapi import FastAPI
>>> from hookseal import Delivery
>>> from hookseal.fastapi import webhook
>>> app = FastAPI()
>>> Hook = webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
>>> @app.post("/transcodely")
... async def receive(delivery: Annotated[Delivery, Hook]):
...     return {"handled": delivery.variant}
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextvars import ContextVar
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from fastapi import Depends, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from ._generated import ProviderName
from ._receiver.aexchange import AsyncExchange
from ._receiver.answers import Answer
from ._receiver.options import Options
from ._receiver.reading import Unread, receive_body
from ._receiver.receiver import Receiver
from ._receiver.refused import RefusedRequest
from ._receiver.request import Request as Received, announced_length, scope_peer, scope_target, values_of
from .delivery import Delivery
from .errors import WebhookConfigError
from .webhook import Secret

if TYPE_CHECKING:
    from typing_extensions import Unpack


def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: bool = False,
    **options: Unpack[Options],
) -> Any:
    """Makes a dependency that is the verified `Delivery`: `delivery: Annotated[Delivery, Hook]`.

    Without one, the function of the route is not called. A dependency does not see what the function answers, so with
    `replay` the route must be a `WebhookRoute`.

    Args:
        provider: as `hookseal.Webhook` takes it.
        secret: as `hookseal.Webhook` takes it.
        allow_refused: for a migration: the dependency is also each refused request, as a `RefusedRequest`.
        **options: those of `hookseal.Webhook`, and `replay`, `limit`, `deadline`, `status`, `public_url`, `log`,
            `on_refused`, `on_duplicate`.

    Raises:
        WebhookConfigError: a secret or an option is missing, wrong or unknown; also from a route that is no
            `WebhookRoute`, if there is a `replay`.
    """
    try:
        given = {**options, "allow_refused": allow_refused}
        return Depends(_Dependency(Receiver(provider, secret, given, asynchronous=True, hint=HINT)))
    finally:
        del secret, options, given


class WebhookRoute(APIRoute):
    """A route that sees how its function ends: `APIRouter(route_class=WebhookRoute)`.

    A claim of `replay` is completed before an answer of 2xx leaves, and released before any other. A function that is
    no coroutine cannot be stopped at its `handler_timeout`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        token = _in_webhook_route.set(True)
        try:
            super().__init__(*args, **kwargs)
        finally:
            _in_webhook_route.reset(token)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        call = super().get_route_handler()
        bounded = inspect.iscoroutinefunction(self.endpoint)

        async def handler(request: Request) -> Response:
            exchanges = request.scope[SCOPE_KEY] = _Exchanges(bounded)
            try:
                response = await call(request)
                status = response.status_code
            except BaseException as error:
                answer = await exchanges.fail(error)
                if answer is None:
                    raise
                return Response(answer.body, answer.status, dict(answer.headers))
            await exchanges.end(status)
            return response

        return handler


class _Exchanges:
    """What the dependencies of one request have begun: one exchange, as a rule."""

    def __init__(self, bounded: bool) -> None:
        self.bounded = bounded
        self._begun: list[AsyncExchange] = []

    def add(self, exchange: AsyncExchange) -> None:
        self._begun.append(exchange)

    async def end(self, status: int) -> None:
        for exchange in self._begun:
            await exchange.end(status)

    async def fail(self, error: BaseException) -> Answer | None:
        answers = [await exchange.fail(error) for exchange in self._begun]
        return error.answer if isinstance(error, _Answered) else next(filter(None, answers), None)


class _Answered(HTTPException):
    """Ends a request with an answer of the receiver. A route that is no `WebhookRoute` makes it an error of its own."""

    def __init__(self, answer: Answer) -> None:
        headers = {name: value for name, value in answer.headers if not name.startswith("content-")}
        if answer.close:
            headers["connection"] = "close"
        super().__init__(answer.status, answer.body.decode().strip(), headers)
        self.answer = answer


class _Dependency:
    """What FastAPI calls for each request."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._routed = False

    @property
    def __signature__(self) -> inspect.Signature:
        # FastAPI reads it first when the route is made, which is when a mistake is to be found.
        self._routed = self._routed or _in_webhook_route.get()
        if not self._routed and self._receiver.configuration.guard is not None:
            raise WebhookConfigError("invalid_option", NO_WEBHOOK_ROUTE)
        request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
        return inspect.Signature([request])

    async def __call__(self, request: Request) -> Delivery | RefusedRequest:
        exchange = AsyncExchange(self._receiver.flow(await self._received(request)))
        exchanges: _Exchanges | None = request.scope.get(SCOPE_KEY)
        if exchanges is not None:
            exchanges.add(exchange)
        elif self._receiver.configuration.guard is not None:
            raise WebhookConfigError("invalid_option", NO_WEBHOOK_ROUTE)
        outcome = await exchange.begin(bounded=exchanges is not None and exchanges.bounded)
        if isinstance(outcome, Answer):
            raise _Answered(outcome)
        return outcome

    async def _received(self, request: Request) -> Received:
        scope = request.scope
        return Received(await self._body(request), scope["headers"], scope_target(scope), scope_peer(scope), request)

    async def _body(self, request: Request) -> bytes | Mapping[str, Any] | Unread | None:
        settings = self._receiver.configuration
        length = announced_length(values_of(request.scope["headers"], "content-length"))
        try:
            return await receive_body(_chunks(request), length, settings.limit, settings.deadline)
        except RuntimeError:
            return await _parsed_form(request)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise EOFError from None


async def _parsed_form(request: Request) -> Mapping[str, Any] | None:
    """The form of a request whose bytes are gone. Starlette keeps it."""
    try:
        return await request.form() or None
    except RuntimeError:
        return None


_in_webhook_route: ContextVar[bool] = ContextVar("_in_webhook_route", default=False)

SCOPE_KEY = "hookseal.exchanges"
HINT = "the body was consumed before verification: call `await request.body()` before `request.form()`, or not at all"
NO_WEBHOOK_ROUTE = "`replay` needs a route that sees the answer: make it with `APIRouter(route_class=WebhookRoute)`"
