"""The stores in PostgreSQL, each through its client: their table, the caller's transaction, and what they refuse."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import psycopg
import psycopg_pool
import pytest
from hookseal import WebhookConfigError
from hookseal.replay import Claimed, Done, InFlight
from hookseal.replay.postgres import AsyncpgStore, AsyncPsycopgStore, PsycopgStore
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row
from services import free_port, silent_server

pytest_plugins = ["replay_servers"]

DIGEST = "d" * 64


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    """A schema of its own for each test."""
    name = f"test_{secrets.token_hex(8)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{postgres_url}?options=-c%20search_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def connection(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url) as connection:
        yield connection


@pytest.fixture
def store(connection: psycopg.Connection) -> PsycopgStore:
    store = PsycopgStore(connection)
    store.migrate()
    return store


def new_key() -> str:
    return secrets.token_hex(32)


def claim(store: Any, key: str, *, token: str = "owner", lease: float = 60, ttl: float = 600) -> Any:
    return store.claim(key, token=token, digest=DIGEST, lease=lease, ttl=ttl)


# What is the same for the two asynchronous clients.


@asynccontextmanager
async def psycopg_connection(url: str) -> AsyncIterator[Any]:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        yield connection


@asynccontextmanager
async def asyncpg_connection(url: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(url.partition("?")[0], server_settings={"search_path": url.rpartition("%3D")[2]})
    try:
        yield connection
    finally:
        await connection.close()


CLIENTS: dict[str, tuple[Any, Callable[[str], Any]]] = {
    "psycopg": (AsyncPsycopgStore, psycopg_connection),
    "asyncpg": (AsyncpgStore, asyncpg_connection),
}


@pytest.fixture(params=CLIENTS)
def run(request: Any, url: str, store: PsycopgStore) -> Callable[[Callable[[Any, Any, Any], Awaitable[None]]], None]:
    """Runs a coroutine with an asynchronous store, its connection, and another connection of the same kind."""
    make, connect = CLIENTS[request.param]

    def run(body: Callable[[Any, Any, Any], Awaitable[None]]) -> None:
        async def main() -> None:
            async with connect(url) as connection, connect(url) as other:
                await body(make(connection), connection, other)

        asyncio.run(main())

    return run


# threat 88
def test_several_processes_may_make_the_table_at_the_same_time(url: str) -> None:
    def migrate(_: int) -> None:
        with psycopg.connect(url) as connection:
            PsycopgStore(connection).migrate()
            PsycopgStore(connection).migrate()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(migrate, range(8)))


def test_the_asynchronous_stores_make_the_table(run: Any, connection: psycopg.Connection) -> None:
    connection.execute("DROP TABLE hookseal_deliveries")
    connection.commit()

    async def body(store: Any, _: Any, __: Any) -> None:
        await store.migrate()
        await store.migrate()
        assert await claim(store, new_key()) == Claimed(1, DIGEST)
        await store.sweep()

    run(body)


def test_the_schema_is_what_migrate_runs(url: str, connection: psycopg.Connection) -> None:
    assert PsycopgStore.schema == AsyncPsycopgStore.schema == AsyncpgStore.schema
    connection.execute(PsycopgStore.schema)
    connection.commit()
    assert claim(PsycopgStore(connection), new_key()) == Claimed(1, DIGEST)


# threat 88: without the key that decides, nothing is claimed, and set-up says so.
def test_a_table_without_its_key(run: Any, connection: psycopg.Connection, store: PsycopgStore) -> None:
    connection.execute("ALTER TABLE hookseal_deliveries DROP CONSTRAINT hookseal_deliveries_pkey")
    connection.commit()
    for step in (store.migrate, lambda: claim(store, new_key())):
        with pytest.raises(psycopg.errors.InvalidColumnReference):
            step()

    async def body(store: Any, _: Any, __: Any) -> None:
        with pytest.raises((psycopg.Error, asyncpg.PostgresError)):
            await store.migrate()
        with pytest.raises((psycopg.Error, asyncpg.PostgresError)):
            await claim(store, new_key())

    run(body)


# threats 74, 88: at any isolation level one wins; the others are told what is there, or it raises.
@pytest.mark.parametrize("level", ["read committed", "repeatable read", "serializable"])
def test_one_winner_at_every_isolation_level(url: str, store: PsycopgStore, level: str) -> None:
    level_of_all = level.replace(" ", "\\ ")
    options = f"-c search_path={url.rpartition('%3D')[2]} -c default_transaction_isolation={level_of_all}"
    conninfo = make_conninfo(url, options=options)
    keys = [new_key() for _ in range(10)]
    with psycopg_pool.ConnectionPool(conninfo, min_size=8, max_size=8) as pool:
        racing = PsycopgStore(pool)

        def race(number: int) -> list[str]:
            won = []
            for key in keys:
                try:
                    if claim(racing, key, token=str(number)).state == "claimed":
                        won.append(key)
                except psycopg.errors.SerializationFailure:
                    assert level != "read committed"
            return won

        with ThreadPoolExecutor(8) as threads:
            won = [key for each in threads.map(race, range(8)) for key in each]
    assert sorted(won) == sorted(keys)


def test_the_completion_joins_the_transaction(url: str, store: PsycopgStore) -> None:
    with psycopg.connect(url) as mine:
        mine.execute("CREATE TABLE work (key text)")
        mine.commit()
        for commits in (False, True):
            key = new_key()
            claim(store, key)
            mine.execute("INSERT INTO work VALUES (%s)", [key])
            assert store.complete(key, "owner", 600, mine)
            mine.commit() if commits else mine.rollback()
            (count,) = mine.execute("SELECT count(*) FROM work WHERE key = %s", [key]).fetchone() or ()
            mine.commit()
            assert count == int(commits)
            assert claim(store, key, token="other").state == ("done" if commits else "in_flight")
            # What was rolled back is still held, and can be released.
            assert store.release(key, "owner") is not commits


def test_a_late_owner_is_told_inside_its_transaction(url: str, store: PsycopgStore) -> None:
    key = new_key()
    claim(store, key, lease=0.05)
    time.sleep(0.1)
    assert claim(store, key, token="next") == Claimed(2, DIGEST)
    with psycopg.connect(url) as mine:
        assert not store.complete(key, "owner", 600, mine)
        mine.rollback()
    assert store.complete(key, "next", 600)


def test_the_completion_joins_the_transaction_of_a_coroutine(run: Any) -> None:
    async def body(store: Any, _: Any, mine: Any) -> None:
        await mine.execute("CREATE TABLE work (key text)")
        if hasattr(mine, "commit"):
            await mine.commit()
        for commits in (False, True):
            key = new_key()
            await claim(store, key)
            try:
                async with mine.transaction():
                    await mine.execute(f"INSERT INTO work VALUES ('{key}')")
                    assert await store.complete(key, "owner", 600, mine)
                    if not commits:
                        raise InterruptedError
            except InterruptedError:
                pass
            assert (await claim(store, key, token="other")).state == ("done" if commits else "in_flight")

    run(body)


def test_a_claim_inside_a_transaction_is_refused(url: str, store: PsycopgStore, run: Any) -> None:
    with psycopg.connect(url) as mine:
        mine.execute("SELECT 1")
        with pytest.raises(RuntimeError, match="inside a transaction"):
            claim(PsycopgStore(mine), new_key())

    async def body(store: Any, connection: Any, _: Any) -> None:
        async with connection.transaction():
            with pytest.raises(RuntimeError, match="inside a transaction"):
                await claim(store, new_key())
        assert await claim(store, new_key()) == Claimed(1, DIGEST)

    run(body)


# threat 78
def test_a_locked_row_raises_in_time(url: str, store: PsycopgStore) -> None:
    key = new_key()
    claim(store, key)
    with psycopg.connect(url) as mine, psycopg.connect(url) as hurried:
        hurried.execute("SET statement_timeout = 200")
        hurried.commit()
        store.complete(key, "owner", 600, mine)
        began = time.monotonic()
        with pytest.raises(psycopg.errors.QueryCanceled):
            claim(PsycopgStore(hurried), key, token="other")
        assert time.monotonic() - began < 2
        mine.commit()
        assert claim(PsycopgStore(hurried), key, token="other") == Done(DIGEST)


# threat 89
def test_a_claim_that_is_cancelled_holds_nothing(run: Any) -> None:
    async def body(store: Any, _: Any, mine: Any) -> None:
        key = new_key()
        await claim(store, key, lease=0.05)
        await asyncio.sleep(0.1)
        async with mine.transaction():
            await mine.execute(f"SELECT FROM hookseal_deliveries WHERE key = '{key}' FOR UPDATE")
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(claim(store, key, token="cancelled"), 0.2)
        assert await claim(store, key, token="next") == Claimed(2, DIGEST)

    run(body)


# threat 78
def test_a_server_that_is_away_or_silent_raises_in_time() -> None:
    with silent_server() as silent:
        for port in (silent, free_port()):
            conninfo = f"host=127.0.0.1 port={port} user=postgres"
            pool = psycopg_pool.ConnectionPool(conninfo, open=False, timeout=0.2, kwargs={"connect_timeout": 2})
            with pool:
                began = time.monotonic()
                with pytest.raises(psycopg_pool.PoolTimeout):
                    claim(PsycopgStore(pool), new_key())
                assert time.monotonic() - began < 2


# threat 78
def test_a_connection_that_the_server_has_ended_raises(url: str, store: PsycopgStore) -> None:
    with psycopg.connect(url) as mine:
        mine.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %s", [pid_of(store)])
        mine.commit()
        with pytest.raises(psycopg.OperationalError):
            claim(store, new_key())


def pid_of(store: PsycopgStore) -> int:
    pid: int = store._connection.info.backend_pid
    return pid


# threat 88
def test_sweep_deletes_what_has_expired_and_nothing_live(store: PsycopgStore, connection: psycopg.Connection) -> None:
    kept = {name: new_key() for name in ("in flight", "lapsed", "released", "done")}
    for name, key in kept.items():
        claim(store, key, lease=0.05 if name == "lapsed" else 60)
    store.release(kept["released"], "owner")
    store.complete(kept["done"], "owner", 600)
    gone = new_key()
    claim(store, gone)
    store.complete(gone, "owner", 0.05)
    time.sleep(0.1)
    store.sweep()
    found = connection.execute("SELECT key FROM hookseal_deliveries").fetchall()
    assert {key for (key,) in found} == set(kept.values())


# threat 87
def test_the_clock_of_the_caller_decides_nothing(store: PsycopgStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key, now = new_key(), time.time
    claim(store, key)
    for shift in (-600, 600):
        monkeypatch.setattr(time, "time", lambda shift=shift: now() + shift)
        found = claim(store, key, token="other")
        assert isinstance(found, InFlight) and 55 < found.retry_after <= 60


# threat 85
@pytest.mark.parametrize("token", ["' OR true --", "%", "%s", "$1", "\\", "é", "owner\n"])
def test_a_token_with_a_syntax_is_text(store: PsycopgStore, token: str) -> None:
    key = new_key()
    claim(store, key)
    assert not store.complete(key, token, 60)
    assert not store.release(key, token)
    store.release(key, "owner")
    claim(store, key, token=token)
    assert store.complete(key, token, 60)


def test_the_rows_of_a_caller_with_a_row_factory(url: str, store: PsycopgStore) -> None:
    with psycopg.connect(url, row_factory=dict_row, autocommit=True) as mine:
        key = new_key()
        assert claim(PsycopgStore(mine), key) == Claimed(1, DIGEST)
        assert isinstance(claim(PsycopgStore(mine), key), InFlight)
        assert PsycopgStore(mine).complete(key, "owner", 60, mine)


@pytest.mark.parametrize("given", [None, "postgresql://user:hunter2@127.0.0.1", {}, object(), psycopg.Connection])
@pytest.mark.parametrize("store", [PsycopgStore, AsyncPsycopgStore, AsyncpgStore])
def test_what_is_no_client(store: Any, given: Any) -> None:
    with pytest.raises(WebhookConfigError, match=f"^{store.__name__} takes an? ") as caught:
        store(given)
    assert caught.value.code == "invalid_option"
    assert "hunter2" not in str(caught.value)


def test_the_client_of_the_other_store(connection: psycopg.Connection, run: Any) -> None:
    with pytest.raises(WebhookConfigError, match="not psycopg.Connection: use PsycopgStore$"):
        AsyncPsycopgStore(connection)
    with pytest.raises(WebhookConfigError, match="^AsyncpgStore takes"):
        AsyncpgStore(connection)

    async def body(store: Any, mine: Any, _: Any) -> None:
        twin = ": use AsyncPsycopgStore$" if isinstance(store, AsyncPsycopgStore) else "$"
        with pytest.raises(WebhookConfigError, match="^PsycopgStore takes .*" + twin):
            PsycopgStore(mine)
        with pytest.raises(WebhookConfigError, match="^complete takes"):
            await store.complete(new_key(), "owner", 60, connection)

    run(body)


def test_a_connection_of_another_make_completes_nothing(store: PsycopgStore) -> None:
    key = new_key()
    claim(store, key)
    for given in (object(), "connection", psycopg.AsyncConnection):
        with pytest.raises(WebhookConfigError, match="^complete takes a psycopg.Connection"):
            store.complete(key, "owner", 60, given)
    assert claim(store, key).state == "in_flight"
