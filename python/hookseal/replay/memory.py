"""The replay store in this process's own memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ._wrong_client import invalid_option, refuse_connection
from .store import Claimed, ClaimResult, Done, InFlight


class StoreFull(Exception):
    """A `MemoryStore` has no room for a new key."""


class MemoryStore:
    """Remembers deliveries in this process: for tests, and for a receiver that is one process and may forget.

    Two processes do not see each other's claims, and a server that forks workers makes several (threat 82). Everything
    is lost when the process ends. Use another store for more than that. Any thread may use it, and so may an
    asynchronous receiver.

    A full store reclaims what has expired or was released. It never drops a claim, or a handled delivery that is still
    to be remembered: a claim of a new key raises, which the guard answers with 503 (threat 83). Give an endpoint with
    `allow_unauthenticated` a store of its own, for anybody can fill that one.

    Args:
        capacity: most deliveries kept at a time; each takes about half a kilobyte.
        now: gives the time in seconds; for tests.

    Raises:
        WebhookConfigError: `invalid_option`, if `capacity` is no whole number from 1 on.
    """

    runs_in_caller = True
    """Nothing here waits for longer than it takes to look at every entry."""

    def __init__(self, *, capacity: int = 10_000, now: Callable[[], float] = time.monotonic) -> None:
        if isinstance(capacity, bool) or not isinstance(capacity, int) or capacity < 1:
            raise invalid_option("`capacity` must be a whole number from 1 on")
        self._capacity = capacity
        self._now = now
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()
        # Nothing can be reclaimed before: spares a full store a look at every entry on every claim.
        self._reclaimable_from = float("inf")

    def __len__(self) -> int:
        """How many deliveries are kept, the expired ones included."""
        return len(self._held)

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`.

        Raises:
            StoreFull: all deliveries that it keeps are still to be remembered.
        """
        with self._lock:
            now = self._now()
            held = self._held.get(key)
            if held is None or held.expires_at <= now:
                if key not in self._held:
                    self._make_room(now)
                held = _Held(digest)
            elif held.done:
                return Done(held.digest)
            elif held.leased_until > now:
                return InFlight(held.leased_until - now, held.digest)
            attempt, expires_at = held.attempt + 1, now + max(lease, ttl)
            self._keep(key, _Held(held.digest, token, attempt, leased_until=now + lease, expires_at=expires_at))
            return Claimed(attempt, held.digest)

    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """As `ReplayStore.complete`.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given: memory joins no transaction.
        """
        refuse_connection("MemoryStore", connection)
        with self._lock:
            held = self._held_with(key, token)
            if held is not None:
                self._keep(key, replace(held, done=True, expires_at=self._now() + ttl))
            return held is not None

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        with self._lock:
            held = self._held_with(key, token)
            if held is not None:
                self._keep(key, replace(held, token=None, leased_until=float("-inf")))
            return held is not None

    def sweep(self) -> None:
        """Drops what has expired. A full store does so by itself."""
        with self._lock:
            now = self._now()
            self._drop(lambda held: held.expires_at <= now)

    def _held_with(self, key: str, token: str) -> _Held | None:
        held = self._held.get(key)
        return held if held is not None and not held.done and held.token == token else None

    def _keep(self, key: str, held: _Held) -> None:
        self._held[key] = held
        self._reclaimable_from = min(self._reclaimable_from, held.reclaimable_from)

    def _make_room(self, now: float) -> None:
        if len(self._held) < self._capacity:
            return
        if self._reclaimable_from <= now:
            self._drop(lambda held: held.reclaimable_from <= now)
        if len(self._held) >= self._capacity:
            raise StoreFull(f"all {self._capacity} deliveries of the memory store are still to be remembered")

    def _drop(self, is_over: Callable[[_Held], bool]) -> None:
        self._held = {key: held for key, held in self._held.items() if not is_over(held)}
        self._reclaimable_from = min((held.reclaimable_from for held in self._held.values()), default=float("inf"))


@dataclass(frozen=True)
class _Held:
    """What is kept of a key. Times are those of the store's clock."""

    digest: str
    token: str | None = None
    attempt: int = 0
    done: bool = False
    leased_until: float = 0
    expires_at: float = 0

    @property
    def reclaimable_from(self) -> float:
        """Whoever released it needs no more of it than the count of attempts."""
        return float("-inf") if self.token is None else self.expires_at
