"""Every store keeps the contract, through each of its clients; and the contract catches stores that do not.

Threats 74, 75, 76, 77, 84: one winner of parallel claims, a lease that ends, a late owner that changes nothing, a
release that lets the next attempt in, keys that differ in one character.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import psycopg
import psycopg_pool
import pytest
import redis
from hookseal.replay import MemoryStore
from hookseal.replay.contract import ContractError, acheck_store, check_store
from hookseal.replay.postgres import AsyncpgStore, AsyncPsycopgStore, PsycopgStore
from hookseal.replay.redis import AsyncRedisStore, RedisStore
from hookseal.replay.sqlite import SQLiteStore

pytest_plugins = ["replay_servers"]

RULES = 19
BLOCKING = ["memory", "redis", "redis that decodes", "psycopg pool", "psycopg connection", "sqlite"]
ASYNCHRONOUS = ["redis.asyncio", "psycopg async pool", "psycopg async connection", "asyncpg pool", "asyncpg connection"]


@pytest.fixture(scope="session")
def outcomes(redis_port: int, postgres_url: str, tmp_path_factory: Any) -> Iterator[dict[str, Future[int]]]:
    """How many rules each store keeps. They are checked side by side, because the checks mostly wait."""
    with ExitStack() as stack:
        stores = blocking_stores(stack, redis_port, postgres_url, tmp_path_factory.mktemp("sqlite"))
        assert list(stores) == BLOCKING
        threads = stack.enter_context(ThreadPoolExecutor(len(stores) + 1))
        found = {name: threads.submit(check, store) for name, store in stores.items()}
        asynchronous = threads.submit(asyncio.run, check_asynchronous(redis_port, postgres_url))
        for name in ASYNCHRONOUS:
            found[name] = threads.submit(result_of, asynchronous, name)
        yield found


@pytest.mark.parametrize("name", [*BLOCKING, *ASYNCHRONOUS])
def test_a_store_keeps_the_contract(outcomes: dict[str, Future[int]], name: str) -> None:
    assert outcomes[name].result() == RULES


def blocking_stores(stack: ExitStack, redis_port: int, postgres_url: str, folder: Path) -> dict[str, Any]:
    clients = [redis.Redis("127.0.0.1", redis_port, decode_responses=decodes) for decodes in (False, True)]
    pool = psycopg_pool.ConnectionPool(postgres_url, min_size=4, max_size=16, open=False)
    for client in clients:
        stack.enter_context(client)
    stack.enter_context(pool)
    connection = stack.enter_context(psycopg.connect(postgres_url))
    sqlite = SQLiteStore(folder / "replay.db")
    stack.callback(sqlite.close)
    PsycopgStore(pool).migrate()
    sqlite.migrate()
    stores = [MemoryStore(), *map(RedisStore, clients), PsycopgStore(pool), PsycopgStore(connection), sqlite]
    return dict(zip(BLOCKING, stores))


def check(store: Any) -> int:
    return len(check_store(lambda: store))


async def check_asynchronous(redis_port: int, postgres_url: str) -> dict[str, Any]:
    async with AsyncExitStack() as stack:
        connections = redis.asyncio.BlockingConnectionPool(16, host="127.0.0.1", port=redis_port)
        client = await stack.enter_async_context(redis.asyncio.Redis.from_pool(connections))
        pool = psycopg_pool.AsyncConnectionPool(postgres_url, min_size=4, max_size=16, open=False)
        await stack.enter_async_context(pool)
        connection = await stack.enter_async_context(await psycopg.AsyncConnection.connect(postgres_url))
        asyncpg_pool = await stack.enter_async_context(asyncpg.create_pool(postgres_url, min_size=4, max_size=16))
        asyncpg_connection = await asyncpg.connect(postgres_url)
        stack.push_async_callback(asyncpg_connection.close)
        await AsyncpgStore(asyncpg_pool).migrate()
        stores: list[Any] = [
            AsyncRedisStore(client),
            AsyncPsycopgStore(pool),
            AsyncPsycopgStore(connection),
            AsyncpgStore(asyncpg_pool),
            AsyncpgStore(asyncpg_connection),
        ]
        found = await asyncio.gather(*map(acheck, stores), return_exceptions=True)
        return dict(zip(ASYNCHRONOUS, found))


async def acheck(store: Any) -> tuple[str, ...]:
    return await acheck_store(lambda: store)


def result_of(asynchronous: Future[dict[str, Any]], name: str) -> int:
    found = asynchronous.result()[name]
    if isinstance(found, BaseException):
        raise found
    return len(found)


# From here on: stores with one fault each, which the contract must find.


class Clock:
    """A clock that the contract moves."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


class Faulty(MemoryStore):
    def __init__(self, clock: Clock) -> None:
        super().__init__(now=clock)
        self.seen: dict[str, Any] = {}


class ChecksThenSets(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        if key not in self.seen:
            time.sleep(0.01)
            self.seen[key] = claim
            # As a store that has just found the key free would.
            self._held.pop(key, None)
        return super().claim(key, **claim)


class TakesAnyToken(Faulty):
    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        held = self._held.get(key)
        return super().complete(key, held.token or "" if held else "", ttl)


class ReleasesForAnyToken(Faulty):
    def release(self, key: str, token: str) -> bool:
        held = self._held.get(key)
        return super().release(key, held.token or "" if held else "")


class ComparesTokensLoosely(Faulty):
    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        return super().complete(key, token.strip().lower(), ttl)


class NeverEndsALease(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        return super().claim(key, **{**claim, "lease": 1e6})


class ForgetsTheDigest(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        found = super().claim(key, **claim)
        return type(found)(**{**vars(found), "digest": claim["digest"]})


class CountsNoAttempts(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        found = super().claim(key, **claim)
        return type(found)(**{**vars(found), **({"attempt": 1} if hasattr(found, "attempt") else {})})


class KeepsTheTimeOfTheClaim(Faulty):
    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        held = self._held.get(key)
        return super().complete(key, token, held.expires_at - self._now() if held else ttl)


class NeverForgets(Faulty):
    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        return super().complete(key, token, 1e6)


class ForgetsWhatIsDone(Faulty):
    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        held = super().complete(key, token, ttl)
        self._held.pop(key)
        return held


class LetsTheOwnerInAgain(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        held = self._held.get(key)
        if held is not None and held.token == claim["token"] and not held.done:
            super().release(key, claim["token"])
        return super().claim(key, **claim)


class CutsTheKey(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        return super().claim(key[:63], **claim)

    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        return super().complete(key[:63], token, ttl)

    def release(self, key: str, token: str) -> bool:
        return super().release(key[:63], token)


class AnswersNumbers(Faulty):
    def release(self, key: str, token: str) -> Any:
        return int(super().release(key, token))


class SaysNothingOfTheWait(Faulty):
    def claim(self, key: str, **claim: Any) -> Any:
        found = super().claim(key, **claim)
        return type(found)(**{**vars(found), **({"retry_after": 0.0} if hasattr(found, "retry_after") else {})})


FAULTS: dict[type[Faulty], str] = {
    ChecksThenSets: "of parallel claims of a free key exactly one wins",
    TakesAnyToken: "another's token neither completes nor releases",
    ReleasesForAnyToken: "another's token neither completes nor releases",
    ComparesTokensLoosely: "another's token neither completes nor releases",
    NeverEndsALease: "a claimed key is in flight, for no longer than its lease",
    ForgetsTheDigest: "a claimed key is in flight, for no longer than its lease, and keeps its first digest",
    CountsNoAttempts: "a released key is claimed as the next attempt",
    KeepsTheTimeOfTheClaim: "a done key is remembered for the time of its completion",
    NeverForgets: "a done key is free again once its time is over",
    ForgetsWhatIsDone: "a completed key is done",
    LetsTheOwnerInAgain: "the owner of a key does not claim it twice",
    CutsTheKey: "keys that differ in one character are two keys",
    AnswersNumbers: "a released key is claimed as the next attempt",
    SaysNothingOfTheWait: "a claimed key is in flight",
}


@pytest.mark.parametrize("faulty", FAULTS, ids=lambda faulty: faulty.__name__)
def test_the_contract_finds_a_fault(faulty: type[Faulty]) -> None:
    clock = Clock()
    store = faulty(clock)
    with pytest.raises(ContractError) as caught:
        check_store(lambda: store, advance=clock.advance)
    assert isinstance(caught.value, AssertionError)
    assert FAULTS[faulty] in caught.value.rule
    error = caught.value
    assert str(error) == f"{error.rule}: got {error.actual}, expected {error.expected}"


def test_the_contract_passes_on_what_a_store_raises() -> None:
    class Down(Faulty):
        def claim(self, key: str, **claim: Any) -> Any:
            raise ConnectionError("down")

    with pytest.raises(ConnectionError):
        check_store(lambda: Down(Clock()))


def test_the_contract_of_coroutines_finds_a_fault() -> None:
    clock = Clock()
    store = Awaited(ReleasesForAnyToken(clock))

    async def advance(seconds: float) -> None:
        clock.advance(seconds)

    async def make() -> Any:
        return store

    with pytest.raises(ContractError):
        asyncio.run(acheck_store(make, advance=advance))
    with pytest.raises(ContractError):
        asyncio.run(acheck_store(make))
    store.store = MemoryStore(now=clock)
    assert len(asyncio.run(acheck_store(make, advance=advance))) == RULES


class Awaited:
    """A blocking store as one of coroutines."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def __getattr__(self, name: str) -> Callable[..., Any]:
        async def method(*args: Any, **kwargs: Any) -> Any:
            return getattr(self.store, name)(*args, **kwargs)

        return method
