"""The flow of a request where no server can be made to show it: cancelled, late, claimed by another, undecided."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from hookseal import RefusedRequest, providers
from hookseal._receiver.aexchange import AsyncExchange
from hookseal._receiver.answers import Answer
from hookseal._receiver.exchange import handle
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request
from hookseal.replay import ClaimLost, Duplicate, MemoryStore, Replay, replay_claim

import deliveries
from rows.row import transcodely


class Recording(MemoryStore):
    """A store that keeps what it was asked, in order, and whose clock stands still."""

    def __init__(self) -> None:
        self.time = 0.0
        self.asked: list[str] = []
        self.claims: list[dict[str, Any]] = []
        super().__init__(now=lambda: self.time)

    def claim(self, key: str, **claim: Any) -> Any:
        self.asked.append("claim")
        self.claims.append({"key": key, **claim})
        return super().claim(key, **claim)

    def complete(self, *args: Any, **kwargs: Any) -> bool:
        self.asked.append("complete")
        return super().complete(*args, **kwargs)

    def release(self, *args: Any, **kwargs: Any) -> bool:
        self.asked.append("release")
        return super().release(*args, **kwargs)


class Awaited:
    """The same, as coroutines; `stuck` names a method that never answers."""

    def __init__(self, stuck: str = "") -> None:
        self.store = Recording()
        self.stuck = stuck

    async def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> Any:
        return await self._step("claim", key, token=token, digest=digest, lease=lease, ttl=ttl)

    async def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> Any:
        return await self._step("complete", key, token, ttl, connection)

    async def release(self, key: str, token: str) -> Any:
        return await self._step("release", key, token)

    async def _step(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if method == self.stuck:
            await asyncio.sleep(60)
        return getattr(self.store, method)(*args, **kwargs)


def receiver(replay: Any, log: list[str], **options: Any) -> Receiver:
    options = {"replay": replay, "log": lambda entry: log.append(entry.code), **options}
    return Receiver("transcodely", deliveries.TRANSCODELY, options, asynchronous=True, hint="")


def request(body: bytes | None = None) -> Request:
    delivery = transcodely(body)
    return Request(delivery.body, list(delivery.headers), "/hook", None, "the framework's own")


def answered(_: Any) -> int:
    return 200


def status(given: object) -> int:
    assert isinstance(given, int)
    return given


async def answered_later(_: Any) -> int:
    return 200


async def asked_twice(store: Recording) -> None:
    """Lets other tasks run until the store was asked twice, or long enough."""
    for _ in range(1000):
        if len(store.asked) > 1:
            return
        await asyncio.sleep(0)


class TestCancelled:
    """Threat 89: the claim ends, nothing is called done, and the cancellation goes on."""

    @pytest.mark.parametrize("make", [Recording, Awaited])
    def test_in_the_handler(self, make: Callable[[], Any]) -> None:
        store, log = make(), list[str]()
        recording: Recording = getattr(store, "store", store)

        async def run() -> None:
            inside = asyncio.Event()

            async def handler(_: Any) -> int:
                inside.set()
                await asyncio.sleep(60)
                return 200

            task = asyncio.create_task(AsyncExchange(receiver(store, log).flow(request())).handle(handler, status))
            await inside.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asked_twice(recording)

        asyncio.run(run())
        assert (recording.asked, log) == (["claim", "release"], [])

    def test_while_the_store_completes(self) -> None:
        """The work is done, so completing goes on."""
        store = Awaited()

        async def run() -> None:
            inside, go = asyncio.Event(), asyncio.Event()
            complete = store.complete

            async def slow(*args: Any, **kwargs: Any) -> Any:
                inside.set()
                await go.wait()
                return await complete(*args, **kwargs)

            store.complete = slow  # type: ignore[method-assign]
            exchange = AsyncExchange(receiver(store, []).flow(request()))
            task = asyncio.create_task(exchange.handle(answered_later, status))
            await inside.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            go.set()
            await asked_twice(store.store)

        asyncio.run(run())
        assert store.store.asked == ["claim", "complete"]

    def test_by_closing_the_coroutine(self) -> None:
        """As a server does that ends without waiting: nothing raises, and the lease runs out."""
        store = Recording()

        async def handler(_: Any) -> int:
            await asyncio.sleep(0)
            raise AssertionError

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            coroutine = AsyncExchange(receiver(store, []).flow(request())).handle(handler, status)
            with pytest.raises(RuntimeError):
                coroutine.send(None)  # No loop runs, so there is no deadline, either.
            coroutine.close()
            del coroutine
            gc.collect()
        assert "complete" not in store.asked

    def test_the_worker_is_told_to_stop(self) -> None:
        def handler(_: Any) -> int:
            raise SystemExit

        store = Recording()
        with pytest.raises(SystemExit):
            handle(receiver(store, []).flow(request()), handler, status)
        assert store.asked == ["claim", "release"]


@pytest.mark.parametrize("stuck", ["claim", "complete", "release"])
def test_an_asynchronous_store_that_never_answers(stuck: str) -> None:
    """Threat 78: the answer comes within the store's time."""
    store, log = Awaited(stuck), list[str]()

    async def raises(_: Any) -> int:
        raise ZeroDivisionError

    exchange = AsyncExchange(receiver(Replay(store, timeout=0.2), log).flow(request()))
    run = exchange.handle(raises if stuck == "release" else answered_later, status)
    if stuck == "release":
        with pytest.raises(ZeroDivisionError):
            asyncio.run(run)
    else:
        answer = asyncio.run(run)
        assert (answer.status if isinstance(answer, Answer) else answer) == (503 if stuck == "claim" else 200)
    assert log == ["store_unavailable"]


def test_a_store_that_answers_nonsense_has_not_claimed() -> None:
    class Nonsense(Recording):
        def claim(self, key: str, **claim: Any) -> Any:
            return True

    log: list[str] = []
    answer = handle(receiver(Nonsense(), log).flow(request()), answered, status)
    assert isinstance(answer, Answer) and (answer.status, log) == (503, ["store_unavailable"])


def test_a_late_owner_is_told() -> None:
    """What blocks cannot be stopped; if its lease is over, another worker has the delivery."""
    store, log, sent = Recording(), list[str](), request()
    one = receiver(store, log)

    def late(_: Any) -> int:
        store.time += 61
        assert handle(one.flow(sent), answered, status) == 200
        return 200

    assert handle(one.flow(sent), late, status) == 200
    assert log == ["claim_lost"]
    again = handle(one.flow(sent), answered, status)
    assert isinstance(again, Answer) and again.status == 200 and log[1:] == ["duplicate"]


class TestClaim:
    def test_a_handler_completes_in_its_own_transaction(self) -> None:
        store = Recording()

        def handler(delivery: Any) -> int:
            claim = replay_claim(delivery)
            assert (claim.attempt, claim.key, claim.completed) == (1, delivery.dedupe_key, False)
            claim.complete()
            assert claim.completed
            return 200

        handle(receiver(store, []).flow(request()), handler, status)
        assert store.asked == ["claim", "complete"]

    def test_an_asynchronous_store_is_awaited(self) -> None:
        store = Awaited()

        async def handler(delivery: Any) -> int:
            with pytest.raises(TypeError, match="acomplete"):
                replay_claim(delivery).complete()
            await replay_claim(delivery).acomplete()
            return 200

        asyncio.run(AsyncExchange(receiver(store, []).flow(request())).handle(handler, status))
        assert store.store.asked == ["claim", "complete"]

    def test_a_lost_claim_rolls_back(self) -> None:
        store, log, sent = Recording(), list[str](), request()
        one = receiver(store, log)

        def late(delivery: Any) -> int:
            store.time += 61
            handle(one.flow(sent), answered, status)
            replay_claim(delivery).complete()
            raise AssertionError("it was lost")

        with pytest.raises(ClaimLost):
            handle(one.flow(sent), late, status)

    def test_it_ends_with_the_request(self) -> None:
        kept: list[Any] = []

        def handler(delivery: Any) -> int:
            kept.append(delivery)
            return 200

        handle(receiver(Recording(), []).flow(request()), handler, status)
        kept.append(object())
        for delivery in kept:
            with pytest.raises(LookupError):
                replay_claim(delivery)

    def test_a_failed_attempt_is_counted(self) -> None:
        store, attempts = Recording(), []
        one = receiver(store, [])
        for answer in (500, 302, 404, 200):

            def handler(delivery: Any, answer: int = answer) -> int:
                attempts.append(replay_claim(delivery).attempt)
                return answer

            handle(one.flow(request(b"counted")), handler, status)
        assert attempts == [1, 2, 3, 4]
        assert store.asked == ["claim", "release"] * 3 + ["claim", "complete"]


def test_what_a_store_is_asked_with() -> None:
    store = Recording()
    one = receiver(store, [])
    for body in (b"one", b"other"):
        handle(one.flow(request(body)), answered, status)
    first, second = store.claims
    assert first["token"] != second["token"] and len(first["token"]) == 32
    assert first["digest"] == hashlib.sha256(b"one").hexdigest()
    policies = {each.name: each.policy for each in providers["transcodely"].variants}
    policy = policies["x-transcodely-signature"]
    assert policy is not None and first["ttl"] == policy.keep and first["lease"] == 60


@pytest.mark.parametrize(("options", "ttl"), [({"tolerance": 86400}, 2 * 86400 + 1), ({"ttl": 700}, 700)])
def test_how_long_a_delivery_is_remembered(options: dict[str, int], ttl: int) -> None:
    """More than twice the tolerance, for a timestamp is accepted that long."""
    store = Recording()
    replay = Replay(store, ttl=options.pop("ttl", None))
    handle(receiver(replay, [], **options).flow(request()), answered, status)
    assert store.claims[0]["ttl"] == ttl


class TestHooks:
    def test_what_they_are_told(self) -> None:
        told: list[tuple[Any, Any]] = []
        log: list[str] = []

        def tell(*what: Any) -> None:
            told.append((what[0], what[1]))

        one = receiver(Recording(), log, on_refused=tell, on_duplicate=tell)
        for _ in range(2):
            handle(one.flow(request(b"told")), answered, status)
        forged = request(b"told")
        answer = handle(one.flow(Request(b"forged", forged.headers, "/", None, "context")), answered, status)
        assert isinstance(answer, Answer) and answer.status == 401
        (duplicate, context), (refused, other) = told
        assert isinstance(duplicate, Duplicate) and isinstance(refused, RefusedRequest)
        assert (duplicate.state, duplicate.same_payload, duplicate.retry_after) == ("done", True, None)
        assert (refused.code, refused.body, refused.refused) == ("signature_mismatch", b"forged", True)
        assert (context, other) == ("the framework's own", "context")
        assert "forged" not in repr(refused)
        assert log == ["duplicate", "signature_mismatch"]

    def test_they_are_awaited(self) -> None:
        told: list[str] = []

        async def tell(refused: Any, _: Any) -> None:
            await asyncio.sleep(0)
            told.append(refused.code)

        one = receiver(None, [], on_refused=tell)
        forged = Request(b"forged", request().headers, "/", None, None)
        asyncio.run(AsyncExchange(one.flow(forged)).handle(answered_later, status))
        assert told == ["signature_mismatch"]

    def test_a_log_that_raises_changes_no_answer(self, caplog: pytest.LogCaptureFixture) -> None:
        def raises(_: Any) -> None:
            raise ZeroDivisionError

        options = {"log": raises}
        one = Receiver("transcodely", deliveries.TRANSCODELY, options, asynchronous=False, hint="")
        answer = handle(one.flow(Request(b"forged", request().headers, "/", None, None)), answered, status)
        assert isinstance(answer, Answer) and answer.status == 401
        assert "raised" in caplog.text


def test_a_handler_that_outlives_its_time_and_answers_all_the_same() -> None:
    """It was cancelled and went on: its lease still holds, so what it answers counts."""
    store, log = Recording(), list[str]()

    async def stubborn(_: Any) -> int:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return 200
        raise AssertionError

    replay = Replay(store, handler_timeout=0.05)
    answer = asyncio.run(AsyncExchange(receiver(replay, log).flow(request())).handle(stubborn, status))
    assert (answer, store.asked, log) == (200, ["claim", "complete"], [])
