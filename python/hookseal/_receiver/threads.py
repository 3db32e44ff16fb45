"""Threads for what blocks: so many at a time, and nobody waits for one that hangs."""

from __future__ import annotations

import contextvars
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Threads:
    """Daemon threads that end when nothing is left to do.

    Not a pool of the standard library: its threads are waited for at exit, are missing after a fork, and may be those
    that the application's own calls wait for.

    Args:
        most: how many at a time. What is asked for beyond that waits for its turn.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.start_afresh()

    def start_afresh(self) -> None:
        """Forgets what runs and waits: after a fork none of it is in the child."""
        self._lock = threading.Lock()
        self._running = 0
        self._waiting: dict[Future[Any], Callable[[], None]] = {}

    def call(self, run: Callable[[], Any]) -> Future[Any]:
        """Runs it, in turn; not at all if the future is cancelled before.

        Raises:
            RuntimeError: the system gives no thread.
        """
        future: Future[Any] = Future()
        # With the variables of the caller's context, as tracing needs them.
        context = contextvars.copy_context()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = context.run(run)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._lock:
            if self._running >= self._most:
                self._waiting[future] = work
                future.add_done_callback(self._forget)
                return future
            self._running += 1
        try:
            threading.Thread(target=self._work, args=(work,), daemon=True, name="hookseal-store").start()
        except BaseException:
            with self._lock:
                self._running -= 1
            raise
        return future

    def _work(self, work: Callable[[], None] | None) -> None:
        while work is not None:
            work()
            work = self._next()

    def _next(self) -> Callable[[], None] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.pop(next(iter(self._waiting)))
            self._running -= 1
            return None

    def _forget(self, future: Future[Any]) -> None:
        with self._lock:
            self._waiting.pop(future, None)


threads = Threads(64)
"""For calls of stores: one that hangs must not take a thread for each request."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=threads.start_afresh)
