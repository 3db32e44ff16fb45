"""The compiled part of hookseal, bindings/python. Users import it through the package."""

from collections.abc import Iterable, Mapping, Sequence
from types import GenericAlias
from typing import Any, Final, Generic, Literal, Protocol, TypeAlias, final, type_check_only

from typing_extensions import Self, TypeVar, disjoint_base

from ._generated import ConfigErrorCode, VerifyErrorCode
from ._provider import Policy
from .report import Report
from .webhook import Algorithm, Secret

__all__ = [
    "_Delivery",
    "SignedDelivery",
    "TokenDelivery",
    "UnauthenticatedDelivery",
    "config_codes",
    "explain",
    "provider_text",
    "verification_codes",
    "Webhook",
    "__version__",
]

__version__: Final[str]

def config_codes() -> list[ConfigErrorCode]: ...
def explain(
    provider: str,
    options: str,
    secret: tuple[object] | None,
    secrets: list[Any] | None,
    question: tuple[_Body, _Headers, float | None, str | None, str | None, str | None, Sequence[Secret | None] | None],
    /,
) -> Report: ...
def provider_text(name: str, /) -> str | None: ...
def verification_codes() -> list[VerifyErrorCode]: ...

@type_check_only
class _Items(Protocol):
    """Mappings, and the header objects that are none: Werkzeug's, Starlette's, aiohttp's."""

    def items(self) -> Iterable[tuple[Any, Any]]: ...

_Body: TypeAlias = bytes | bytearray | memoryview | str | Mapping[str, Any]
_Headers: TypeAlias = _Items | Iterable[tuple[str | bytes, str | bytes]]
_Event_co = TypeVar("_Event_co", covariant=True, default=Any)
"""What `json` gives, as the provider documents it."""
_Delivery_: TypeAlias = SignedDelivery[_Event_co] | TokenDelivery[_Event_co] | UnauthenticatedDelivery[_Event_co]

@disjoint_base
class Webhook(Generic[_Event_co]):
    def __class_getitem__(cls, key: Any) -> GenericAlias: ...
    def __new__(
        cls,
        provider: str,
        options: str,
        secret: tuple[object] | None,
        secrets: list[Any] | None,
        /,
    ) -> Self: ...
    @property
    def provider(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def policy(self) -> Policy | None: ...
    def verify(
        self,
        body: _Body,
        headers: _Headers,
        *,
        now: float | None = None,
        method: str | None = None,
        url: str | None = None,
        remote_address: str | None = None,
    ) -> _Delivery_[_Event_co]: ...
    def explain(
        self,
        body: _Body,
        headers: _Headers,
        *,
        now: float | None = None,
        method: str | None = None,
        url: str | None = None,
        remote_address: str | None = None,
        other_secrets: Sequence[Secret | None] | None = None,
    ) -> Report: ...
    def _sign(
        self, body: bytes | bytearray | memoryview | str, options: str, /
    ) -> tuple[list[tuple[str, str]], bytes, str | None]: ...

@disjoint_base
class _Delivery(Generic[_Event_co]):
    def __class_getitem__(cls, key: Any) -> GenericAlias: ...
    @property
    def provider(self) -> str: ...
    @property
    def variant(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def id(self) -> str | None: ...
    @property
    def id_signed(self) -> bool: ...
    @property
    def authentication(self) -> Literal["signature", "token", "none"]: ...
    @property
    def timestamp(self) -> int | None: ...
    @property
    def algorithm(self) -> Algorithm | None: ...
    @property
    def secret_index(self) -> int | None: ...
    @property
    def dedupe_key(self) -> str: ...
    def json(self) -> _Event_co: ...

@final
class SignedDelivery(_Delivery[_Event_co]):
    @property
    def authentication(self) -> Literal["signature"]: ...
    @property
    def timestamp(self) -> int | None: ...
    @property
    def algorithm(self) -> Algorithm: ...
    @property
    def secret_index(self) -> int: ...

@final
class TokenDelivery(_Delivery[_Event_co]):
    @property
    def authentication(self) -> Literal["token"]: ...
    @property
    def timestamp(self) -> None: ...
    @property
    def algorithm(self) -> None: ...
    @property
    def secret_index(self) -> int: ...

@final
class UnauthenticatedDelivery(_Delivery[_Event_co]):
    @property
    def authentication(self) -> Literal["none"]: ...
    @property
    def timestamp(self) -> None: ...
    @property
    def algorithm(self) -> None: ...
    @property
    def secret_index(self) -> None: ...
