"""The replay store in a cache of Django."""

from __future__ import annotations

import math
import secrets
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache

from ..replay._wrong_client import invalid_option, refuse_connection
from ..replay.store import Claimed, ClaimResult, Done, InFlight


class CacheStore:
    """Remembers deliveries in a cache of Django, on Redis or Memcached.

    ```python
    @webhook("transcodely", settings.TRANSCODELY_SECRET, replay=CacheStore())
    ```

    Its `add` decides who claims, which both do in one step. What a cache cannot promise, and `ModelStore` and
    `hookseal.replay.redis` can:

    - A cache forgets: when it is full or restarts, and Memcached always does at a restart. A delivery whose entry is
      gone is handled again (threat 79). Give it a cache that nothing else fills; with Redis set
      `maxmemory-policy noeviction`.
    - A cache compares nothing before it writes. An owner that completes or releases in the very moment in which its
      lease ends may do so to the next owner's claim. Let the handler's time be well below the lease.
    - It does not say when an entry ends: a delivery in flight is said to be so for its whole lease.
    - Times are whole seconds, rounded up; Memcached may end one up to a second early.

    The guard cannot stop a call of a cache, whose clients wait without end. Give it a time-out in OPTIONS, of half a
    second for example, since a step has up to five calls: `socket_timeout` for Redis; for Memcached `timeout` and
    `connect_timeout` of pymemcache, or `behaviors` of pylibmc. pymemcache leaves a server that has failed three times
    alone for its `dead_timeout`, 60 seconds: let it be 1, or every answer is 503 for as long.

    Args:
        cache: the alias of the cache.
        allow_any_backend: takes also a cache that is not shared by all processes, or not atomic: for tests.

    Raises:
        WebhookConfigError: `invalid_option`, if there is no such alias, or its backend cannot keep claims.
    """

    runs_in_caller = True
    """Django's caches belong to a thread each."""

    def __init__(self, *, cache: str = DEFAULT_CACHE_ALIAS, allow_any_backend: bool = False) -> None:
        if cache not in caches.settings:
            raise invalid_option("`cache` of CacheStore must be an alias of CACHES")
        unfit = [why for backend, why in UNFIT.items() if isinstance(caches[cache], backend)]
        if unfit and not allow_any_backend:
            raise invalid_option(f"CacheStore needs a cache on Redis or Memcached; this one {unfit[0]}")
        self._alias = cache

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        cache, (record, owner) = caches[self._alias], _names(key)
        for _ in range(ROUNDS):
            # First a question: what a frozen server was sent it does when it goes on, and then for nobody.
            found: dict[str, Any] = cache.get_many([record, owner])
            seen, _, done = found.get(record) or [digest, 0, False]
            if done:
                return Done(seen)
            if owner in found:
                _, lease_of_owner, digest_of_owner = found[owner]
                return InFlight(float(lease_of_owner), seen if record in found else digest_of_owner)
            if cache.add(owner, [token, lease, digest], math.ceil(lease)):
                return _begin(cache, record, owner, digest, math.ceil(max(lease, ttl)))
        raise RuntimeError("the cache kept no claim")

    def complete(self, key: str, token: str, ttl: float, connection: None = None) -> bool:
        """As `ReplayStore.complete`.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given: a cache joins no transaction.
        """
        refuse_connection("CacheStore", connection)
        cache, (record, owner) = caches[self._alias], _names(key)
        found: dict[str, Any] = cache.get_many([record, owner])
        if not _is_owner(cache, found.get(owner), token):
            return False
        # The work is done: that is written down also if the record was evicted.
        seen, attempt, _ = found.get(record) or [found[owner][2], 1, False]
        _keep(cache, record, [seen, attempt, True], math.ceil(ttl))
        return bool(cache.delete(owner))

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        cache, (_, owner) = caches[self._alias], _names(key)
        return _is_owner(cache, cache.get(owner), token) and bool(cache.delete(owner))


def _names(key: str) -> tuple[str, str]:
    return f"hookseal:{key}", f"hookseal:{key}:owner"


def _begin(cache: Any, record: str, owner: str, digest: str, ttl: int) -> Claimed | Done:
    """Counts the attempt of a new owner. Nobody else writes while the owner's entry stands."""
    seen, attempt, done = cache.get(record) or [digest, 0, False]
    if done:
        # By another owner, since the question.
        cache.delete(owner)
        return Done(seen)
    _keep(cache, record, [seen, attempt + 1, False], ttl)
    return Claimed(attempt + 1, seen)


def _keep(cache: Any, record: str, value: list[Any], ttl: int) -> None:
    # `set` does not say that a server has not kept it.
    if cache.set_many({record: value}, ttl):
        raise RuntimeError("the cache has not kept the record")


def _is_owner(cache: Any, found: Any, token: str) -> bool:
    # For a second after a failure pymemcache does not ask its server, and says that it holds nothing and takes nothing.
    if found is None and not cache.add(f"hookseal:{secrets.token_hex(16)}", True, 1):
        raise RuntimeError("the cache was not asked")
    return found is not None and found[0] == token


UNFIT: dict[type[Any], str] = {
    DatabaseCache: "drops deliveries that it should remember: use ModelStore",
    DummyCache: "keeps nothing",
    FileBasedCache: "lets two workers claim at the same time",
    LocMemCache: "is another one in each process: use hookseal.replay.MemoryStore if there is only one",
}
ROUNDS = 5
