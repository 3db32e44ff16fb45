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

from collections.abc import Mapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from fastapi import Depends

from .._generated import ProviderName
from .._receiver.options import Options
from .._receiver.receiver import Receiver
from ..webhook import Secret
from .dependency import HINT, Dependency
from .route import WebhookRoute

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["WebhookRoute", "webhook"]


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

    A parameter of the route that FastAPI takes from the body, as `Body()` or a model, is read before any dependency:
    for everybody, without `limit` and `deadline`, and with FastAPI's own answer if it does not fit. Take the content
    from the delivery.

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
        return Depends(Dependency(Receiver(provider, secret, given, asynchronous=True, hint=HINT)))
    finally:
        del secret, options, given
