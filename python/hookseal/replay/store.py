"""What a store of the replay guard does, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias


@dataclass(frozen=True)
class Claimed:
    """The caller owns the key now.

    Attributes:
        attempt: counts the claims of the key, from 1.
        digest: that of the payload first seen under the key.
        state: "claimed".
    """

    attempt: int
    digest: str
    state: Literal["claimed"] = "claimed"


@dataclass(frozen=True)
class InFlight:
    """Another worker owns the key.

    Attributes:
        retry_after: the seconds until its lease ends, more than 0.
        digest: that of the payload first seen under the key.
        state: "in_flight".
    """

    retry_after: float
    digest: str
    state: Literal["in_flight"] = "in_flight"


@dataclass(frozen=True)
class Done:
    """The delivery was handled.

    Attributes:
        digest: that of the payload first seen under the key.
        state: "done".
    """

    digest: str
    state: Literal["done"] = "done"


ClaimResult: TypeAlias = Claimed | InFlight | Done


class ReplayStore(Protocol):
    """Remembers which deliveries were handled, so that each is handled once.

    A key is free, in flight (claimed, with a lease) or done. Every method is one atomic step of the store, and may be
    called from any thread. A method that raises, or takes longer than the guard's time-out, counts as a store that is
    down.

    A store may have an attribute `runs_in_caller`: True if its methods must run in the thread of the handler. They then
    limit their time themselves.
    """

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """Takes a key that is free or whose lease has ended; tells what is there otherwise.

        The owner itself, whose client sends a claim again if the answer was lost, may be told that it is in flight, or
        that it has claimed it, as the same attempt.

        Args:
            key: 64 hex characters.
            token: the owner's own text: only who knows it can complete or release.
            digest: SHA-256 of the payload in hex, so that another payload under the same key is noticed.
            lease: seconds after which another worker may claim, if this one has done neither.
            ttl: seconds for which the key is kept.
        """
        ...

    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """Marks the key as done for `ttl` seconds, if it is still held with `token`; otherwise changes nothing.

        Args:
            key: 64 hex characters.
            token: the owner's.
            ttl: seconds.
            connection: one inside the caller's own transaction. A store that cannot join it raises.

        Returns:
            Whether the key was still held.
        """
        ...

    def release(self, key: str, token: str) -> bool:
        """Frees the key, if it is still held with `token`; otherwise changes nothing. Says whether it was held."""
        ...


class AsyncReplayStore(Protocol):
    """A `ReplayStore` whose methods are coroutines."""

    async def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        ...

    async def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """As `ReplayStore.complete`."""
        ...

    async def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        ...
