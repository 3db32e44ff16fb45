"""Carries out the flow of one request in a blocking framework."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from ..delivery import Delivery
from .answers import Answer
from .attempt import Attempt
from .effects import Call, Flow, Handle, Handled, Pause
from .refused import RefusedRequest
from .threads import threads

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
    return _within(effect.timeout, effect)


def _within(seconds: float, effect: Call) -> object:
    """Makes a call in a thread, and leaves it there if it takes too long."""
    attempt = Attempt(effect)
    future = threads.call(attempt)
    try:
        return future.result(seconds)
    except BaseException:
        future.cancel()
        if attempt.give_up() and effect.undo is not None:
            # Without a thread for that, the lease runs out instead.
            with suppress(RuntimeError):
                threads.call(effect.undo)
        raise
