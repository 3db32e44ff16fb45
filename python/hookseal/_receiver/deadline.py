"""A limit of time for a part of an asyncio task, which stays in its task.

Before Python 3.12 `asyncio.wait_for` moves what it limits into a task of its own, and a framework that opens something
inside and closes it outside must not find itself in another one. `asyncio.timeout` begins with Python 3.11.
"""

from __future__ import annotations

import asyncio
from types import TracebackType


class Deadline:
    """Cancels the task when the time is over.

    As a context manager it turns that into `TimeoutError`. Otherwise `start` and `stop` frame the part, and after a
    `CancelledError` `stop` says whether it was this.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[object] | None = None
        self._over = False
        self._others = 0

    def start(self) -> None:
        self._task = asyncio.current_task()
        # Python 3.10 does not count who else has cancelled the task.
        self._others = getattr(self._task, "cancelling", int)()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._cancel)

    def stop(self) -> bool:
        """Ends the limit, and says whether it was what cancelled the task, which then no longer counts as cancelled."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._over or self._task is None:
            return False
        # Whoever else has cancelled it meanwhile means it.
        return bool(getattr(self._task, "uncancel", int)() <= self._others)

    async def __aenter__(self) -> None:
        self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.stop() and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _cancel(self) -> None:
        self._over = True
        if self._task is not None:
            self._task.cancel()
