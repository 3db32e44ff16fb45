"""Carries out the flow of one request in a blocking framework."""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from ..delivery import Delivery
from .answers import Answer
from .effects import Call, Flow, Handle, Handled, Pause
from .refused import RefusedRequest

Response = TypeVar("Response")


def handle(
    flow: Flow, handler: Callable[[Delivery | RefusedRequest], Response], status_of: Callable[[Response], int]
) -> Response | Answer:
    """From the received request to its answer. What the handler raises goes on, unless there is an answer for it."""
    step = _run(flow, None)
    if isinstance(step, Answer):
        return step
    try:
        response = handler(step.outcome)
        status = status_of(response)
    # Also when the worker is told to stop: the next attempt need not wait for the lease.
    except BaseException as error:
        answer = _run(flow, Handled("raised", error))
        if isinstance(answer, Answer):
            return answer
        raise
    _run(flow, Handled(status))
    return response


def _run(flow: Flow, value: object) -> Any:
    """Up to the handler, or to the end. The type of both says which it was."""
    resume: Callable[[Any], Any] = flow.send
    try:
        while True:
            effect = resume(value)
            if isinstance(effect, Handle):
                return effect
            try:
                resume, value = flow.send, _perform(effect)
            except Exception as error:
                resume, value = flow.throw, error
    except StopIteration as stop:
        return stop.value


def _perform(effect: Call | Pause) -> object:
    if isinstance(effect, Pause):
        time.sleep(effect.seconds)
        return None
    if effect.timeout is None or effect.in_caller:
        return effect.run()
    return _within(effect.timeout, effect.run)


def _within(seconds: float, run: Callable[[], object]) -> object:
    """Runs a call in a thread of its own, and leaves it there if it takes too long.

    Not in a pool: its threads would be waited for at exit, and would be missing after a fork.
    """
    ends = time.monotonic() + seconds
    if not _threads.acquire(timeout=seconds):
        raise TimeoutError
    results: list[object] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(run())
        except BaseException as error:
            errors.append(error)
        finally:
            _threads.release()

    # With the variables of the caller's context, as tracing needs them.
    thread = threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True, name="hookseal-store")
    thread.start()
    thread.join(max(0, ends - time.monotonic()))
    for error in errors:
        raise error
    if not results:
        raise TimeoutError
    return results[0]


_threads = threading.BoundedSemaphore(64)
"""Calls of stores at one time: a store that hangs must not take a thread for each request."""
