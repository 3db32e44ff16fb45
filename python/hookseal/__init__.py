"""Signs and verifies webhooks: one strict core, every provider as data.

A `Webhook` is one configured endpoint. Build it once, at start-up. `Webhook.verify` takes the body's bytes and the
headers of a request exactly as they arrived. It returns a `Delivery`, which says what was proved, or raises a
`WebhookVerificationError` with a stable `code`. `Webhook.sign` makes what the provider would post.

    >>> from hookseal import Webhook
    >>> webhook = Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
    >>> signed = webhook.sign(b'{"event": "job.completed"}', id="dlv_1")
    >>> webhook.verify(signed.body, signed.headers).json()
    {'event': 'job.completed'}

`Webhook.explain` and `explain` say why a request is refused, as a `Report`; `python -m hookseal` does on a terminal.
"""

from typing import TYPE_CHECKING

from ._generated import ConfigErrorCode, FindingCode, ProviderName, VerifyErrorCode, providers
from ._provider import Policy, Provider, Variant
from ._receiver.log import LogEntry
from ._receiver.refused import RefusedRequest
from .delivery import Delivery, SignedDelivery, TokenDelivery, UnauthenticatedDelivery
from .errors import PayloadErrorCode, WebhookConfigError, WebhookPayloadError, WebhookVerificationError
from .webhook import Algorithm, Secret, SignedRequest, Webhook, __version__

if TYPE_CHECKING:
    from ._explain import explain
    from .report import Finding, Report

__all__ = [
    "Algorithm",
    "ConfigErrorCode",
    "Delivery",
    "Finding",
    "FindingCode",
    "LogEntry",
    "PayloadErrorCode",
    "Policy",
    "Provider",
    "ProviderName",
    "RefusedRequest",
    "Report",
    "Secret",
    "SignedDelivery",
    "SignedRequest",
    "TokenDelivery",
    "UnauthenticatedDelivery",
    "Variant",
    "VerifyErrorCode",
    "Webhook",
    "WebhookConfigError",
    "WebhookPayloadError",
    "WebhookVerificationError",
    "__version__",
    "explain",
    "providers",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # A receiver explains nothing, so it does not pay for it when it starts.
        if name == "explain":
            from . import _explain as module
        elif name in ("Finding", "Report"):
            from . import report as module
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(module, name))
