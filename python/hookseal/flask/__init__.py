"""Receives webhooks in Flask.

>>> from flask import Flask
>>> from hookseal.flask import webhook
>>> app = Flask("receiver")
>>> @app.post("/transcodely")
... @webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
... def receive(delivery):
...     return "handled " + delivery.variant
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, overload

import flask

from .._generated import ProviderName
from .._receiver.answers import Answer
from .._receiver.exchange import handle
from .._receiver.options import Options
from .._receiver.receiver import Receiver
from .._receiver.refused import RefusedRequest
from ..delivery import Delivery
from ..webhook import Secret
from .reading import HINT, received

if TYPE_CHECKING:
    from typing_extensions import Unpack

P = ParamSpec("P")


@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[False] = False,
    **options: Unpack[Options],
) -> Callable[[Callable[Concatenate[Delivery, P], Any]], Callable[P, flask.Response]]: ...
@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[True],
    **options: Unpack[Options],
) -> Callable[[Callable[Concatenate[Delivery | RefusedRequest, P], Any]], Callable[P, flask.Response]]: ...
def webhook(provider: Any, secret: Any = ..., **options: Any) -> Any:
    """Wraps a view, sync or async, so that it is called with verified deliveries alone.

    Put it below the route. The view gets the `Delivery`, then the arguments of the route, and answers as ever; None is
    an empty 200. What it raises, an `abort` as well, goes on to Flask. MAX_CONTENT_LENGTH of the app holds beside
    `limit`. The `handler_timeout` of `replay` stops no view, not even an async one, which Flask runs to its end: let
    none take as long as `lease`.

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
        receiver = Receiver(provider, secret, options, asynchronous=False, hint=HINT)
    finally:
        del secret, options

    def wrap(view: Callable[..., Any]) -> Callable[..., flask.Response]:
        @functools.wraps(view)
        def receive(*args: Any, **kwargs: Any) -> flask.Response:
            app: flask.Flask = flask.current_app._get_current_object()  # type: ignore[attr-defined]
            call = app.ensure_sync(view)

            def handler(outcome: Delivery | RefusedRequest) -> flask.Response:
                response = call(outcome, *args, **kwargs)
                return flask.Response() if response is None else app.make_response(response)

            settings = receiver.configuration
            flow = receiver.flow(received(settings.limit, settings.deadline))
            answer = handle(flow, handler, lambda response: response.status_code)
            if isinstance(answer, Answer):
                return flask.Response(answer.body, answer.status, answer.headers)
            return answer

        return receive

    return wrap
