"""A claim whose answer nobody waits for any more is given back: the next attempt need not wait for the lease.

Threats 78, 89.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from hookseal._receiver.aexchange import AsyncExchange
from hookseal._receiver.answers import Answer
from hookseal._receiver.exchange import handle
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request
from hookseal.replay import Claimed, InFlight, Replay

import deliveries
from rows.row import transcodely

WAIT = 20


class Slow:
    """A store that has claimed, and whose answer is held back until `go` is set."""

    def __init__(self) -> None:
        self.owner: str | None = None
        self.claimed, self.go, self.free = threading.Event(), threading.Event(), threading.Event()
        self.releases = 0

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> Any:
        if self.owner is not None:
            return InFlight(lease, digest)
        self.owner = token
        self.claimed.set()
        assert self.go.wait(WAIT)
        return Claimed(1, digest)

    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        return self.owner == token

    def release(self, key: str, token: str) -> bool:
        held = self.owner == token
        self.releases += 1
        if held:
            self.owner = None
            self.free.set()
        return held


class SlowCoroutines:
    """The same as coroutines: its server has claimed whatever becomes of the client."""

    def __init__(self) -> None:
        self.store = Slow()
        self.store.go.set()

    async def claim(self, key: str, **claim: Any) -> Any:
        found = self.store.claim(key, **claim)
        await asyncio.sleep(WAIT)
        return found

    async def complete(self, *args: Any) -> bool:
        return self.store.complete(*args)

    async def release(self, *args: Any) -> bool:
        return self.store.release(*args)


def receiver(replay: Any) -> Receiver:
    options = {"replay": replay, "log": lambda _: None}
    return Receiver("transcodely", deliveries.TRANSCODELY, options, asynchronous=True, hint="")


def request() -> Request:
    delivery = transcodely(b"late")
    return Request(delivery.body, list(delivery.headers), "/", None, None)


def never(_: Any) -> int:
    raise AssertionError("it has no claim")


async def never_async(_: Any) -> int:
    raise AssertionError("it has no claim")


def status(answer: int | Answer) -> int:
    return answer.status if isinstance(answer, Answer) else answer


async def in_thread_of_framework(run: Callable[[], Any]) -> Any:
    """As a framework does that has threads of its own."""
    return await asyncio.to_thread(run)


async def eventually(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, WAIT)


def test_after_the_time_of_a_blocking_receiver() -> None:
    store = Slow()
    answer = handle(receiver(Replay(store, timeout=0.5)).flow(request()), never, status)
    assert isinstance(answer, Answer) and answer.status == 503
    assert store.owner is not None
    store.go.set()
    assert store.free.wait(WAIT)
    assert store.releases == 1


def test_after_the_worker_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Slow()

    def stopped(self: Any, timeout: float | None = None) -> Any:
        assert store.claimed.wait(WAIT)
        raise SystemExit

    monkeypatch.setattr(Future, "result", stopped)
    with pytest.raises(SystemExit):
        handle(receiver(store).flow(request()), never, status)
    store.go.set()
    assert store.free.wait(WAIT)


@pytest.mark.parametrize("offload", [None, in_thread_of_framework])
@pytest.mark.parametrize("how", ["cancelled", "late"])
def test_of_a_blocking_store_in_an_event_loop(how: str, offload: Any) -> None:
    store = Slow()

    async def run() -> None:
        one = receiver(Replay(store, timeout=0.5 if how == "late" else WAIT))
        exchange = AsyncExchange(one.flow(request()), offload)
        task = asyncio.create_task(exchange.handle(never_async, status))
        await eventually(store.claimed)
        if how == "late":
            answer = await task
            assert isinstance(answer, Answer) and answer.status == 503
        else:
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert store.owner is not None
        store.go.set()
        await eventually(store.free)

    asyncio.run(run())
    assert store.releases == 1


@pytest.mark.parametrize("how", ["cancelled", "late"])
def test_of_a_store_of_coroutines(how: str) -> None:
    store = SlowCoroutines()

    async def run() -> None:
        exchange = AsyncExchange(receiver(Replay(store, timeout=0.5 if how == "late" else WAIT)).flow(request()))
        task = asyncio.create_task(exchange.handle(never_async, status))
        await eventually(store.store.claimed)
        if how == "late":
            answer = await task
            assert isinstance(answer, Answer) and answer.status == 503
        else:
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await eventually(store.store.free)

    asyncio.run(run())
    assert store.store.releases == 1


def test_a_claim_that_failed_is_not_given_back() -> None:
    class Down(Slow):
        def claim(self, key: str, **claim: Any) -> Any:
            raise ConnectionError

    store = Down()
    answer = handle(receiver(store).flow(request()), never, status)
    assert isinstance(answer, Answer) and (answer.status, store.releases) == (503, 0)
