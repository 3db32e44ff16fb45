"""The exceptions, by whose fault: the request's, the caller's, the payload's.

A code is API: stable, the same text in every language. A message is prose, comes from the core and may change. No
message holds a secret, an expected signature, or bytes of a body.
"""

from typing import Generic, Literal, TypeVar

from ._generated import ConfigErrorCode, VerifyErrorCode

PayloadErrorCode = Literal["payload_not_json"]

_Code = TypeVar("_Code", bound=str)


class _CodedError(Exception, Generic[_Code]):
    """An exception with a stable `code`; the code and the message are its `args`, so it can be pickled."""

    def __init__(self, code: _Code, message: str) -> None:
        super().__init__(code, message)
        self.code: _Code = code

    def __str__(self) -> str:
        return str(self.args[1])


class WebhookVerificationError(_CodedError[VerifyErrorCode]):
    """This request is refused. Answer it with a constant 401 and log `code`; nothing else leaves `Webhook.verify`."""


class WebhookConfigError(_CodedError[ConfigErrorCode]):
    """A mistake of the caller: found when a webhook is built, when it signs, or in a `now` that is no Unix time."""


class WebhookPayloadError(_CodedError[PayloadErrorCode]):
    """The delivery is genuine, but its body is not standard JSON in UTF-8."""
