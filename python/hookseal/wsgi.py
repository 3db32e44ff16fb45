"""Receives webhooks in any WSGI server, as an application that frameworks can mount.

>>> from hookseal.wsgi import webhook
>>> @webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
... def application(delivery, environ):
...     print("handled", delivery.variant)
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterable, Mapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload
from wsgiref.util import is_hop_by_hop

from ._generated import ProviderName
from ._receiver.answers import Response, Result, response_of
from ._receiver.exchange import handle
from ._receiver.options import Options
from ._receiver.reading import Unread, read_body
from ._receiver.receiver import Receiver
from ._receiver.refused import RefusedRequest
from ._receiver.request import Request, environ_length
from .delivery import Delivery
from .webhook import Secret

if TYPE_CHECKING:
    from typing_extensions import Unpack

Environ: TypeAlias = dict[str, Any]
Application: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[False] = False,
    **options: Unpack[Options],
) -> Callable[[Callable[[Delivery, Environ], Result]], Application]: ...
@overload
def webhook(
    provider: ProviderName | Mapping[str, object],
    secret: Secret | None | EllipsisType = ...,
    *,
    allow_refused: Literal[True],
    **options: Unpack[Options],
) -> Callable[[Callable[[Delivery | RefusedRequest, Environ], Result]], Application]: ...
def webhook(provider: Any, secret: Any = ..., **options: Any) -> Any:
    """Makes a WSGI application of a handler, which is called with verified deliveries alone.

    The handler gets the `Delivery` and the environ. It answers with None, which is an empty 200, with a status, or with
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
        receiver = Receiver(provider, secret, options, asynchronous=False, hint=HINT, rethrows=False)
    finally:
        del secret, options

    def wrap(handler: Callable[..., Result]) -> Application:
        def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
            flow = receiver.flow(_request(receiver, environ))
            answer = handle(flow, lambda outcome: _response(handler(outcome, environ)), _status)
            phrase = http.client.responses.get(answer.status, "Status")
            start_response(f"{answer.status} {phrase}", answer.headers)
            return [answer.body]

        return application

    return wrap


def _request(receiver: Receiver, environ: Environ) -> Request:
    body = _body(environ, receiver.configuration.limit, receiver.configuration.deadline)
    return Request.of_environ(environ, body, environ)


def _body(environ: Environ, limit: int, deadline: float) -> bytes | Unread:
    marks_end = bool(environ.get("wsgi.input_terminated"))
    length = environ_length(environ, marks_end=marks_end)
    if isinstance(length, Unread):
        return length
    if length is None and not marks_end:
        return b""
    return read_body(environ["wsgi.input"].read, length, limit, deadline)


def _response(result: Result) -> Response:
    response = response_of(result)
    if any(is_hop_by_hop(name) for name, _ in response.headers):
        raise ValueError("PEP 3333 leaves a header of the answer to the server")
    return response


def _status(response: Response) -> int:
    return response.status


HINT = "the body was consumed before verification: mount this application outside of what reads `wsgi.input`"
