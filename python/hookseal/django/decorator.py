"""The decorator for views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Concatenate, Literal, overload

from .._generated import ProviderName
from .._receiver.options import Options
from .._receiver.receiver import Receiver
from .._receiver.refused import RefusedRequest
from ..delivery import Delivery
from ..webhook import Secret
from .reading import HINT
from .views import receiving

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

    return lambda view: receiving(receiver, view)
