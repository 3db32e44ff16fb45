"""The method: rounds of ours and theirs in turn, each of a length that was calibrated, on the same delivery."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from time import perf_counter_ns
from typing import TypeVar

Delivery = TypeVar("Delivery")


@dataclass(frozen=True)
class Effort:
    warm_up: float
    """In milliseconds, as the next."""
    round: float
    pairs: int


EFFORTS = {"FULL": Effort(warm_up=100, round=5, pairs=101), "QUICK": Effort(warm_up=4, round=2, pairs=5)}


def duel(
    make: Callable[[int], Delivery],
    ours: Callable[[Delivery], None],
    theirs: Callable[[Delivery], None],
    size: int,
    effort: Effort,
) -> list[tuple[float, float]]:
    """Returns for each pair of rounds the microseconds that a call took, ours and theirs."""
    # Made before the clock starts, one for each pair, so that nothing is learnt about one body.
    deliveries = [make(size) for _ in range(effort.pairs)]
    our_calls = calibrate(ours, deliveries[0], effort)
    their_calls = calibrate(theirs, deliveries[0], effort)
    return [(measure(ours, delivery, our_calls), measure(theirs, delivery, their_calls)) for delivery in deliveries]


def calibrate(verify: Callable[[Delivery], None], delivery: Delivery, effort: Effort) -> int:
    """Warms up, and returns how many calls fill a round."""
    end = perf_counter_ns() + effort.warm_up * 1e6
    calls = 1
    took = measure(verify, delivery, calls)
    while perf_counter_ns() < end or took * calls / 1000 < effort.round / 4:
        if took * calls / 1000 < effort.round:
            calls *= 2
        took = measure(verify, delivery, calls)
    return max(1, round(effort.round * 1000 / took))


def measure(verify: Callable[[Delivery], None], delivery: Delivery, calls: int) -> float:
    start = perf_counter_ns()
    for _ in repeat(None, calls):
        verify(delivery)
    return (perf_counter_ns() - start) / 1000 / calls
