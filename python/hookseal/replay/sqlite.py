"""The replay store in an SQLite file."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import _sql
from ._sql import Row
from ._statements import SQLITE
from ._wrong_client import invalid_option, wrong_client
from .store import ClaimResult


class SQLiteStore:
    """Remembers deliveries in a table `hookseal_deliveries` of SQLite 3.35 or newer.

    For all threads and processes of one machine that open the same file; never over a network.

    ```python
    store = SQLiteStore("replay.db")
    store.migrate()  # or run SQLiteStore.schema with your own migrations
    ```

    SQLite has one writer at a time. A step waits a second for it, then it raises, and the guard answers 503. With
    `PRAGMA journal_mode = WAL`, set once for the file, readers hold up no writer.

    A handler can complete on its own connection to the same file, so that its writes and the completion happen both or
    neither:

    ```python
    with connection:
        connection.execute("INSERT ...")
        replay_claim(delivery).complete(connection)
    ```

    Args:
        database: the path of the file; or a function that opens a connection for the store, with
            `check_same_thread=False`, which the store keeps.

    Raises:
        WebhookConfigError: `invalid_option`, if it is neither, a database in memory, or SQLite is too old.
    """

    schema = SQLITE.schema
    """The table and its index; run again, it changes nothing."""

    def __init__(self, database: str | os.PathLike[str] | Callable[[], sqlite3.Connection]) -> None:
        if sqlite3.sqlite_version_info < (3, 35):
            raise invalid_option(f"SQLiteStore needs SQLite 3.35 or newer, and this is {sqlite3.sqlite_version}")
        if isinstance(database, (str, os.PathLike)):
            path = os.fspath(database)
            if path in ("", ":memory:"):
                raise invalid_option("each connection would have a database in memory of its own: use MemoryStore")
            self._open: Callable[[], sqlite3.Connection] = lambda: _open(path)
        elif callable(database) and not isinstance(database, (type, sqlite3.Connection)):
            self._open = database
        else:
            raise wrong_client("SQLiteStore", database, "the path of a file, or a function that opens a connection")
        self._processes: dict[int, _Process] = {}

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`."""
        return _sql.run(_sql.claim(SQLITE, key, token, digest, lease, ttl), self._send)

    def complete(self, key: str, token: str, ttl: float, connection: sqlite3.Connection | None = None) -> bool:
        """As `ReplayStore.complete`. With a connection it happens in the transaction of that one.

        Raises:
            WebhookConfigError: `invalid_option`, if `connection` is no `sqlite3.Connection`.
        """
        if connection is None:
            return _sql.run(_sql.complete(SQLITE, key, token, ttl), self._send)
        if not isinstance(connection, sqlite3.Connection):
            raise wrong_client("complete", connection, "a sqlite3.Connection")
        return _sql.run(_sql.complete(SQLITE, key, token, ttl), lambda *query: _fetch(connection, *query))

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`."""
        return _sql.run(_sql.release(SQLITE, key, token), self._send)

    def migrate(self) -> None:
        """Makes the table, if it is missing.

        Raises:
            sqlite3.Error: also if there is such a table without the key that decides who claims.
        """
        with self._alone() as connection:
            connection.executescript(SQLITE.schema)
            _fetch(connection, f"EXPLAIN {SQLITE.claim}", (None,) * 5)

    def sweep(self) -> None:
        """Deletes what has expired, never anything that is still to be remembered; to be called from time to time."""
        self._send(SQLITE.sweep, ())

    def close(self) -> None:
        """Closes the connection that the store has opened in this process."""
        mine = self._processes.pop(os.getpid(), None)
        if mine is not None and mine.connection is not None:
            mine.connection.close()

    def _send(self, text: str, parameters: tuple[Any, ...]) -> Row:
        with self._alone() as connection:
            return _fetch(connection, text, parameters)

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """The connection, in a transaction of its own, which is committed."""
        mine = self._processes.setdefault(os.getpid(), _Process())
        # Threads queue here, because SQLite lets those that wait for a writer ask again and again, in no order.
        if not mine.lock.acquire(timeout=BUSY):
            raise TimeoutError("the connection of SQLiteStore is busy")
        try:
            connection = mine.connection or self._open()
            mine.connection = None
            try:
                if connection.in_transaction:
                    raise RuntimeError("the connection of SQLiteStore is inside a transaction: give it one of its own")
                yield connection
                # Does nothing for a connection that has no implicit transactions.
                connection.commit()
            except BaseException:
                connection.close()
                raise
            mine.connection = connection
        finally:
            mine.lock.release()


class _Process:
    """What a store keeps in one process: SQLite forbids the use of a connection on the other side of a fork."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection: sqlite3.Connection | None = None


def _open(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=False)


def _fetch(connection: sqlite3.Connection, text: str, parameters: tuple[Any, ...]) -> Row:
    cursor = connection.cursor()
    # Rows as they come, whatever the caller's connection makes of its own.
    cursor.row_factory = None
    try:
        rows = cursor.execute(text, parameters).fetchall()
    finally:
        cursor.close()
    return rows[0] if rows else None


BUSY = 1
"""Seconds for which a step waits for another thread, and then for another writer."""
