"""The replay stores in Redis, or Valkey, through your own client of redis-py."""

from __future__ import annotations

import re
from typing import Any

from ._statements import REDIS
from ._wrong_client import has_methods, is_coroutine, refuse_connection, wrong_client
from .store import Claimed, ClaimResult, Done, InFlight


class RedisStore:
    """Remembers deliveries in Redis 7 or newer, or in Valkey.

    Each step is one script, so it is atomic; the server's clock decides. A key takes its place as `hookseal:` and 64
    hex characters, and goes away by itself.

    ```python
    client = redis.Redis(host, socket_timeout=1, socket_connect_timeout=1)
    store = RedisStore(client)
    for warning in store.check():
        logging.warning(warning)
    ```

    Give the client both time-outs: without them a call that the guard has given up on keeps its thread and its
    connection. If the client sends a claim again whose answer was lost, it gets its own claim, counted once. A claim
    whose answer comes too late for the guard is released.

    What it cannot promise: a fail-over to a replica, or a restart without `appendfsync always`, may forget the last
    claims and completions, and then a delivery is handled again (threat 80). Where that must not be, use a store in
    PostgreSQL. Never give it a client that reads from replicas.

    Args:
        client: a `redis.Redis` or `redis.RedisCluster`.

    Raises:
        WebhookConfigError: `invalid_option`, if it is anything else.
    """

    def __init__(self, client: Any) -> None:
        if not _is_client(client) or is_coroutine(client, "execute_command"):
            twin = "AsyncRedisStore" if _is_client(client) else None
            raise wrong_client("RedisStore", client, "a client of redis-py, such as redis.Redis(host)", twin)
        self._client = client

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return _found(self._client.eval(REDIS.claim, 1, PREFIX + key, digest, token, lease, ttl))

    def complete(self, key: str, token: str, ttl: float, connection: None = None) -> bool:
        """As `ReplayStore.complete`.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given: Redis joins no transaction.
        """
        refuse_connection("RedisStore", connection)
        return _held(self._client.eval(REDIS.complete, 1, PREFIX + key, ttl, token))

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return _held(self._client.eval(REDIS.release, 1, PREFIX + key, token))

    def check(self) -> list[str]:
        """Says, in a sentence each, why the server may forget deliveries; to be called and logged at start-up.

        A server that evicts keys when its memory is full forgets handled deliveries, which are then handled again
        (threat 79). With `maxmemory-policy noeviction` it refuses claims instead, which the guard answers with 503.
        """
        # INFO, because hosted servers forbid CONFIG; a user without rights may be refused both.
        try:
            memory = self._client.info("memory")
        except Exception:
            return [UNREADABLE]
        return _warnings(memory)


class AsyncRedisStore:
    """`RedisStore` for the asynchronous clients of redis-py.

    Args:
        client: a `redis.asyncio.Redis` or `redis.asyncio.RedisCluster`.

    Raises:
        WebhookConfigError: `invalid_option`, if it is anything else.
    """

    def __init__(self, client: Any) -> None:
        if not _is_client(client) or not is_coroutine(client, "execute_command"):
            twin = "RedisStore" if _is_client(client) else None
            raise wrong_client("AsyncRedisStore", client, "a client of redis.asyncio, such as Redis(host)", twin)
        self._client = client

    async def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return _found(await self._client.eval(REDIS.claim, 1, PREFIX + key, digest, token, lease, ttl))

    async def complete(self, key: str, token: str, ttl: float, connection: None = None) -> bool:
        """As `ReplayStore.complete`.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given: Redis joins no transaction.
        """
        refuse_connection("AsyncRedisStore", connection)
        return _held(await self._client.eval(REDIS.complete, 1, PREFIX + key, ttl, token))

    async def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return _held(await self._client.eval(REDIS.release, 1, PREFIX + key, token))

    async def check(self) -> list[str]:
        """As `RedisStore.check`."""
        try:
            memory = await self._client.info("memory")
        except Exception:
            return [UNREADABLE]
        return _warnings(memory)


def _is_client(given: object) -> bool:
    # A pipeline has these, too, and an `execute` without which nothing is sent.
    return has_methods(given, "eval", "execute_command", "info") and not has_methods(given, "execute")


def _found(answer: Any) -> ClaimResult:
    # Bytes, or text for a client that decodes.
    state, attempt, digest, wait = (_text(each) for each in answer)
    if state == "claimed":
        return Claimed(int(attempt), digest)
    if state == "in_flight":
        return InFlight(int(wait) / 1000, digest)
    if state == "done":
        return Done(digest)
    raise RuntimeError("the redis client gave no answer of the script")


def _held(answer: Any) -> bool:
    return int(answer) == 1


def _warnings(memory: Any) -> list[str]:
    policy = str(memory.get("maxmemory_policy", ""))
    if policy == "noeviction":
        return []
    if not re.fullmatch("[a-z-]+", policy):
        return [UNREADABLE]
    return [f"redis evicts keys (maxmemory-policy {policy}), so deliveries may be handled again: set it to noeviction"]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


PREFIX = "hookseal:"
UNREADABLE = "could not read maxmemory-policy of redis: see that it is noeviction"
