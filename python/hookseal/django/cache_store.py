"""The replay store in a cache of Django."""

from __future__ import annotations

import math
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

    Give the cache a time-out in OPTIONS, such as `socket_timeout` for Redis, for the guard cannot stop a call of it.

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
            mine = cache.add(owner, [token, lease, digest], math.ceil(lease))
            found: dict[str, Any] = cache.get_many([record, owner])
            seen, attempt, done = found.get(record) or [digest, 0, False]
            if done:
                if mine:
                    cache.delete(owner)
                return Done(seen)
            if mine:
                # Nobody else writes while the owner's entry stands.
                cache.set(record, [seen, attempt + 1, False], math.ceil(max(lease, ttl)))
                return Claimed(attempt + 1, seen)
            if owner in found:
                _, lease_of_owner, digest_of_owner = found[owner]
                return InFlight(float(lease_of_owner), seen if record in found else digest_of_owner)
        raise RuntimeError("the cache kept no claim")

    def complete(self, key: str, token: str, ttl: float, connection: None = None) -> bool:
        """As `ReplayStore.complete`.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given: a cache joins no transaction.
        """
        refuse_connection("CacheStore", connection)
        cache, (record, owner) = caches[self._alias], _names(key)
        found: dict[str, Any] = cache.get_many([record, owner])
        if not _is_owner(found.get(owner), token):
            return False
        # The work is done: that is written down also if the record was evicted.
        seen, attempt, _ = found.get(record) or [found[owner][2], 1, False]
        cache.set(record, [seen, attempt, True], math.ceil(ttl))
        return bool(cache.delete(owner))

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        cache, (_, owner) = caches[self._alias], _names(key)
        return _is_owner(cache.get(owner), token) and bool(cache.delete(owner))


def _names(key: str) -> tuple[str, str]:
    return f"hookseal:{key}", f"hookseal:{key}:owner"


def _is_owner(found: Any, token: str) -> bool:
    return found is not None and found[0] == token


UNFIT: dict[type[Any], str] = {
    DatabaseCache: "drops deliveries that it should remember: use ModelStore",
    DummyCache: "keeps nothing",
    FileBasedCache: "lets two workers claim at the same time",
    LocMemCache: "is another one in each process: use hookseal.replay.MemoryStore if there is only one",
}
ROUNDS = 5
