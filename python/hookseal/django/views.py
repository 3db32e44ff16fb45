"""A view around the application's own, sync or async, which is called with verified deliveries alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.base import BaseHandler
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .._receiver.aexchange import AsyncExchange
from .._receiver.answers import Answer
from .._receiver.exchange import handle
from .._receiver.receiver import Receiver
from .._receiver.refused import RefusedRequest
from .._receiver.request import Request
from ..delivery import Delivery
from .reading import received


def receiving(receiver: Receiver, view: Callable[..., Any]) -> Callable[..., Any]:
    """The view to route to: exempt from CSRF, and outside of the transaction of ATOMIC_REQUESTS, which is `view`'s."""
    if iscoroutinefunction(view):
        receive = _async_view(receiver, view)
    else:
        receiver.require_blocking()
        receive = _sync_view(receiver, view)
    for alias in _databases():
        receive = transaction.non_atomic_requests(using=alias)(receive)
    # What `csrf_exempt` does, whose wrapper is no coroutine before Django 5.0.
    receive.csrf_exempt = True  # type: ignore[attr-defined]
    return receive


def _sync_view(receiver: Receiver, view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        call: Any = BaseHandler().make_view_atomic(view)

        def handler(outcome: Delivery | RefusedRequest) -> HttpResponseBase:
            return _rendered(call(request, outcome, *args, **kwargs) or HttpResponse())

        answer = handle(receiver.flow(_request(receiver, request)), handler, _status)
        return _response(answer, request) if isinstance(answer, Answer) else answer

    return receive


def _async_view(receiver: Receiver, view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    async def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        call: Any = BaseHandler().make_view_atomic(view)
        flow = receiver.flow(_request(receiver, request))

        async def handler(outcome: Delivery | RefusedRequest) -> HttpResponseBase:
            response = await call(request, outcome, *args, **kwargs) or HttpResponse()
            return await sync_to_async(_rendered)(response) if hasattr(response, "render") else response

        # Django's database connections belong to one thread.
        answer = await AsyncExchange(flow, lambda run: sync_to_async(run)()).handle(handler, _status)
        return _response(answer, request) if isinstance(answer, Answer) else answer

    return receive


def _request(receiver: Receiver, request: HttpRequest) -> Request:
    return received(request, receiver.configuration.limit, receiver.configuration.deadline)


def _rendered(response: Any) -> HttpResponseBase:
    """The answer of a view, with what Django would render when the claim is completed already."""
    rendered: HttpResponseBase = response.render() if hasattr(response, "render") else response
    return rendered


def _status(response: HttpResponseBase) -> int:
    status: int = response.status_code
    return status


def _response(answer: Answer, request: HttpRequest) -> HttpResponse:
    headers = dict(answer.headers)
    if answer.close and hasattr(request, "scope"):
        # PEP 3333 leaves this header to a WSGI server.
        headers["connection"] = "close"
    return HttpResponse(answer.body, status=answer.status, headers=headers)


def _databases() -> list[str]:
    try:
        return list(connections)
    except ImproperlyConfigured:
        return [DEFAULT_DB_ALIAS]
