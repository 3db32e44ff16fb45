"""The store in memory: bounded, and never at the cost of what is live. Threats 82, 83."""

from __future__ import annotations

from typing import Any

import pytest
from hookseal import WebhookConfigError
from hookseal.replay import Claimed, Done, InFlight, MemoryStore
from hookseal.replay.memory import StoreFull

NOW = 1_000_000.0


class Clock:
    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def claim(store: MemoryStore, key: str, *, token: str = "owner", lease: float = 60, ttl: float = 600) -> Any:
    return store.claim(key, token=token, digest="d", lease=lease, ttl=ttl)


def test_a_full_store_refuses_a_new_key_and_keeps_what_is_live(clock: Clock) -> None:
    store = MemoryStore(capacity=3, now=clock)
    claim(store, "in flight")
    claim(store, "done")
    store.complete("done", "owner", 600)
    claim(store, "lapsed", lease=1)
    clock.now += 2
    for key in ("new", "other"):
        with pytest.raises(StoreFull):
            claim(store, key)
    assert len(store) == 3
    assert isinstance(claim(store, "in flight"), InFlight)
    assert claim(store, "done") == Done("d")
    # Its lease has ended, but not the time for which its attempts are counted.
    assert claim(store, "lapsed") == Claimed(2, "d")


def test_a_full_store_reclaims_what_has_expired_or_was_released(clock: Clock) -> None:
    store = MemoryStore(capacity=2, now=clock)
    claim(store, "expired", lease=1, ttl=5)
    claim(store, "released")
    store.release("released", "owner")
    assert claim(store, "first") == Claimed(1, "d")
    with pytest.raises(StoreFull):
        claim(store, "second")
    clock.now += 5
    assert claim(store, "second") == Claimed(1, "d")
    assert len(store) == 2


def test_a_flood_does_not_grow_it(clock: Clock) -> None:
    store = MemoryStore(capacity=100, now=clock)
    refused = 0
    for number in range(10_000):
        clock.now += 1
        try:
            claim(store, str(number), lease=10, ttl=1000)
        except StoreFull:
            refused += 1
        assert len(store) <= 100
    # A hundred each thousand seconds.
    assert refused == 10_000 - 1000


def test_sweep_drops_what_has_expired_and_nothing_else(clock: Clock) -> None:
    store = MemoryStore(now=clock)
    claim(store, "short", ttl=60)
    claim(store, "long")
    claim(store, "released")
    store.release("released", "owner")
    clock.now += 60
    store.sweep()
    assert len(store) == 2
    assert claim(store, "released") == Claimed(2, "d")


def test_a_lease_is_never_cut_by_a_shorter_time_to_live(clock: Clock) -> None:
    store = MemoryStore(now=clock)
    claim(store, "key", lease=60, ttl=1)
    clock.now += 59
    assert isinstance(claim(store, "key"), InFlight)


@pytest.mark.parametrize("capacity", [0, -1, 1.5, "10", None, True, float("inf")])
def test_a_capacity_that_is_none(capacity: Any) -> None:
    with pytest.raises(WebhookConfigError) as caught:
        MemoryStore(capacity=capacity)
    assert caught.value.code == "invalid_option"
