"""Carries out the flow of one request in an asynchronous framework."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from ..delivery import Delivery
from .answers import Answer
from .attempt import Attempt
from .deadline import Deadline
from .effects import Call, Flow, Handle, Handled, Pause
from .refused import RefusedRequest
from .threads import threads

Response = TypeVar("Response")
Result = TypeVar("Result")
Offload = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs a call that may block where it stops no event loop."""


class AsyncExchange:
    """One request, from its receipt to its answer.

    Args:
        flow: of the receiver.
        offload: the framework's own way to run what blocks, if it has one.
    """

    def __init__(self, flow: Flow, offload: Offload | None = None) -> None:
        self._flow = flow
        self._offload = offload
        self._deadline: Deadline | None = None
        self._handling: Handle | None = None

    async def handle(
        self,
        handler: Callable[[Delivery | RefusedRequest], Awaitable[Response]],
        status_of: Callable[[Response], int],
    ) -> Response | Answer:
        """All of it. What the handler raises goes on, unless there is an answer for it."""
        outcome = await self.begin()
        if isinstance(outcome, Answer):
            return outcome
        try:
            response = await handler(outcome)
            status = status_of(response)
        except BaseException as error:
            answer = await self.fail(error)
            if answer is None:
                raise
            return answer
        await self.end(status)
        return response

    async def begin(self, *, bounded: bool = True) -> Delivery | RefusedRequest | Answer:
        """What to hand to the handler, or what to answer in its place. The handler's time runs from here on.

        Args:
            bounded: False for a handler that cannot be cancelled.
        """
        step = await self._run(None)
        if isinstance(step, Answer):
            return step
        self._handling = step
        if bounded and step.timeout is not None:
            self._deadline = Deadline(step.timeout)
            self._deadline.start()
        outcome: Delivery | RefusedRequest = step.outcome
        return outcome

    async def end(self, status: int) -> None:
        """The handler has answered, and its answer stands."""
        self._is_over()
        if self._is_claimed:
            await asyncio.shield(self._finish(Handled(status)))

    async def fail(self, error: BaseException) -> Answer | None:
        """The handler has raised. The exception goes on to the framework, unless there is an answer for it."""
        if self._handling is None:
            return None
        if self._is_over():
            return await asyncio.shield(self._finish(Handled("timed out")))
        if isinstance(error, Exception):
            return await asyncio.shield(self._finish(Handled("raised", error)))
        # Cancelled from outside: this task may not wait any more. What it holds is released beside it.
        if self._is_claimed:
            try:
                self._finish(Handled("cancelled"))
            except RuntimeError:
                pass  # No loop runs any more, so the lease runs out.
        return None

    @property
    def _is_claimed(self) -> bool:
        return self._handling is not None and self._handling.timeout is not None

    def _is_over(self) -> bool:
        return self._deadline is not None and self._deadline.stop()

    def _finish(self, ended: Handled) -> asyncio.Task[Answer | None]:
        """Completes or releases, also if the request is cancelled meanwhile."""
        return _beside(lambda: self._run(ended))

    async def _run(self, value: object) -> Any:
        """Up to the handler, or to the end. The type of both says which it was."""
        resume: Callable[[Any], Any] = self._flow.send
        try:
            while True:
                effect = resume(value)
                if isinstance(effect, Handle):
                    return effect
                try:
                    resume, value = self._flow.send, await self._perform(effect)
                except Exception as error:
                    resume, value = self._flow.throw, error
        except StopIteration as stop:
            return stop.value

    async def _perform(self, effect: Call | Pause) -> object:
        if isinstance(effect, Pause):
            await asyncio.sleep(effect.seconds)
            return None
        if effect.timeout is None:
            result = effect.run()
            return await result if inspect.isawaitable(result) else result
        if effect.in_caller and self._offload is None:
            return effect.run()
        attempt = Attempt(effect) if effect.blocks else None
        task: asyncio.Task[object] | None = None
        try:
            async with Deadline(effect.timeout):
                if attempt is not None:
                    return await (self._offload or _in_thread)(attempt)
                # Apart: a client that is cancelled may wait for its server again, to roll back for example.
                task = _beside(effect.run)
                await asyncio.wait({task})
                return task.result()
        except (asyncio.CancelledError, GeneratorExit, TimeoutError):
            undo = effect.undo
            if task is not None:
                task.cancel()
                task.add_done_callback(_hear)
            # A thread goes on, and undoes it at its end; a coroutine was cancelled, and may have done it.
            if undo is not None and (attempt is None or attempt.give_up()):
                with suppress(RuntimeError):
                    _beside(lambda: self._perform_unheard(replace(effect, run=undo, undo=None), task))
            raise

    async def _perform_unheard(self, effect: Call, after: asyncio.Task[object] | None) -> None:
        if after is not None:
            await asyncio.wait({after})
        with suppress(Exception):
            await self._perform(effect)


def _beside(begin: Callable[[], Coroutine[Any, Any, Result]]) -> asyncio.Task[Result]:
    """Begins a task of its own, which goes on when this one ends.

    Raises:
        RuntimeError: no loop runs any more.
    """
    task = asyncio.get_running_loop().create_task(begin())
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task


def _hear(task: asyncio.Task[object]) -> None:
    """Nobody else asks a task that was given up what it has raised."""
    if not task.cancelled():
        task.exception()


async def _in_thread(run: Callable[[], Any]) -> Any:
    return await asyncio.wrap_future(threads.call(run))


_tasks: set[asyncio.Task[Any]] = set()
"""A task that nothing holds may be collected before it has run."""
