"""The exceptions, by whose fault: the request's, the caller's, the payload's.

A code is API: stable, the same text in every language. A message is prose and may change. No message holds a secret, an
expected signature, or bytes of a body.
"""

from typing import Generic, Literal, TypeVar

from ._generated import ConfigErrorCode, VerifyErrorCode

PayloadErrorCode = Literal["payload_not_json"]

_Code = TypeVar("_Code", bound=str)


class _CodedError(Exception, Generic[_Code]):
    """An exception with a stable `code`. Code and message are its `args`, so that it can be pickled."""

    def __init__(self, code: _Code, message: str) -> None:
        super().__init__(code, message)
        self.code: _Code = code

    def __str__(self) -> str:
        return str(self.args[1])


class WebhookVerificationError(_CodedError[VerifyErrorCode]):
    """This request is refused. Answer it with a constant 401 and log `code`.

    `Webhook.verify` raises it for whatever can differ from request to request. One code is a mistake of the set-up:
    `body_not_raw`, whose message names the framework's line that mends it; log it as an error.

    Attributes:
        code: why, one of `VerifyErrorCode`.
    """


class WebhookConfigError(_CodedError[ConfigErrorCode]):
    """A mistake of the caller: when a webhook is built, when it signs, or in a `now` that is no Unix time.

    No request causes it, so 401 is no answer to it.

    Attributes:
        code: what is wrong, one of `ConfigErrorCode`.
    """


class WebhookPayloadError(_CodedError[PayloadErrorCode]):
    """The request was accepted, but its body is not JSON in UTF-8 without byte order mark: raised by `json()` alone.

    Attributes:
        code: "payload_not_json".
    """
