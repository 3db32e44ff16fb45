"""The stores in Redis: what they refuse, and what happens when the server is away or full."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from hookseal import WebhookConfigError
from hookseal.replay import Claimed, InFlight
from hookseal.replay.redis import AsyncRedisStore, RedisStore
from services import free_port, redis_server, silent_server

pytest_plugins = ["replay_servers"]

DIGEST = "d" * 64


@pytest.fixture
def client(redis_port: int) -> Iterator[redis.Redis]:
    with redis.Redis("127.0.0.1", redis_port) as client:
        yield client


def new_key() -> str:
    return secrets.token_hex(32)


def claim(store: RedisStore, key: str, *, token: str = "owner", lease: float = 60, ttl: float = 60) -> Any:
    return store.claim(key, token=token, digest=DIGEST, lease=lease, ttl=ttl)


@pytest.mark.parametrize("given", [None, "redis://127.0.0.1", {}, object(), redis.Redis, redis.Redis().pipeline()])
@pytest.mark.parametrize("store", [RedisStore, AsyncRedisStore])
def test_what_is_no_client(store: Any, given: Any) -> None:
    with pytest.raises(WebhookConfigError, match=f"^{store.__name__} takes a client of redis") as caught:
        store(given)
    assert caught.value.code == "invalid_option"


def test_the_client_of_the_other_store() -> None:
    with pytest.raises(WebhookConfigError, match="not redis.asyncio.client.Redis: use AsyncRedisStore$"):
        RedisStore(redis.asyncio.Redis())
    with pytest.raises(WebhookConfigError, match="not redis.client.Redis: use RedisStore$"):
        AsyncRedisStore(redis.Redis())


def test_an_address_with_a_password_is_not_shown() -> None:
    with pytest.raises(WebhookConfigError) as caught:
        RedisStore("redis://user:hunter2@127.0.0.1")
    assert "hunter2" not in str(caught.value)


# threats 84, 85
def test_one_key_of_one_length_that_goes_away(client: redis.Redis) -> None:
    store, key = RedisStore(client), new_key()
    before = set(client.scan_iter("*"))
    claim(store, key, lease=30, ttl=90)
    assert set(client.scan_iter("*")) - before == {f"hookseal:{key}".encode()}
    assert 89 < client.pttl(f"hookseal:{key}") / 1000 <= 90
    store.release(key, "owner")
    claim(store, key, token="next", lease=30, ttl=90)
    assert store.complete(key, "next", 3600)
    assert 3599 < client.pttl(f"hookseal:{key}") / 1000 <= 3600


# threat 85
@pytest.mark.parametrize("token", ["*", "\r\nFLUSHALL\r\n", "'", '"', "\0", "return 1", "1", "true", "é"])
def test_a_token_with_a_syntax_is_text(client: redis.Redis, token: str) -> None:
    store, key = RedisStore(client), new_key()
    claim(store, key)
    assert not store.complete(key, token, 60)
    assert not store.release(key, token)
    assert store.release(key, "owner")
    claim(store, key, token=token)
    assert store.complete(key, token, 60)


# threat 78
def test_another_type_under_the_key(client: redis.Redis) -> None:
    store, key = RedisStore(client), new_key()
    client.set(f"hookseal:{key}", "of somebody else")
    for step in (claim, lambda *_: store.complete(key, "owner", 60), lambda *_: store.release(key, "owner")):
        with pytest.raises(redis.ResponseError, match="WRONGTYPE"):
            step(store, key)


# threat 78
def test_a_server_that_is_away_or_silent_raises_in_time() -> None:
    with silent_server() as port:
        for address in (port, free_port()):
            limits: dict[str, Any] = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "retry": None}
            with redis.Redis("127.0.0.1", address, **limits) as client:
                began = time.monotonic()
                with pytest.raises((redis.ConnectionError, redis.TimeoutError)):
                    claim(RedisStore(client), new_key())
                assert time.monotonic() - began < 2


# threat 78
def test_a_replica_that_is_read_only() -> None:
    with redis_server("--replicaof", "127.0.0.1", str(free_port())) as port, redis.Redis("127.0.0.1", port) as client:
        with pytest.raises(redis.ReadOnlyError):
            claim(RedisStore(client), new_key())


# threats 79, 80: a server that has forgotten hands the delivery out again; check() says when it may.
def test_a_server_that_evicts_is_found_by_check() -> None:
    with redis_server() as port, redis.Redis("127.0.0.1", port) as client:
        store = RedisStore(client)
        assert store.check() == []
        for policy in ("allkeys-lru", "volatile-ttl"):
            client.config_set("maxmemory-policy", policy)
            (warning,) = store.check()
            assert policy in warning and "noeviction" in warning
            assert asyncio.run(acheck(port)) == [warning]
        client.acl_setuser("blind", enabled=True, nopass=True, keys=["*"], commands=["-@all", "+eval"])
        with redis.Redis("127.0.0.1", port, username="blind", password="any") as blind:
            assert "could not read" in RedisStore(blind).check()[0]
            assert asyncio.run(acheck(port, username="blind", password="any")) == RedisStore(blind).check()
        key = new_key()
        claim(store, key)
        store.complete(key, "owner", 60)
        client.flushall()
        assert claim(store, key) == Claimed(1, DIGEST)


async def acheck(port: int, **user: Any) -> list[str]:
    async with redis.asyncio.Redis(host="127.0.0.1", port=port, **user) as client:
        return await AsyncRedisStore(client).check()


# threat 79: without eviction a full server refuses claims, and still takes the completion of the work that is done.
def test_a_full_server_refuses_claims_and_takes_completions() -> None:
    with redis_server("--maxmemory-policy", "noeviction") as port, redis.Redis("127.0.0.1", port) as client:
        store, held, released = RedisStore(client), new_key(), new_key()
        claim(store, held)
        claim(store, released)
        client.config_set("maxmemory", 1)
        with pytest.raises(redis.OutOfMemoryError):
            claim(store, new_key())
        assert store.complete(held, "owner", 60)
        assert store.release(released, "owner")
        client.config_set("maxmemory", 0)
        assert claim(store, held).state == "done"
        assert claim(store, released) == Claimed(2, DIGEST)


# threat 87
def test_the_clock_of_the_caller_decides_nothing(client: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    store, key, now = RedisStore(client), new_key(), time.time
    claim(store, key)
    for shift in (-600, 600):
        monkeypatch.setattr(time, "time", lambda shift=shift: now() + shift)
        found = claim(store, key, token="other")
        assert isinstance(found, InFlight) and 55 < found.retry_after <= 60


# threat 89
def test_a_claim_that_is_cancelled_leaves_a_client_that_works() -> None:
    async def run() -> None:
        with silent_server() as port:
            async with redis.asyncio.Redis(host="127.0.0.1", port=port) as client:
                store = AsyncRedisStore(client)
                with pytest.raises(asyncio.TimeoutError):
                    call = store.claim(new_key(), token="owner", digest=DIGEST, lease=60, ttl=60)
                    await asyncio.wait_for(call, 0.2)

    asyncio.run(run())
