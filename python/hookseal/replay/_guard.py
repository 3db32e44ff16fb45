"""The replay guard: one delivery, one handler, as long as its store says so.

It claims a verified delivery under its `dedupe_key`, with a lease and an owner's token; the receiver then completes or
releases the claim. The states stand in the stores; the rules of time stand here.
"""

from __future__ import annotations

import hashlib
import inspect
import math
import re
import secrets
import time
import weakref
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .._generated import DEFAULT_KEEP, providers, receiver_messages
from .._receiver.effects import Call, Effect, Pause
from .._receiver.log import Log, LogEntry, logger
from .._receiver.request import id_for_log
from ..delivery import Delivery
from ._wrong_client import has_methods, invalid_option, wrong_client

if TYPE_CHECKING:
    from ..webhook import Webhook
    from .store import AsyncReplayStore, ReplayStore


@dataclass(frozen=True)
class Replay:
    """A store of handled deliveries, and how it is used. Times are in seconds.

    Args:
        store: one of `hookseal.replay`, or of your own.
        lease: after this long another worker may claim a delivery whose handler has not ended.
        ttl: how long a handled delivery is remembered; if not given, as long as its provider may send it again.
        timeout: how long one call of the store may take. After it the answer is 503.
        handler_timeout: how long an asynchronous handler may take; it is cancelled then. A synchronous one cannot be
            stopped: if it ends after its lease, and another worker has claimed the delivery, the log says `claim_lost`.

    Raises:
        WebhookConfigError: `invalid_option`, if the store is none, or a time is none or does not fit the others.
    """

    store: ReplayStore | AsyncReplayStore
    lease: float = 60
    ttl: float | None = None
    timeout: float = 2
    handler_timeout: float = 30

    def __post_init__(self) -> None:
        if not has_methods(self.store, *METHODS):
            raise wrong_client("`replay`", self.store, "a store of hookseal.replay, such as `RedisStore(client)`")
        if len({inspect.iscoroutinefunction(getattr(self.store, name)) for name in METHODS}) != 1:
            raise invalid_option("the methods of a `replay` store are either all coroutines or all plain")
        for name in ("lease", "ttl", "timeout", "handler_timeout"):
            value = getattr(self, name)
            if value is None and name == "ttl":
                continue
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
                raise invalid_option(f"`{name}` of `replay` must be a number of seconds above 0")
        if self.lease <= self.handler_timeout:
            raise invalid_option("`lease` of `replay` must be longer than `handler_timeout`")

    @property
    def is_async(self) -> bool:
        """Whether the methods of the store are coroutines."""
        return inspect.iscoroutinefunction(self.store.claim)


class ClaimLost(Exception):
    """Another worker has claimed the delivery meanwhile: roll the transaction back."""


class Claim:
    """A claimed delivery, for a handler that completes it inside a transaction of its own.

    Attributes:
        key: the delivery's `dedupe_key`.
        token: the owner's own text.
        attempt: how often the delivery was claimed, this time included.
        completed: whether `complete` or `acomplete` has marked it as handled.
    """

    def __init__(self, replay: Replay, key: str, token: str, ttl: float, attempt: int) -> None:
        self.key, self.token, self.attempt, self.completed = key, token, attempt, False
        self._replay, self._ttl = replay, ttl

    def complete(self, connection: Any = None) -> None:
        """Marks the delivery as handled, on a connection inside your transaction. Commit after it.

        Args:
            connection: for a store that can join a transaction.

        Raises:
            ClaimLost: another worker owns the delivery; roll back.
            TypeError: the store is asynchronous: `await claim.acomplete(connection)`.
        """
        if self._replay.is_async:
            raise TypeError("the store is asynchronous: use `await claim.acomplete(connection)`")
        self._completed(self._replay.store.complete(self.key, self.token, self._ttl, connection))

    async def acomplete(self, connection: Any = None) -> None:
        """As `complete`, for asynchronous stores.

        Raises:
            ClaimLost: another worker owns the delivery; roll back.
            TypeError: the store is synchronous: `claim.complete(connection)`.
        """
        if not self._replay.is_async:
            raise TypeError("the store is synchronous: use `claim.complete(connection)`")
        held: Any = self._replay.store.complete(self.key, self.token, self._ttl, connection)
        self._completed(await held)

    def _completed(self, held: object) -> None:
        if not held:
            raise ClaimLost("another worker has claimed this delivery")
        self.completed = True


def replay_claim(delivery: Delivery) -> Claim:
    """The claim of the delivery that is being handled.

    Raises:
        LookupError: it is not being handled now, or its receiver has no `replay`.
    """
    try:
        return _claims[id(delivery)]
    except KeyError:
        raise LookupError("this delivery has no claim: it is not being handled, or no `replay` was given") from None


@dataclass(frozen=True)
class Duplicate:
    """A delivery that is handled, or was: what `on_duplicate` is told.

    Attributes:
        delivery: it is genuine.
        state: "done" if it was handled, "in_flight" if another worker handles it now.
        same_payload: False if what was first seen under its key was another payload.
        retry_after: the seconds until the other worker's lease ends; None if it was handled.
    """

    delivery: Delivery
    state: Literal["done", "in_flight"]
    same_payload: bool
    retry_after: float | None


class StoreUnavailable(Exception):
    """The store raised, or took too long."""


class StoreError(Exception):
    """Stands for what a store has raised, its cause, whose class has a name that is not fit for a log."""


class Guard:
    """The steps of a claim, as effects. Whatever a store raises becomes `StoreUnavailable`.

    Args:
        replay: the store and its times.
        webhook: what verifies for this receiver.
        tolerance: that of the webhook.
        log: what is told if another receiver's deliveries have the same keys.
    """

    def __init__(self, replay: Replay, webhook: Webhook, tolerance: float, log: Log) -> None:
        # A timestamp of whole seconds is accepted for up to a second longer than the tolerance to both sides.
        self._least_ttl = 2 * tolerance + 1
        if replay.ttl is not None and replay.ttl < 2 * tolerance:
            raise invalid_option("`ttl` of `replay` must be at least twice the tolerance")
        self.replay = replay
        self._webhook, self._log = webhook, log

    def claim(self, delivery: Delivery) -> Generator[Effect, Any, tuple[Claim | Duplicate, bool]]:
        """Claims the delivery, and says whether the payload is the one first seen under its key."""
        from .store import Claimed, Done, InFlight

        if self._shares_name():
            self._warn(delivery)
        key, token, ttl = delivery.dedupe_key, secrets.token_hex(16), self._ttl(delivery)
        digest = hashlib.sha256(delivery.body).hexdigest()
        store, lease = self.replay.store, self.replay.lease
        found = yield from self._call(
            lambda: store.claim(key, token=token, digest=digest, lease=lease, ttl=ttl),
            self.replay.timeout,
            # So that the next attempt need not wait for the lease of a claim that nobody knows of.
            undo=lambda: store.release(key, token),
        )
        if not isinstance(found, (Claimed, InFlight, Done)):
            # A store that has answered something else has not claimed, and knows of no duplicate.
            raise StoreUnavailable from TypeError()
        same = found.digest == digest
        if isinstance(found, Claimed):
            claim = Claim(self.replay, key, token, ttl, found.attempt)
            _claims[id(delivery)] = claim
            return claim, same
        if isinstance(found, InFlight):
            return Duplicate(delivery, "in_flight", same, found.retry_after), same
        return Duplicate(delivery, "done", same, None), same

    def complete(self, claim: Claim) -> Generator[Effect, Any, bool]:
        """Marks the delivery as handled, and says whether the claim was still held.

        The work is done: a store that fails is asked once more, within the same time.
        """
        if claim.completed:
            return True
        store, ends = self.replay.store, time.monotonic() + self.replay.timeout

        def run() -> Any:
            return store.complete(claim.key, claim.token, claim._ttl)

        try:
            return bool((yield from self._call(run, self.replay.timeout)))
        except StoreUnavailable:
            yield Pause(min(AGAIN, max(0, ends - time.monotonic())))
            left = ends - time.monotonic()
            if left <= 0:
                raise
            return bool((yield from self._call(run, left)))

    def release(self, claim: Claim) -> Generator[Effect, Any, None]:
        """Frees the delivery for its next attempt."""
        store = self.replay.store
        yield from self._call(lambda: store.release(claim.key, claim.token), self.replay.timeout)

    def forget(self, delivery: Delivery) -> None:
        """Ends what `replay_claim` knows of a delivery."""
        _claims.pop(id(delivery), None)

    def _shares_name(self) -> bool:
        """Whether another receiver uses the store under the same provider and name. It is said once."""
        try:
            users = _users.setdefault(self.replay.store, {})
        except TypeError:
            return False  # A store that cannot be looked up.
        name = (self._webhook.provider, self._webhook.name)
        user = users.setdefault(name, weakref.ref(self))
        if user is None or user() is self:
            return False
        is_shared = user() is not None
        users[name] = None if is_shared else weakref.ref(self)
        return is_shared

    def _warn(self, delivery: Delivery) -> None:
        webhook, id, size = self._webhook, id_for_log([delivery.id or ""]), len(delivery.body)
        message = receiver_messages["name_shared"]
        try:
            self._log(LogEntry("warning", "name_shared", webhook.provider, webhook.name, id, size, message))
        except Exception:
            logger.exception("the function `log` of a webhook raised")

    def _call(self, run: Any, timeout: float, undo: Any = None) -> Generator[Effect, Any, Any]:
        blocks = not self.replay.is_async
        in_caller = bool(getattr(self.replay.store, "runs_in_caller", False))
        try:
            return (yield Call(run, timeout, blocks, in_caller, undo))
        except Exception as error:
            raise StoreUnavailable from _fit_for_log(error)

    def _ttl(self, delivery: Delivery) -> float:
        if self.replay.ttl is not None:
            return max(self.replay.ttl, self._least_ttl)
        row = providers.get(delivery.provider)
        variants = row.variants if row is not None else ()
        keep = [each.policy.keep for each in variants if each.name == delivery.variant and each.policy]
        return max(keep[0] if keep else DEFAULT_KEEP, self._least_ttl)


def _fit_for_log(error: Exception) -> Exception:
    """The log names the class of what a store has raised, and a class may be named after anything."""
    if re.fullmatch("[A-Za-z0-9_]{1,64}", type(error).__name__):
        return error
    stand_in = StoreError()
    stand_in.__cause__ = error
    return stand_in


METHODS = ("claim", "complete", "release")

# By store, then by provider and name; None once several are known.
_users: weakref.WeakKeyDictionary[object, dict[tuple[str, str | None], weakref.ref[Guard] | None]]
_users = weakref.WeakKeyDictionary()

# By identity, only while a delivery is being handled and so kept alive by its receiver.
_claims: dict[int, Claim] = {}

AGAIN = 0.1
"""Seconds before a store is asked once more."""
