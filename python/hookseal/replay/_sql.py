"""The steps of a store that keeps deliveries in an SQL table, whichever client sends the statements.

A step is a generator: it yields a statement with its parameters, and gets the first row back, None if there is none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Sequence
from typing import Any, TypeAlias, TypeVar

from ._statements import Statements
from .store import Claimed, ClaimResult, Done, InFlight

Result = TypeVar("Result")
Row: TypeAlias = Sequence[Any] | None
Query: TypeAlias = tuple[str, tuple[Any, ...]]
Steps: TypeAlias = Generator[Query, Row, Result]


def claim(statements: Statements, key: str, token: str, digest: str, lease: float, ttl: float) -> Steps[ClaimResult]:
    """Claims in one statement; a second one only tells why that took nothing."""
    for _ in range(ROUNDS):
        taken = yield statements.claim, (key, digest, token, lease, ttl)
        if taken is not None:
            return Claimed(int(taken[0]), str(taken[1]))
        held = yield from look(statements.look, key)
        if held is not None:
            return held
    raise RuntimeError("the key changed hands during every claim")


def look(statement: str, key: str) -> Steps[Done | InFlight | None]:
    """What is there; None if the key was let go of between two statements, so that it is there to be claimed."""
    held = yield statement, (key,)
    if held is None:
        return None
    done, digest, wait = held
    if done:
        return Done(str(digest))
    return InFlight(float(wait), str(digest)) if wait > 0 else None


def complete(statements: Statements, key: str, token: str, ttl: float) -> Steps[bool]:
    """Says whether the owner still held the key."""
    return (yield statements.complete, (ttl, key, token)) is not None


def release(statements: Statements, key: str, token: str) -> Steps[bool]:
    """Says whether the owner still held the key."""
    return (yield statements.release, (key, token)) is not None


def run(steps: Steps[Result], send: Callable[[str, tuple[Any, ...]], Row]) -> Result:
    """Takes the steps with a blocking client."""
    row: Row = None
    while True:
        try:
            query = steps.send(row)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        row = send(*query)


async def arun(steps: Steps[Result], send: Callable[[str, tuple[Any, ...]], Awaitable[Row]]) -> Result:
    """Takes the steps with an asynchronous client."""
    row: Row = None
    while True:
        try:
            query = steps.send(row)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        row = await send(*query)


ROUNDS = 5
