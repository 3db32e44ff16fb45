"""A verified request: the only way to a payload that is authenticated.

`authentication` tells the three classes apart, for `match`, `isinstance` and type checkers alike: "signature" is a
`SignedDelivery`, "token" a `TokenDelivery`, "none" an `UnauthenticatedDelivery`.
"""

from typing import TypeAlias

from ._core import SignedDelivery, TokenDelivery, UnauthenticatedDelivery

Delivery: TypeAlias = SignedDelivery | TokenDelivery | UnauthenticatedDelivery

__all__ = ["Delivery", "SignedDelivery", "TokenDelivery", "UnauthenticatedDelivery"]
