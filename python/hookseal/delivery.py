"""A verified request: the only way to a payload that is authenticated.

`authentication` tells the three classes apart, for `match`, `isinstance` and type checkers alike.
"""

from typing import TypeAlias

from ._core import SignedDelivery, TokenDelivery, UnauthenticatedDelivery

Delivery: TypeAlias = SignedDelivery | TokenDelivery | UnauthenticatedDelivery

__all__ = ["Delivery", "SignedDelivery", "TokenDelivery", "UnauthenticatedDelivery"]
