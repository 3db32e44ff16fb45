"""The route that sees how its function ends, which a dependency does not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from contextvars import ContextVar
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

from .._receiver.aexchange import AsyncExchange
from .._receiver.answers import Answer


class WebhookRoute(APIRoute):
    """A route that sees how its function ends: `APIRouter(route_class=WebhookRoute)`.

    A claim of `replay` is completed before an answer of 2xx leaves, and released before any other. A dependency with
    `yield` and the scope "function" ends before that, so it may commit: if it raises, the claim is released. One of
    another scope, a background task and the parts of a streamed answer come later, when the delivery counts as handled:
    they must not commit what it brought. A function that is no coroutine cannot be stopped at its `handler_timeout`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        token = in_webhook_route.set(True)
        try:
            super().__init__(*args, **kwargs)
        finally:
            in_webhook_route.reset(token)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        call = super().get_route_handler()
        bounded = inspect.iscoroutinefunction(self.endpoint)

        async def handler(request: Request) -> Response:
            exchanges = request.scope[SCOPE_KEY] = Exchanges(bounded)
            try:
                async with AsyncExitStack() as stack:
                    # In place of FastAPI's own, which ends when this handler has: a commit that fails is found in time.
                    request.scope["fastapi_function_astack"] = stack
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


class Exchanges:
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
        return error.answer if isinstance(error, Answered) else next(filter(None, answers), None)


class Answered(HTTPException):
    """Ends a request with an answer of the receiver. A route that is no `WebhookRoute` makes it an error of its own."""

    def __init__(self, answer: Answer) -> None:
        headers = {name: value for name, value in answer.headers if not name.startswith("content-")}
        if answer.close:
            headers["connection"] = "close"
        super().__init__(answer.status, answer.body.decode().strip(), headers)
        self.answer = answer


in_webhook_route: ContextVar[bool] = ContextVar("in_webhook_route", default=False)
"""Whether the route that is being made is a `WebhookRoute`."""

SCOPE_KEY = "hookseal.exchanges"
