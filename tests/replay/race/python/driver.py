"""Tells the driver of the tests how far this worker is, and goes on when the driver answers.

What the driver, crates/xtask/src/soak/, makes of it: threats 73, 74, 75, 76, 77, 78, 89, 90.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def arrive(point: str, **details: Any) -> None:
    """Waits for the driver at a point."""
    query = urlencode({"point": point, "worker": os.getpid(), **details})
    with urlopen(Request(f"{os.environ['DRIVER']}/?{query}", method="POST")) as answer:
        assert answer.status == 200


async def arrive_async(point: str, **details: Any) -> None:
    """Waits for the driver at a point, and lets others go on meanwhile."""
    await asyncio.to_thread(arrive, point, **details)


class Watched:
    """A store that waits for the driver before and after each step."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.runs_in_caller = getattr(store, "runs_in_caller", False)

    def claim(self, *args: Any, **kwargs: Any) -> Any:
        return self._around("claim", self._store.claim, "claimed", *args, **kwargs)

    def complete(self, *args: Any, **kwargs: Any) -> Any:
        return self._around("complete", self._store.complete, "completed", *args, **kwargs)

    def release(self, *args: Any, **kwargs: Any) -> Any:
        return self._around("release", self._store.release, "released", *args, **kwargs)

    def _around(self, before: str, step: Any, after: str, *args: Any, **kwargs: Any) -> Any:
        arrive(before)
        result = step(*args, **kwargs)
        arrive(after)
        return result


class AsyncWatched:
    """The same for a store whose steps are coroutines."""

    def __init__(self, store: Any) -> None:
        self._store = store

    async def claim(self, *args: Any, **kwargs: Any) -> Any:
        return await self._around("claim", self._store.claim, "claimed", *args, **kwargs)

    async def complete(self, *args: Any, **kwargs: Any) -> Any:
        return await self._around("complete", self._store.complete, "completed", *args, **kwargs)

    async def release(self, *args: Any, **kwargs: Any) -> Any:
        return await self._around("release", self._store.release, "released", *args, **kwargs)

    async def _around(self, before: str, step: Any, after: str, *args: Any, **kwargs: Any) -> Any:
        await arrive_async(before)
        result = await step(*args, **kwargs)
        await arrive_async(after)
        return result
