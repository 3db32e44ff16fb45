"""A client of Redis sends a claim again whose answer was lost on the way: it is the same claim, and counts once."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import redis
from hookseal.replay import Claimed, InFlight
from hookseal.replay.redis import AsyncRedisStore, RedisStore
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry

pytest_plugins = ["replay_servers"]

CLAIM: dict[str, Any] = {"token": "owner", "digest": "d" * 64, "lease": 60, "ttl": 60}
WAIT = 10


@contextmanager
def losing(port: int) -> Iterator[tuple[int, list[bytes]]]:
    """A way to the server on which the answer to the first script is lost with its connection; and the scripts sent."""
    scripts: list[bytes] = []
    ended = threading.Event()

    def carry(near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", port)) as far:
            while not ended.is_set():
                asked = near.recv(65536)
                if not asked:
                    return
                far.sendall(asked)
                answer = far.recv(65536)
                if b"EVAL" in asked:
                    scripts.append(answer)
                    if len(scripts) == 1:
                        return
                near.sendall(answer)

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                near.settimeout(WAIT)
                threading.Thread(target=carry, args=(near,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1], scripts
        finally:
            ended.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(WAIT)


def test_the_owner_gets_its_own_claim(redis_port: int) -> None:
    key = secrets.token_hex(32)
    with losing(redis_port) as (port, scripts):
        with redis.Redis("127.0.0.1", port, retry=Retry(NoBackoff(), 2)) as client:
            assert RedisStore(client).claim(key, **CLAIM) == Claimed(1, CLAIM["digest"])
        assert len(scripts) == 2 and scripts[0] == scripts[1]
    with redis.Redis("127.0.0.1", redis_port) as client:
        is_claimed_once(RedisStore(client), key)


def test_the_owner_gets_its_own_claim_from_an_asynchronous_client(redis_port: int) -> None:
    key = secrets.token_hex(32)

    async def run(port: int) -> None:
        async with redis.asyncio.Redis(host="127.0.0.1", port=port, retry=AsyncRetry(NoBackoff(), 2)) as client:
            assert await AsyncRedisStore(client).claim(key, **CLAIM) == Claimed(1, CLAIM["digest"])

    with losing(redis_port) as (port, scripts):
        asyncio.run(run(port))
        assert len(scripts) == 2 and scripts[0] == scripts[1]
    with redis.Redis("127.0.0.1", redis_port) as client:
        is_claimed_once(RedisStore(client), key)


def test_it_gets_no_new_lease_and_no_other_digest(redis_port: int) -> None:
    with redis.Redis("127.0.0.1", redis_port) as client:
        store, key = RedisStore(client), secrets.token_hex(32)
        store.claim(key, **CLAIM)
        before = client.hgetall(f"hookseal:{key}")
        assert store.claim(key, **{**CLAIM, "digest": "e" * 64, "lease": 600}) == Claimed(1, CLAIM["digest"])
        assert client.hgetall(f"hookseal:{key}") == before


@pytest.mark.parametrize("end", ["complete", "release"])
def test_a_claim_that_has_ended_is_not_handed_out_as_the_same(redis_port: int, end: str) -> None:
    with redis.Redis("127.0.0.1", redis_port) as client:
        store, key = RedisStore(client), secrets.token_hex(32)
        store.claim(key, **CLAIM)
        assert store.complete(key, "owner", 60) if end == "complete" else store.release(key, "owner")
        found = store.claim(key, **CLAIM)
        assert found.state == "done" if end == "complete" else found == Claimed(2, CLAIM["digest"])


def is_claimed_once(store: RedisStore, key: str) -> None:
    assert isinstance(store.claim(key, **{**CLAIM, "token": "other"}), InFlight)
    assert store.release(key, "owner")
    assert store.claim(key, **{**CLAIM, "token": "next"}) == Claimed(2, CLAIM["digest"])
