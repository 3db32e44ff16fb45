"""A verified request: the only way to a payload that is authenticated.

`authentication` tells the three classes apart, for `match`, `isinstance` and type checkers alike: "signature" is a
`SignedDelivery`, "token" a `TokenDelivery`, "none" an `UnauthenticatedDelivery`.

`Delivery[TranscodelyEvent]` says what `json` gives, to type checkers alone: nothing is checked at run time.
"""

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ._core import SignedDelivery, TokenDelivery, UnauthenticatedDelivery

if TYPE_CHECKING:
    import typing_extensions

    _Event = typing_extensions.TypeVar("_Event", default=Any)
else:
    # Python takes a default from 3.13 on.
    _Event = TypeVar("_Event")

Delivery: TypeAlias = SignedDelivery[_Event] | TokenDelivery[_Event] | UnauthenticatedDelivery[_Event]

__all__ = ["Delivery", "SignedDelivery", "TokenDelivery", "UnauthenticatedDelivery"]
