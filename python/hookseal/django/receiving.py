"""The decorator for views, and the class-based view."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import EllipsisType, MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, Literal, overload

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.base import BaseHandler
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View

from .._generated import ProviderName
from .._receiver.aexchange import AsyncExchange
from .._receiver.answers import Answer
from .._receiver.exchange import handle
from .._receiver.options import Options
from .._receiver.receiver import Receiver
from .._receiver.refused import RefusedRequest
from .._receiver.request import Request
from ..delivery import Delivery
from ..webhook import Secret
from .reading import HINT, received

if TYPE_CHECKING:
    from typing_extensions import Unpack


@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[False] = False,
    **options: Unpack[Options],
) -> Callable[[Callable[Concatenate[Any, Delivery, ...], Any]], Callable[..., Any]]: ...
@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[True],
    **options: Unpack[Options],
) -> Callable[[Callable[Concatenate[Any, Delivery | RefusedRequest, ...], Any]], Callable[..., Any]]: ...
def webhook(provider: Any, secret: Any = ..., **options: Any) -> Any:
    """Wraps a view, sync or async, so that it is called with verified deliveries alone. The view is exempt from CSRF.

    Put it outermost, above `api_view` of Django REST framework as well. The view gets the request, the `Delivery`, then
    the arguments of the URL, and answers as ever; None is an empty 200. What it raises goes on to Django. With
    ATOMIC_REQUESTS the transaction is the view's: a claim of `replay` stands outside of it.

    Django's own DATA_UPLOAD_MAX_MEMORY_SIZE, 2.5 MiB, holds beside `limit`: raise it for Transloadit. Over ASGI Django
    receives the whole body before a view is called, so only the server in front of it limits size and time.

    Args:
        provider: as `hookseal.Webhook` takes it.
        secret: as `hookseal.Webhook` takes it.
        allow_refused: for a migration: the view also gets each refused request, as a `RefusedRequest`.
        **options: those of `hookseal.Webhook`, and `replay`, `limit`, `deadline`, `status`, `public_url`, `log`,
            `on_refused`, `on_duplicate`.

    Raises:
        WebhookConfigError: a secret or an option is missing, wrong or unknown.
    """
    try:
        receiver = Receiver(provider, secret, options, asynchronous=True, hint=HINT)
    finally:
        del secret, options

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        if iscoroutinefunction(view):
            receive = _async_view(receiver, view)
        else:
            receiver.require_blocking()
            receive = _view(receiver, view)
        for alias in _databases():
            receive = transaction.non_atomic_requests(using=alias)(receive)
        # What `csrf_exempt` does, whose wrapper is no coroutine before Django 5.0.
        receive.csrf_exempt = True  # type: ignore[attr-defined]
        return receive

    return wrap


class WebhookView(View):  # type: ignore[misc]  # Django has no types.
    """A class-based view that handles verified deliveries. Give it `provider`, `secret` and `handle`, sync or async.

    Attributes:
        provider: as `webhook` takes it.
        secret: as `webhook` takes it.
        webhook_options: the keyword arguments of `webhook`.
    """

    provider: Any = None
    secret: Any = ...
    webhook_options: Mapping[str, Any] = MappingProxyType({})

    def handle(self, request: Any, delivery: Any, *args: Any, **kwargs: Any) -> Any:
        """Handles one delivery, and answers as a view does; None is an empty 200."""
        raise NotImplementedError("a WebhookView needs a method `handle`")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.handle(request, *args, **kwargs)

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., Any]:
        """The view for a URL pattern.

        Raises:
            WebhookConfigError: a secret or an option is missing, wrong or unknown.
        """
        names = ("provider", "secret", "webhook_options")
        provider, secret, options = (initkwargs.get(name, getattr(cls, name)) for name in names)
        try:
            view = super().as_view(**initkwargs)
            if iscoroutinefunction(cls.handle):
                markcoroutinefunction(view)
            decorate: Any = webhook(provider, secret, **options)
            return decorate(view)  # type: ignore[no-any-return]
        finally:
            del secret, options, initkwargs


def _view(receiver: Receiver, view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        call: Any = BaseHandler().make_view_atomic(view)

        def handler(outcome: Delivery | RefusedRequest) -> HttpResponseBase:
            return call(request, outcome, *args, **kwargs) or HttpResponse()

        answer = handle(receiver.flow(_request(receiver, request)), handler, _status)
        return _response(answer, request) if isinstance(answer, Answer) else answer

    return receive


def _async_view(receiver: Receiver, view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    async def receive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        call: Any = BaseHandler().make_view_atomic(view)
        flow = receiver.flow(_request(receiver, request))

        async def handler(outcome: Delivery | RefusedRequest) -> HttpResponseBase:
            return await call(request, outcome, *args, **kwargs) or HttpResponse()

        # Django's database connections belong to one thread.
        answer = await AsyncExchange(flow, lambda run: sync_to_async(run)()).handle(handler, _status)
        return _response(answer, request) if isinstance(answer, Answer) else answer

    return receive


def _request(receiver: Receiver, request: HttpRequest) -> Request:
    return received(request, receiver.configuration.limit, receiver.configuration.deadline)


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
