"""One configured endpoint: it verifies and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, SupportsIndex, TypeAlias, TypedDict, TypeVar, overload

from . import _core
from ._generated import ProviderName
from ._json import arguments, as_json
from .errors import WebhookConfigError

if TYPE_CHECKING:
    import typing_extensions
    from typing_extensions import Never, Unpack

    from .events import AssemblyAiEvent, ConnectEvent, TranscodelyEvent, TransloaditEvent

    _Event_co = typing_extensions.TypeVar("_Event_co", covariant=True, default=Any)

    class WebhookOptions(TypedDict, total=False):
        """The options of a `Webhook`, by their keywords."""

        secrets: Sequence[Secret | None] | None
        tolerance: int | None
        allow_any_timestamp: bool
        algorithms: Sequence[Algorithm] | None
        header: str | None
        url_parameter: str | None
        senders: Sequence[str] | None
        trusted_proxies: Sequence[str] | None
        allow_unauthenticated: bool
        name: str | None
else:
    # Python takes a default from 3.13 on.
    _Event_co = TypeVar("_Event_co", covariant=True)

Algorithm = Literal["sha1", "sha256", "sha384", "sha512"]
"""A digest that a signature is made with."""
Secret: TypeAlias = str | bytes | bytearray | memoryview
"""A secret: the text that the provider shows, or the raw bytes of the key."""

__version__ = "0.1.0"


@dataclass(frozen=True, repr=False, slots=True)
class SignedRequest:
    """A request exactly as the provider would post it. Its repr shows no value: headers and URL may carry a token.

    Attributes:
        headers: names in lower case, and values; the content type is the first.
        body: the bytes to post.
        url: the URL to post to, None if `sign` was given none.
    """

    headers: dict[str, str]
    body: bytes
    url: str | None

    def __repr__(self) -> str:
        return f"SignedRequest(headers={list(self.headers)}, body=<{len(self.body)} bytes>)"


class Webhook(_core.Webhook[_Event_co]):
    """One configured endpoint: a provider, its secrets, its options. Build it once, at start-up; threads may share it.

    Type checkers know the events of the providers in `hookseal.events`: `Webhook("transcodely", secret)` is a
    `Webhook[TranscodelyEvent]`, and its deliveries' `json` gives a `TranscodelyEvent`.

    Args:
        provider: the name of a built-in provider, a key of `hookseal.providers`; or a scheme of your own as a mapping
            with camelCase keys, which docs/custom-schemes.md in the repository describes.
        secret: the text that the provider shows, or the raw bytes of the key. None, as `os.environ.get` gives it for a
            variable that is not set, is refused as `missing_secret`.
        secrets: a list or tuple of several secrets instead, the new one first, at most 16. All are tried, and
            `secret_index` of the delivery says which one matched.
        tolerance: how far a signed timestamp may be from the clock, both ways, in whole seconds: 1 to 86400, 300 if not
            given.
        allow_any_timestamp: take a timestamp of any age, so that a captured delivery can be replayed for ever.
        algorithms: accept these alone, of those that the provider uses.
        header: the name of the header that you chose with the provider; AssemblyAI needs it.
        url_parameter: the name of the parameter that you put into the webhook's URL; Connect needs it.
        senders: accept these alone: IP addresses, networks such as "192.0.2.0/24", or names that the provider
            documents, such as "us" and "eu" of AssemblyAI. `verify` then needs `remote_address`. A filter, not
            authentication.
        trusted_proxies: your own proxies: IP addresses or networks, beside `senders`. `remote_address` may then be a
            chain, and the last address in it that is no proxy's is the sender.
        allow_unauthenticated: take requests that prove nothing, from a provider that can send such; the delivery says
            so.
        name: the endpoint's own name, so that two endpoints never share a `dedupe_key`.

    Raises:
        WebhookConfigError: a secret, an option or the scheme is missing, wrong or unknown. `code` says which, the
            message names the member.
    """

    __slots__ = ()

    @overload
    def __new__(
        cls,
        provider: Literal["assemblyai"],
        secret: Secret | None | EllipsisType = ...,
        **options: Unpack[WebhookOptions],
    ) -> Webhook[AssemblyAiEvent]: ...
    @overload
    def __new__(
        cls,
        provider: Literal["connect"],
        secret: Secret | None | EllipsisType = ...,
        **options: Unpack[WebhookOptions],
    ) -> Webhook[ConnectEvent]: ...
    @overload
    def __new__(
        cls,
        provider: Literal["transcodely"],
        secret: Secret | None | EllipsisType = ...,
        **options: Unpack[WebhookOptions],
    ) -> Webhook[TranscodelyEvent]: ...
    @overload
    def __new__(
        cls,
        provider: Literal["transloadit"],
        secret: Secret | None | EllipsisType = ...,
        **options: Unpack[WebhookOptions],
    ) -> Webhook[TransloaditEvent]: ...
    @overload
    def __new__(
        cls,
        provider: ProviderName | Mapping[str, object],
        secret: Secret | None | EllipsisType = ...,
        **options: Unpack[WebhookOptions],
    ) -> Webhook[Any]: ...

    def __new__(
        cls,
        provider: ProviderName | Mapping[str, object],
        secret: Secret | None | EllipsisType = ...,
        *,
        secrets: Sequence[Secret | None] | None = None,
        tolerance: int | None = None,
        allow_any_timestamp: bool = False,
        algorithms: Sequence[Algorithm] | None = None,
        header: str | None = None,
        url_parameter: str | None = None,
        senders: Sequence[str] | None = None,
        trusted_proxies: Sequence[str] | None = None,
        allow_unauthenticated: bool = False,
        name: str | None = None,
        **unknown: Never,
    ) -> Webhook[Any]:
        try:
            _check_version()
            keywords = {
                "secret": secret,
                "secrets": secrets,
                "tolerance": tolerance,
                "allow_any_timestamp": allow_any_timestamp,
                "algorithms": algorithms,
                "header": header,
                "url_parameter": url_parameter,
                "senders": senders,
                "trusted_proxies": trusted_proxies,
                "allow_unauthenticated": allow_unauthenticated,
                "name": name,
                **unknown,
            }
            return super().__new__(cls, *arguments(provider, keywords))
        finally:
            # A traceback that shows local variables must not show these.
            del secret, secrets, unknown

    def sign(
        self,
        body: bytes | bytearray | memoryview | str,
        *,
        id: str | None = None,
        timestamp: float | None = None,
        algorithm: Algorithm | None = None,
        variant: str | None = None,
        form: Literal["multipart", "urlencoded"] | None = None,
        url: str | None = None,
    ) -> SignedRequest:
        """Signs a body as the provider would, so that a receiver can be tried without the provider.

        Args:
            body: the bytes to post, or text, which is posted as UTF-8; for a provider that posts a form, the value of
                its signed field.
            id: the delivery id, needed where the provider sends one and refused where it sends none. It is the same on
                every attempt.
            timestamp: the time of sending in Unix seconds; the clock's if not given.
            algorithm: where the provider uses several; else the one that its own senders use.
            variant: where the provider has several; else `default_variant` of its row.
            form: how to write the form, where the provider posts one; else "multipart".
            url: the receiver's URL, needed by a scheme that puts a token into it or signs it, with the method POST;
                otherwise handed back as it is.

        Returns:
            Headers, body and URL. With several secrets all of them sign where the scheme takes a list, else the first.

        Raises:
            WebhookConfigError: `invalid_option`, if an option is missing or does not fit.
        """
        options = {
            "id": id,
            "timestamp": timestamp,
            "algorithm": algorithm,
            "variant": variant,
            "form": form,
            "url": url,
        }
        given = {option: value for option, value in options.items() if value is not None}
        headers, signed, target = self._sign(body, as_json(given, "invalid_option"))
        return SignedRequest(dict(headers), signed, target)

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> NoReturn:
        raise TypeError("a Webhook holds secrets: it is neither pickled nor copied")


def _check_version() -> None:
    if _core.__version__ != __version__:
        message = f"hookseal {__version__} was installed over parts of {_core.__version__}: install it anew"
        raise WebhookConfigError("version_mismatch", message)
