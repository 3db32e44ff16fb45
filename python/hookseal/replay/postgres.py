"""The replay stores in PostgreSQL, through your own client: psycopg 3 or asyncpg."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from . import _sql
from ._sql import Row
from ._statements import POSTGRES, PSYCOPG
from ._wrong_client import has_methods, is_coroutine, wrong_client
from .store import ClaimResult


class PsycopgStore:
    """Remembers deliveries in a table `hookseal_deliveries` of PostgreSQL 12 or newer.

    The table's primary key decides who claims, and the server's clock when a lease ends.

    ```python
    pool = ConnectionPool(conninfo, timeout=1, kwargs={"connect_timeout": 1, "options": "-c statement_timeout=1500"})
    store = PsycopgStore(pool)
    store.migrate()  # or run PsycopgStore.schema with your own migrations
    ```

    A handler can complete inside its own transaction, so that its writes and the completion happen both or neither:

    ```python
    with pool.connection() as connection:
        connection.execute("INSERT ...")
        replay_claim(delivery).complete(connection)
    ```

    Until that transaction ends, a claim of the same key waits in the server. The guard gives up after its time-out and
    answers 503; a `statement_timeout` below that frees the connection, too. A claim that comes about after the guard
    gave up is released; the asynchronous stores roll it back.

    With a default isolation level above READ COMMITTED, some of the claims that lose may raise instead of telling what
    is there, which the guard answers with 503.

    Args:
        connection: a `psycopg_pool.ConnectionPool`, or a `psycopg.Connection` that nothing else uses.

    Raises:
        WebhookConfigError: `invalid_option`, if it is anything else.
    """

    schema = POSTGRES.schema
    """The table and its index; run again, it changes nothing."""

    def __init__(self, connection: Any) -> None:
        if not _is_psycopg(connection) or _is_async(connection):
            twin = "AsyncPsycopgStore" if _is_psycopg(connection) else None
            raise wrong_client("PsycopgStore", connection, "a ConnectionPool or Connection of psycopg 3", twin)
        self._connection = connection
        self._lock = threading.Lock()

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return _sql.run(_sql.claim(PSYCOPG, key, token, digest, lease, ttl), self._send)

    def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """As `ReplayStore.complete`. With a `psycopg.Connection` it happens in the transaction of that one.

        Raises:
            WebhookConfigError: `invalid_option`, if `connection` is no such connection.
        """
        if connection is None:
            return _sql.run(_sql.complete(PSYCOPG, key, token, ttl), self._send)
        if not _is_connection(connection) or _is_async(connection):
            raise wrong_client("complete", connection, "a psycopg.Connection")
        return _sql.run(_sql.complete(PSYCOPG, key, token, ttl), lambda *query: _fetch(connection, *query))

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return _sql.run(_sql.release(PSYCOPG, key, token), self._send)

    def migrate(self) -> None:
        """Makes the table, if it is missing; several processes may do so at the same time.

        Raises:
            psycopg.Error: also if there is such a table without the key that decides who claims.
        """
        with self._alone() as connection:
            connection.execute(MIGRATE)
            connection.execute(f"EXPLAIN {PSYCOPG.claim}", [None] * 5)

    def sweep(self) -> None:
        """Deletes what has expired, never anything that is still to be remembered; to be called from time to time."""
        with self._alone() as connection:
            connection.execute(PSYCOPG.sweep)

    def _send(self, text: str, parameters: tuple[Any, ...]) -> Row:
        with self._alone() as connection:
            return _fetch(connection, text, parameters)

    @contextmanager
    def _alone(self) -> Iterator[Any]:
        """A connection in a transaction of its own, which is committed, so that every other worker sees the step."""
        if not _is_connection(self._connection):
            # The pool commits at the end.
            with self._connection.connection() as connection:
                yield connection
            return
        # The guard calls from any thread, and a transaction belongs to the connection.
        with self._lock:
            _refuse_transaction(self._connection)
            with self._connection.transaction():
                yield self._connection


class AsyncPsycopgStore:
    """`PsycopgStore` for the asynchronous clients of psycopg 3.

    Args:
        connection: a `psycopg_pool.AsyncConnectionPool`, or a `psycopg.AsyncConnection` that nothing else uses.

    Raises:
        WebhookConfigError: `invalid_option`, if it is anything else.
    """

    schema = POSTGRES.schema
    """The table and its index; run again, it changes nothing."""

    def __init__(self, connection: Any) -> None:
        if not _is_psycopg(connection) or not _is_async(connection):
            twin = "PsycopgStore" if _is_psycopg(connection) else None
            expected = "an AsyncConnectionPool or AsyncConnection of psycopg 3"
            raise wrong_client("AsyncPsycopgStore", connection, expected, twin)
        self._connection = connection
        self._lock = asyncio.Lock()

    async def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return await _sql.arun(_sql.claim(PSYCOPG, key, token, digest, lease, ttl), self._send)

    async def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """As `ReplayStore.complete`. With a `psycopg.AsyncConnection` it happens in the transaction of that one.

        Raises:
            WebhookConfigError: `invalid_option`, if `connection` is no such connection.
        """
        if connection is None:
            return await _sql.arun(_sql.complete(PSYCOPG, key, token, ttl), self._send)
        if not _is_connection(connection) or not _is_async(connection):
            raise wrong_client("complete", connection, "a psycopg.AsyncConnection")
        return await _sql.arun(_sql.complete(PSYCOPG, key, token, ttl), lambda *query: _afetch(connection, *query))

    async def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return await _sql.arun(_sql.release(PSYCOPG, key, token), self._send)

    async def migrate(self) -> None:
        """As `PsycopgStore.migrate`."""
        async with self._alone() as connection:
            await connection.execute(MIGRATE)
            await connection.execute(f"EXPLAIN {PSYCOPG.claim}", [None] * 5)

    async def sweep(self) -> None:
        """As `PsycopgStore.sweep`."""
        async with self._alone() as connection:
            await connection.execute(PSYCOPG.sweep)

    async def _send(self, text: str, parameters: tuple[Any, ...]) -> Row:
        async with self._alone() as connection:
            return await _afetch(connection, text, parameters)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Any]:
        if not _is_connection(self._connection):
            async with self._connection.connection() as connection:
                yield connection
            return
        async with self._lock:
            _refuse_transaction(self._connection)
            async with self._connection.transaction():
                yield self._connection


class AsyncpgStore:
    """`PsycopgStore` for asyncpg.

    ```python
    pool = await asyncpg.create_pool(dsn, timeout=1, command_timeout=1.5)
    store = AsyncpgStore(pool)
    await store.migrate()  # or run AsyncpgStore.schema with your own migrations
    ```

    A handler can complete inside its own transaction:

    ```python
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("INSERT ...")
        await replay_claim(delivery).acomplete(connection)
    ```

    Args:
        connection: a `Pool` of asyncpg, or a `Connection` that nothing else uses.

    Raises:
        WebhookConfigError: `invalid_option`, if it is anything else.
    """

    schema = POSTGRES.schema
    """The table and its index; run again, it changes nothing."""

    def __init__(self, connection: Any) -> None:
        if not _is_asyncpg_pool(connection) and not _is_asyncpg(connection):
            raise wrong_client("AsyncpgStore", connection, "a Pool or Connection of asyncpg")
        self._connection = connection
        self._lock = asyncio.Lock()

    async def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return await _sql.arun(_sql.claim(POSTGRES, key, token, digest, lease, ttl), self._send)

    async def complete(self, key: str, token: str, ttl: float, connection: Any = None) -> bool:
        """As `ReplayStore.complete`. With a `Connection` of asyncpg it happens in the transaction of that one.

        Raises:
            WebhookConfigError: `invalid_option`, if `connection` is no such connection.
        """
        if connection is None:
            return await _sql.arun(_sql.complete(POSTGRES, key, token, ttl), self._send)
        if not _is_asyncpg(connection):
            raise wrong_client("complete", connection, "a Connection of asyncpg")

        async def send(text: str, parameters: tuple[Any, ...]) -> Row:
            row: Row = await connection.fetchrow(text, *parameters)
            return row

        return await _sql.arun(_sql.complete(POSTGRES, key, token, ttl), send)

    async def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return await _sql.arun(_sql.release(POSTGRES, key, token), self._send)

    async def migrate(self) -> None:
        """Makes the table, if it is missing; several processes may do so at the same time.

        Raises:
            asyncpg.PostgresError: also if there is such a table without the key that decides who claims.
        """
        async with self._alone() as connection:
            await connection.execute(MIGRATE)
            await connection.fetch(f"EXPLAIN {POSTGRES.claim}", *[None] * 5)

    async def sweep(self) -> None:
        """As `PsycopgStore.sweep`."""
        async with self._alone() as connection:
            await connection.execute(POSTGRES.sweep)

    async def _send(self, text: str, parameters: tuple[Any, ...]) -> Row:
        async with self._alone() as connection:
            row: Row = await connection.fetchrow(text, *parameters)
            return row

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Any]:
        """A connection in a transaction of its own: what a cancelled step has done is rolled back."""
        if _is_asyncpg_pool(self._connection):
            async with self._connection.acquire() as connection, connection.transaction():
                yield connection
            return
        async with self._lock:
            if self._connection.is_in_transaction():
                raise RuntimeError(IN_TRANSACTION)
            async with self._connection.transaction():
                yield self._connection


def _is_psycopg(given: object) -> bool:
    return _is_connection(given) or has_methods(given, "connection", "getconn")


def _is_connection(given: object) -> bool:
    return has_methods(given, "cursor", "execute", "transaction", "pipeline")


def _is_async(given: object) -> bool:
    return is_coroutine(given, "execute") or is_coroutine(given, "getconn")


def _is_asyncpg_pool(given: object) -> bool:
    return has_methods(given, "acquire", "fetchrow")


def _is_asyncpg(given: object) -> bool:
    return has_methods(given, "fetchrow", "is_in_transaction")


def _refuse_transaction(connection: Any) -> None:
    # 0 is idle, for libpq; a step inside a transaction is seen by nobody else, and may be rolled back.
    if connection.info.transaction_status != 0:
        raise RuntimeError(IN_TRANSACTION)


def _fetch(connection: Any, text: str, parameters: tuple[Any, ...]) -> Row:
    with connection.cursor(row_factory=_plain) as cursor:
        row: Row = cursor.execute(text, parameters).fetchone()
        return row


async def _afetch(connection: Any, text: str, parameters: tuple[Any, ...]) -> Row:
    async with connection.cursor(row_factory=_plain) as cursor:
        await cursor.execute(text, parameters)
        row: Row = await cursor.fetchone()
        return row


def _plain(_: object) -> type[tuple[Any, ...]]:
    """Rows as they come, whatever the caller's connection makes of its own."""
    return tuple


# CREATE TABLE IF NOT EXISTS fails if another session creates it at the same time. The texts are sent as one, which
# PostgreSQL makes one transaction, and the lock is held until its end. Its number is "hookseal" in ASCII.
MIGRATE = f"SELECT pg_advisory_xact_lock({int.from_bytes(b'hookseal', 'big')});\n{POSTGRES.schema}"
IN_TRANSACTION = "the connection of the replay store is inside a transaction: give the store one of its own, or a pool"
