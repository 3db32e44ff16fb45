"""What FastAPI calls for each request, and the parts of a FastAPI request."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.requests import ClientDisconnect

from .._receiver.aexchange import AsyncExchange
from .._receiver.answers import Answer
from .._receiver.reading import Unread, receive_body
from .._receiver.receiver import Receiver
from .._receiver.refused import RefusedRequest
from .._receiver.request import Body, Request as Received, scope_length
from ..delivery import Delivery
from ..errors import WebhookConfigError
from .route import SCOPE_KEY, Answered, Exchanges, in_webhook_route


class Dependency:
    """Gives the verified delivery of a request, or ends the request with an answer."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._routed = False

    @property
    def __signature__(self) -> inspect.Signature:
        # FastAPI reads it first when the route is made, which is when a mistake is to be found.
        self._routed = self._routed or in_webhook_route.get()
        if not self._routed and self._receiver.configuration.guard is not None:
            raise WebhookConfigError("invalid_option", NO_WEBHOOK_ROUTE)
        request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
        return inspect.Signature([request])

    async def __call__(self, request: Request) -> Delivery | RefusedRequest:
        received = Received.of_scope(request.scope, await self._body(request), request)
        exchange = AsyncExchange(self._receiver.flow(received))
        exchanges: Exchanges | None = request.scope.get(SCOPE_KEY)
        if exchanges is not None:
            exchanges.add(exchange)
        elif self._receiver.configuration.guard is not None:
            raise WebhookConfigError("invalid_option", NO_WEBHOOK_ROUTE)
        outcome = await exchange.begin(bounded=exchanges is not None and exchanges.bounded)
        if isinstance(outcome, Answer):
            raise Answered(outcome)
        return outcome

    async def _body(self, request: Request) -> Body:
        settings = self._receiver.configuration
        try:
            length = scope_length(request.scope)
            return await receive_body(request.stream(), length, settings.limit, settings.deadline)
        except ClientDisconnect:
            return Unread("body_incomplete")
        except RuntimeError:
            return await _parsed_form(request)


async def _parsed_form(request: Request) -> Mapping[str, Any] | None:
    """The form of a request whose bytes are gone. Starlette keeps it."""
    try:
        return await request.form() or None
    except RuntimeError:
        return None


HINT = "the body was consumed before verification: call `await request.body()` before `request.form()`, or not at all"
NO_WEBHOOK_ROUTE = "`replay` needs a route that sees the answer: make it with `APIRouter(route_class=WebhookRoute)`"
