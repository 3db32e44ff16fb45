"""What the flow of a request asks for. The sync and the async exchange carry it out, each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ..delivery import Delivery
from .answers import Answer
from .refused import RefusedRequest


@dataclass(frozen=True)
class Call:
    """Calls a store or a hook. Its result comes back, or its exception.

    Attributes:
        run: the call.
        timeout: seconds, None for a hook, which takes as long as it takes.
        blocks: whether it may block, so that an event loop must not wait for it.
        in_caller: whether it belongs to the thread of the caller and limits its time itself.
        undo: takes back what it has done, if its result comes after its time, or after whoever asked was cancelled.
    """

    run: Callable[[], Any]
    timeout: float | None = None
    blocks: bool = False
    in_caller: bool = False
    undo: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Pause:
    """Waits for some seconds."""

    seconds: float


@dataclass(frozen=True)
class Handle:
    """Hands this to the handler, which has so many seconds; None for no limit. `Handled` comes back."""

    outcome: Delivery | RefusedRequest
    timeout: float | None = None


@dataclass(frozen=True)
class Handled:
    """How the handler ended: the status of its answer; or "raised", with the exception, "timed out" or "cancelled"."""

    status: int | Literal["raised", "timed out", "cancelled"]
    error: BaseException | None = None


Effect: TypeAlias = Call | Pause | Handle
Flow: TypeAlias = Generator[Effect, Any, Answer | None]
"""Ends with an answer, or with None where that of the handler stands."""
