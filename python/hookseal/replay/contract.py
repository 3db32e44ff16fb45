"""What every replay store must do, as checks that run against one: ours, or one of your own.

```python
def test_my_store():
    check_store(lambda: MyStore(client))
```
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from heapq import heappop, heappush
from typing import Any

from ._contract_rules import rules
from ._contract_trial import RACERS, ContractError, Trial
from .store import AsyncReplayStore, ReplayStore

__all__ = ["ContractError", "acheck_store", "check_store"]


def check_store(
    make_store: Callable[[], ReplayStore], *, advance: Callable[[float], object] | None = None
) -> tuple[str, ...]:
    """Checks that a store keeps the contract of the guard.

    It takes about four seconds, uses random keys, and leaves them for the store to expire. Claims at the same time
    come from threads.

    Args:
        make_store: gives a store. All that it is asked for must have the same content.
        advance: lets seconds pass for the store, one check after the other; if not given, they are waited for.

    Returns:
        The rules, all kept.

    Raises:
        ContractError: an `AssertionError` that names the first rule that the store breaks.
    """
    with ThreadPoolExecutor(RACERS) as threads:

        async def together(calls: list[Callable[[], Any]]) -> list[Any]:
            return list(threads.map(lambda call: call(), calls))

        _take_turns([rule(Trial(name, make_store(), _at_once, together)) for name, rule in rules.items()], advance)
    return tuple(rules)


async def acheck_store(
    make_store: Callable[[], AsyncReplayStore | Awaitable[AsyncReplayStore]],
    *,
    advance: Callable[[float], Awaitable[object]] | None = None,
) -> tuple[str, ...]:
    """`check_store` for a store whose methods are coroutines. Claims at the same time come from tasks.

    Args:
        make_store: gives a store, or a coroutine that does. All that it is asked for must have the same content.
        advance: lets seconds pass for the store, one check after the other; if not given, they are waited for.

    Returns:
        The rules, all kept.

    Raises:
        ContractError: an `AssertionError` that names the first rule that the store breaks.
    """

    async def check(name: str) -> None:
        made: Any = make_store()
        store = await made if isinstance(made, Awaitable) else made
        await rules[name](Trial(name, store, _awaited, _gathered, advance or asyncio.sleep))

    if advance is None:
        for result in await asyncio.gather(*map(check, rules), return_exceptions=True):
            if isinstance(result, BaseException):
                raise result
    else:
        for name in rules:
            await check(name)
    return tuple(rules)


def _take_turns(checks: list[Coroutine[float, None, None]], advance: Callable[[float], object] | None) -> None:
    """Runs all checks in this thread, each up to where it lets time pass. No event loop: some clients refuse one."""
    turns: list[tuple[float, int]] = []
    try:
        for order in range(len(checks)):
            heappush(turns, (0, order))
        while turns:
            due, order = heappop(turns)
            if advance is None:
                time.sleep(max(0, due - time.monotonic()))
            try:
                seconds = checks[order].send(None)
            except StopIteration:
                continue
            if advance is None:
                heappush(turns, (time.monotonic() + seconds, order))
            else:
                advance(seconds)
                heappush(turns, (0, order))
    finally:
        for check in checks:
            check.close()


async def _at_once(call: Callable[[], Any]) -> Any:
    return call()


async def _awaited(call: Callable[[], Any]) -> Any:
    return await call()


async def _gathered(calls: list[Callable[[], Any]]) -> list[Any]:
    return list(await asyncio.gather(*(call() for call in calls)))
