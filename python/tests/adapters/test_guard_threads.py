"""The threads in which stores block: bounded, given back, and nobody else's. Threat 78."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from functools import partial
from typing import Any

import pytest
from hookseal._receiver.aexchange import AsyncExchange
from hookseal._receiver.answers import Answer
from hookseal._receiver.exchange import handle
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request
from hookseal._receiver.threads import Threads
from hookseal.replay import Claimed, Replay

import deliveries
from rows.row import transcodely

WAIT = 20


class Blocking:
    """A store whose claims wait for `go`."""

    def __init__(self, go: threading.Event | None = None) -> None:
        self.go = go

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> Any:
        assert self.go is None or self.go.wait(WAIT)
        return Claimed(1, digest)

    def complete(self, *_: Any) -> bool:
        return True

    def release(self, *_: Any) -> bool:
        return True


def receiver(replay: Any) -> Receiver:
    options = {"replay": replay, "log": lambda _: None}
    return Receiver("transcodely", deliveries.TRANSCODELY, options, asynchronous=True, hint="")


def request() -> Request:
    delivery = transcodely()
    return Request(delivery.body, list(delivery.headers), "/", None, None)


def answered(_: Any) -> int:
    return 200


async def answered_async(_: Any) -> int:
    return 200


def status(answer: int | Answer) -> int:
    return answer.status if isinstance(answer, Answer) else answer


def test_a_thread_that_does_not_start_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    one = receiver(Blocking())

    def fails(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", fails)
        for _ in range(70):
            assert status(handle(one.flow(request()), answered, status)) == 503
    assert handle(one.flow(request()), answered, status) == 200


def test_a_store_that_hangs_takes_no_thread_of_the_application() -> None:
    """The default executor of the loop is where `getaddrinfo` runs, and is waited for at the end of the loop."""
    go = threading.Event()

    async def run() -> list[int]:
        loop = asyncio.get_running_loop()
        one = receiver(Replay(Blocking(go), timeout=0.1))
        exchanges = [AsyncExchange(one.flow(request())).handle(answered_async, status) for _ in range(40)]
        answers = await asyncio.gather(*exchanges)
        await asyncio.wait_for(loop.getaddrinfo("127.0.0.1", 80), WAIT / 4)
        await asyncio.wait_for(loop.shutdown_default_executor(), WAIT / 4)
        return [status(answer) for answer in answers]

    try:
        assert asyncio.run(run()) == [503] * 40
    finally:
        go.set()


def test_more_calls_than_threads_wait_for_their_turn() -> None:
    async def run() -> list[Any]:
        one = receiver(Blocking())
        exchanges = [AsyncExchange(one.flow(request())).handle(answered_async, status) for _ in range(200)]
        return await asyncio.gather(*exchanges)

    assert asyncio.run(run()) == [200] * 200


def test_what_waits_runs_in_turn_and_not_if_it_was_cancelled() -> None:
    threads, go, ran = Threads(2), threading.Event(), list[int]()
    hung = [threads.call(lambda: go.wait(WAIT)) for _ in range(2)]
    waiting = [threads.call(partial(ran.append, number)) for number in range(4)]
    assert waiting[1].cancel() and not hung[0].cancel()
    go.set()
    for future in (hung[0], hung[1], waiting[0], waiting[2], waiting[3]):
        future.result(WAIT)
    assert sorted(ran) == [0, 2, 3] and waiting[1].cancelled()


def test_what_a_call_raises_is_raised() -> None:
    def fails() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        Threads(1).call(fails).result(WAIT)


def test_a_hung_store_does_not_keep_the_process() -> None:
    code = "import time; from hookseal._receiver.threads import threads; threads.call(lambda: time.sleep(600))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=WAIT)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_has_all_of_its_threads() -> None:
    code = """
import os, time, warnings
from hookseal._receiver.threads import threads
warnings.simplefilter("ignore", DeprecationWarning)
for _ in range(64):
    threads.call(lambda: time.sleep(600))
child = os.fork()
if child == 0:
    os._exit(threads.call(lambda: 7).result(10))
os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=WAIT).returncode == 7
