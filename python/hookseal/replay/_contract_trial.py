"""One key of a store, and what a check of the contract says of it."""

from __future__ import annotations

import secrets
import types
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from .store import Claimed, ClaimResult, Done, InFlight


class ContractError(AssertionError):
    """A store has broken a rule of the contract.

    Attributes:
        rule: the name of the rule.
        actual: what the store answered.
        expected: what it must answer.
    """

    def __init__(self, rule: str, actual: object, expected: object) -> None:
        super().__init__(f"{rule}: got {actual}, expected {expected}")
        self.rule, self.actual, self.expected = rule, actual, expected


@types.coroutine
def pause(seconds: float) -> Generator[float, None, None]:
    """Lets whoever runs the check wait."""
    yield seconds


class Trial:
    """One key of its own in the store, and what must be true of it.

    Args:
        rule: its name.
        store: under test.
        call: makes one call of the store.
        together: makes several at the same time.
        wait: lets seconds pass.
    """

    def __init__(
        self,
        rule: str,
        store: Any,
        call: Callable[[Callable[[], Any]], Awaitable[Any]],
        together: Callable[[list[Callable[[], Any]]], Awaitable[list[Any]]],
        wait: Callable[[float], Awaitable[object]] = pause,
    ) -> None:
        self.key = secrets.token_hex(32)
        self.wait = wait
        self._rule, self._store, self._call, self._together = rule, store, call, together

    async def claims(self, token: str, attempt: int, *, seen: str | None = None, **change: Any) -> None:
        """The key is free, and what was first seen under it is `seen`."""
        digest = seen or change.get("digest", FIRST)
        self.equal(await self._call(self._claim(token, **change)), Claimed(attempt, digest))

    async def claims_nothing_more(self, token: str) -> None:
        """To its owner the key is in flight, or it is the claim that it has, sent again."""
        found = await self._call(self._claim(token))
        if not isinstance(found, InFlight):
            self.equal(found, Claimed(1, FIRST))

    async def is_in_flight(self) -> None:
        """Another owns the key."""
        found = await self._call(self._claim("asker", digest=OTHER))
        wait = found.retry_after if isinstance(found, InFlight) else 0
        self.equal(found, InFlight(wait, FIRST))
        # A store may round up to whole seconds.
        self.equal(0 < wait < LEASE + 1, True)

    async def is_done(self) -> None:
        """The delivery was handled."""
        self.equal(await self._call(self._claim("asker", digest=OTHER)), Done(FIRST))

    async def completes(self, token: str, held: bool, ttl: float = 120) -> None:
        """Says whether the owner still held the key."""
        self.equal(await self._call(lambda: self._store.complete(self.key, token, ttl)), held)

    async def releases(self, token: str, held: bool) -> None:
        """Says whether the owner still held the key."""
        self.equal(await self._call(lambda: self._store.release(self.key, token)), held)

    async def race(self, attempt: int) -> str:
        """Claims at the same time, each with a token of its own; gives that of the only winner."""
        tokens = [f"racer {index}" for index in range(RACERS)]
        found: list[ClaimResult] = await self._together([self._claim(token) for token in tokens])
        winners = [index for index, result in enumerate(found) if isinstance(result, Claimed)]
        self.equal(len(winners), 1)
        self.equal(found[winners[0]], Claimed(attempt, FIRST))
        self.equal(sum(isinstance(result, InFlight) for result in found), RACERS - 1)
        return tokens[winners[0]]

    async def nobody_wins(self) -> None:
        """Claims at the same time, of a key that is done."""
        found = await self._together([self._claim(f"racer {index}", digest=OTHER) for index in range(RACERS)])
        self.equal(found, [Done(FIRST)] * RACERS)

    async def completes_once(self, token: str) -> None:
        """Completes at the same time, all as the owner."""
        found = await self._together([lambda: self._store.complete(self.key, token, 120)] * RACERS)
        self.equal(sorted(found), [False] * (RACERS - 1) + [True])

    def equal(self, found: object, expected: object) -> None:
        """Compares, also the kinds: 1 is not True.

        Raises:
            ContractError: they differ.
        """
        if found != expected or type(found) is not type(expected):
            raise ContractError(self._rule, found, expected)

    def _claim(
        self, token: str, *, key: str | None = None, digest: str | None = None, lease: float = 60, ttl: float = 120
    ) -> Callable[[], Any]:
        return lambda: self._store.claim(key or self.key, token=token, digest=digest or FIRST, lease=lease, ttl=ttl)


FIRST, OTHER = "1" * 64, "2" * 64
"""The digest of the payload that is seen first, and that of another one."""

LEASE = 60
"""Seconds."""

RACERS = 64
"""How many claim at the same time."""
