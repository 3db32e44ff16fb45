"""Signs and verifies webhooks: one strict core, every provider as data.

A `Webhook` is one configured endpoint. Build it once, at start-up. `Webhook.verify` takes the body's bytes and the
headers of a request exactly as they arrived. It returns a `Delivery`, which says what was proved, or raises a
`WebhookVerificationError` with a stable `code`. `Webhook.sign` makes what the provider would post.

    >>> from hookseal import Webhook
    >>> webhook = Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
    >>> signed = webhook.sign(b'{"event": "job.completed"}', id="dlv_1")
    >>> webhook.verify(signed.body, signed.headers).json()
    {'event': 'job.completed'}
"""

from ._generated import ConfigErrorCode, ProviderName, VerifyErrorCode, providers
from ._provider import Policy, Provider, Variant
from ._receiver.log import LogEntry
from ._receiver.refused import RefusedRequest
from .delivery import Delivery, SignedDelivery, TokenDelivery, UnauthenticatedDelivery
from .errors import PayloadErrorCode, WebhookConfigError, WebhookPayloadError, WebhookVerificationError
from .webhook import Algorithm, Secret, SignedRequest, Webhook, __version__

__all__ = [
    "Algorithm",
    "ConfigErrorCode",
    "Delivery",
    "LogEntry",
    "PayloadErrorCode",
    "Policy",
    "Provider",
    "ProviderName",
    "RefusedRequest",
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
    "providers",
]
