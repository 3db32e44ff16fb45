"""What the guard makes sure of besides the states: times, names, and what reaches the log."""

from __future__ import annotations

import gc
import logging
from typing import Any

import pytest
from hookseal import LogEntry, WebhookConfigError
from hookseal._receiver.answers import Answer
from hookseal._receiver.exchange import handle
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request
from hookseal.replay import MemoryStore, Replay

import deliveries
from rows.row import transcodely


def receiver(replay: Any, log: Any, provider: Any = "transcodely", **options: Any) -> Receiver:
    given = {"replay": replay, "log": log, **options}
    return Receiver(provider, deliveries.TRANSCODELY, given, asynchronous=False, hint="")


def receive(one: Receiver) -> Any:
    delivery = transcodely()
    request = Request(delivery.body, list(delivery.headers), "/", None, None)
    return handle(one.flow(request), lambda _: 200, lambda _: 200)


@pytest.mark.parametrize(("tolerance", "ttl"), [(300, 599), (300, 599.9), (10, 19), (1, 1.5)])
def test_a_delivery_is_remembered_for_as_long_as_it_would_be_accepted(tolerance: int, ttl: float) -> None:
    """A clock of whole seconds accepts a timestamp for up to a second more than twice the tolerance."""
    with pytest.raises(WebhookConfigError, match="`ttl` of `replay`") as caught:
        receiver(Replay(MemoryStore(), ttl=ttl), None, tolerance=tolerance)
    assert caught.value.code == "invalid_option"
    kept: list[float] = []

    class Recording(MemoryStore):
        def claim(self, key: str, *, ttl: float, **claim: Any) -> Any:
            kept.append(ttl)
            return super().claim(key, ttl=ttl, **claim)

    receive(receiver(Replay(Recording(), ttl=2 * tolerance), None, tolerance=tolerance))
    assert kept == [2 * tolerance + 1]


# The log holds nothing of what a server has said, and some clients make classes of that.
@pytest.mark.parametrize("name", ["of two\nlines", "password=hunter2", "", "E" * 65, "Érror"])
def test_an_exception_named_after_anything(name: str) -> None:
    class Down(MemoryStore):
        def claim(self, key: str, **claim: Any) -> Any:
            raise type(name, (ConnectionError,), {})("redis://user:hunter2@10.0.0.1")

    log: list[LogEntry] = []
    answer = receive(receiver(Down(), log.append))
    assert isinstance(answer, Answer) and answer.status == 503
    (entry,) = log
    assert entry.code == "store_unavailable" and entry.message.endswith("(StoreError)")
    assert name == "" or name not in entry.message
    # Whoever asks for the cause has it.
    assert entry.cause is not None and isinstance(entry.cause.__cause__, ConnectionError)


def test_an_exception_with_a_name_of_a_class() -> None:
    class Down(MemoryStore):
        def claim(self, key: str, **claim: Any) -> Any:
            raise TimeoutError

    log: list[LogEntry] = []
    receive(receiver(Down(), log.append))
    assert log[0].message.endswith("(TimeoutError)") and isinstance(log[0].cause, TimeoutError)


class TestNameShared:
    """Two endpoints under one name share their keys: a delivery to one passes for a duplicate of the other's."""

    def test_is_said_once(self) -> None:
        store, log = MemoryStore(), list[LogEntry]()
        first, second, third = (receiver(Replay(store), log.append) for _ in range(3))
        receive(first)
        receive(first)
        assert [entry.code for entry in log] == ["duplicate"]
        log.clear()
        for one in (second, first, third, second):
            receive(one)
        (entry,) = [entry for entry in log if entry.code == "name_shared"]
        assert (entry.level, entry.provider, entry.name, entry.id) == ("warning", "transcodely", None, log[1].id)

    def test_of_each_name(self) -> None:
        store, log = MemoryStore(), list[LogEntry]()
        receivers = [receiver(store, log.append, name=name) for name in ("a", "b", "a", "b")]
        for one in receivers:
            receive(one)
        assert [entry.name for entry in log if entry.code == "name_shared"] == ["a", "b"]

    def test_not_of_two_names_or_two_stores(self) -> None:
        store, log = MemoryStore(), list[LogEntry]()
        receivers = [receiver(store, log.append, name=name) for name in ("a", "b")]
        receivers += [receiver(store, log.append), receiver(MemoryStore(), log.append)]
        for one in receivers:
            receive(one)
        assert log == []

    def test_not_of_a_receiver_that_is_gone(self) -> None:
        store, log = MemoryStore(), list[LogEntry]()
        for _ in range(3):
            receive(receiver(store, log.append))
            gc.collect()
        assert [entry.code for entry in log] == ["duplicate"] * 2

    def test_by_a_log_that_raises(self, caplog: pytest.LogCaptureFixture) -> None:
        def raises(_: LogEntry) -> None:
            raise ZeroDivisionError

        store = MemoryStore()
        receivers = [receiver(store, raises) for _ in range(2)]
        with caplog.at_level(logging.ERROR, "hookseal"):
            assert receive(receivers[0]) == 200
            assert receive(receivers[1]).status == 200
        assert "`log` of a webhook raised" in caplog.text

    def test_a_store_that_cannot_be_looked_up(self) -> None:
        class Unhashable(MemoryStore):
            __hash__ = None  # type: ignore[assignment]

        store = Unhashable()
        receivers = [receiver(store, None) for _ in range(2)]
        assert receive(receivers[0]) == 200
        assert receive(receivers[1]).status == 200
