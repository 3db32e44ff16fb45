"""The rules of the contract, each as a check of one key. The name says the rule, the same in every language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TypeAlias

from ._contract_trial import FIRST, OTHER, Trial

Rule: TypeAlias = Callable[[Trial], Coroutine[float, None, None]]

rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    def add(check: Rule) -> Rule:
        rules[name] = check
        return check

    return add


@rule("a free key is claimed, as the first attempt")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)


@rule("a claimed key is in flight, for no longer than its lease, and keeps its first digest")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.is_in_flight()
    await trial.is_in_flight()


@rule("a completed key is done, and keeps its first digest")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.completes("owner", True)
    await trial.is_done()
    await trial.is_done()


@rule("a released key is claimed as the next attempt, and keeps its first digest")
async def _(trial: Trial) -> None:
    await trial.claims("first", 1)
    await trial.releases("first", True)
    await trial.claims("second", 2, digest=OTHER, seen=FIRST)
    await trial.releases("second", True)
    await trial.claims("third", 3)
    await trial.is_in_flight()


@rule("the owner of a key does not claim it twice")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.claims_nothing_more("owner")
    await trial.is_in_flight()
    await trial.releases("owner", True)
    await trial.claims("next", 2)


@rule("a key that nobody claimed is neither completed nor released")
async def _(trial: Trial) -> None:
    await trial.completes("nobody", False)
    await trial.releases("nobody", False)
    await trial.claims("owner", 1)


@rule("another's token neither completes nor releases")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    for token in ("other", "", "owner ", "Owner", "owner%", "*"):
        await trial.completes(token, False)
        await trial.releases(token, False)
    await trial.is_in_flight()
    await trial.completes("owner", True)


@rule("a completed key is neither completed nor released again")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.completes("owner", True)
    await trial.completes("owner", False)
    await trial.releases("owner", False)
    await trial.is_done()


@rule("a released key is neither completed nor released again")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.releases("owner", True)
    await trial.completes("owner", False)
    await trial.releases("owner", False)
    await trial.claims("next", 2)


@rule("a token that was released does nothing to the next owner")
async def _(trial: Trial) -> None:
    await trial.claims("first", 1)
    await trial.releases("first", True)
    await trial.claims("second", 2)
    await trial.completes("first", False)
    await trial.releases("first", False)
    await trial.is_in_flight()
    await trial.completes("second", True)


@rule("keys that differ in one character are two keys")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.completes("owner", True)
    last = "1" if trial.key.endswith("0") else "0"
    await trial.claims("owner", 1, key=trial.key[:-1] + last, digest=OTHER)
    await trial.is_done()


@rule("of parallel claims of a free key exactly one wins")
async def _(trial: Trial) -> None:
    await trial.completes(await trial.race(1), True)
    await trial.is_done()


@rule("of parallel claims of a released key exactly one wins")
async def _(trial: Trial) -> None:
    await trial.claims("first", 1)
    await trial.releases("first", True)
    await trial.releases(await trial.race(2), True)
    await trial.race(3)


@rule("of parallel claims of a done key none wins")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.completes("owner", True)
    await trial.nobody_wins()


@rule("of parallel completions by the owner exactly one is acknowledged")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1)
    await trial.completes_once("owner")


@rule("once a lease has ended exactly one of parallel claims takes over, and the late owner does nothing")
async def _(trial: Trial) -> None:
    await trial.claims("late", 1, lease=1)
    await trial.wait(LAPSE)
    winner = await trial.race(2)
    await trial.completes("late", False)
    await trial.releases("late", False)
    await trial.is_in_flight()
    await trial.completes(winner, True)
    await trial.is_done()


@rule("a late owner does not undo the completion of the next one")
async def _(trial: Trial) -> None:
    await trial.claims("late", 1, lease=1)
    await trial.wait(LAPSE)
    await trial.claims("next", 2)
    await trial.completes("next", True)
    await trial.releases("late", False)
    await trial.completes("late", False, 1)
    await trial.is_done()


@rule("a done key is remembered for the time of its completion, not for that of its claim")
async def _(trial: Trial) -> None:
    await trial.claims("owner", 1, lease=1, ttl=3)
    await trial.completes("owner", True, 120)
    await trial.wait(2 + LAPSE)
    await trial.is_done()


@rule("a done key is free again once its time is over, with nothing of the past")
async def _(trial: Trial) -> None:
    await trial.claims("first", 1)
    await trial.completes("first", True, 1)
    await trial.wait(LAPSE)
    await trial.claims("second", 1, digest=OTHER)
    await trial.completes("first", False)
    await trial.completes("second", True)


LAPSE = 1.5
"""Seconds after which a lease or a time to live of one second has ended, also where whole seconds are counted."""
