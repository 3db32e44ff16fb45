"""The store in an SQLite file: its table, the caller's transaction, and what it refuses."""

from __future__ import annotations

import functools
import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hookseal import WebhookConfigError
from hookseal.replay import Claimed, InFlight
from hookseal.replay.sqlite import SQLiteStore

DIGEST = "d" * 64


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "replay.db"


@pytest.fixture
def store(path: Path) -> Iterator[SQLiteStore]:
    store = SQLiteStore(path)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def mine(path: Path, store: SQLiteStore) -> Iterator[sqlite3.Connection]:
    """The caller's own connection."""
    with closing(sqlite3.connect(path, timeout=0.2)) as connection:
        yield connection


def new_key() -> str:
    return secrets.token_hex(32)


def claim(store: SQLiteStore, key: str, *, token: str = "owner", lease: float = 60, ttl: float = 600) -> Any:
    return store.claim(key, token=token, digest=DIGEST, lease=lease, ttl=ttl)


def test_migrate_and_the_schema_may_run_again(path: Path, store: SQLiteStore) -> None:
    claim(store, "key")
    store.migrate()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SQLiteStore.schema)
    assert isinstance(claim(store, "key"), InFlight)


# threat 88: without the key that decides, nothing is claimed, and set-up says so.
def test_a_table_without_its_key(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SQLiteStore.schema.replace(" PRIMARY KEY", "").replace(" WITHOUT ROWID", ""))
    with closing(SQLiteStore(path)) as store:
        for step in (store.migrate, lambda: claim(store, new_key())):
            with pytest.raises(sqlite3.OperationalError, match="ON CONFLICT"):
                step()


def test_the_completion_joins_the_transaction(store: SQLiteStore, mine: sqlite3.Connection) -> None:
    mine.execute("CREATE TABLE work (key text)")
    for commits in (False, True):
        key = new_key()
        claim(store, key)
        try:
            with mine:
                mine.execute("INSERT INTO work VALUES (?)", [key])
                assert store.complete(key, "owner", 600, mine)
                if not commits:
                    raise InterruptedError
        except InterruptedError:
            pass
        assert mine.execute("SELECT count(*) FROM work WHERE key = ?", [key]).fetchone() == (int(commits),)
        assert claim(store, key, token="other").state == ("done" if commits else "in_flight")
        assert store.release(key, "owner") is not commits


def test_a_late_owner_is_told_inside_its_transaction(store: SQLiteStore, mine: sqlite3.Connection) -> None:
    key = new_key()
    claim(store, key, lease=0.05)
    time.sleep(0.1)
    assert claim(store, key, token="next") == Claimed(2, DIGEST)
    assert not store.complete(key, "owner", 600, mine)
    mine.rollback()
    assert store.complete(key, "next", 600)


# threat 78
def test_another_writer_is_waited_for_and_then_it_raises(store: SQLiteStore, mine: sqlite3.Connection) -> None:
    key = new_key()
    mine.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        claim(store, key)
    assert time.monotonic() - began < 2
    mine.rollback()
    assert claim(store, key) == Claimed(1, DIGEST)


# threat 78
def test_a_file_that_cannot_be_used(tmp_path: Path, path: Path, store: SQLiteStore) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"something else" * 100)
    read_only = functools.partial(sqlite3.connect, f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    for database in (other, tmp_path / "none" / "replay.db", read_only):
        with closing(SQLiteStore(database)) as unusable, pytest.raises(sqlite3.DatabaseError):
            claim(unusable, new_key())


def test_a_connection_of_the_callers_own_making(path: Path, store: SQLiteStore) -> None:
    def rows(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
        return {column[0]: value for column, value in zip(cursor.description, row)}

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.row_factory = rows
        return connection

    key = new_key()
    with closing(SQLiteStore(connect)) as own, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: claim(own, key, token=str(number)), range(8)))
        assert sum(isinstance(each, Claimed) for each in found) == 1
        # Committed, so that another connection sees it.
        assert isinstance(claim(store, key), InFlight)
        with closing(connect()) as mine:
            winner = next(index for index, each in enumerate(found) if isinstance(each, Claimed))
            assert own.complete(key, str(winner), 60, mine)
            mine.commit()
        assert claim(store, key).state == "done"


def test_a_connection_that_is_always_in_a_transaction(path: Path, store: SQLiteStore) -> None:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.execute("BEGIN")
        return connection

    with closing(SQLiteStore(connect)) as own, pytest.raises(RuntimeError, match="inside a transaction"):
        claim(own, new_key())


@pytest.mark.skipif(sys.platform == "win32", reason="it has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_store_is_used_on_both_sides_of_a_fork(store: SQLiteStore) -> None:
    before, after = new_key(), new_key()
    claim(store, before)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            found = [claim(store, key).state for key in (before, after)]
            # A connection for each side, though one that both use might pass.
            if found == ["in_flight", "claimed"] and len(store._processes) == 2:
                status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert claim(store, after).state == "in_flight"


# threat 88
def test_sweep_deletes_what_has_expired_and_nothing_live(store: SQLiteStore, mine: sqlite3.Connection) -> None:
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
    assert {key for (key,) in mine.execute("SELECT key FROM hookseal_deliveries")} == set(kept.values())


# threat 85
@pytest.mark.parametrize("token", ["' OR 1 --", "%", "?", "\0", "é", "owner\n"])
def test_a_token_with_a_syntax_is_text(store: SQLiteStore, token: str) -> None:
    key = new_key()
    claim(store, key)
    assert not store.complete(key, token, 60)
    assert not store.release(key, token)
    store.release(key, "owner")
    claim(store, key, token=token)
    assert store.complete(key, token, 60)


@pytest.mark.parametrize(
    "given", [None, "", ":memory:", b"replay.db", {}, object(), sqlite3.Connection, ("replay.db",)]
)
def test_what_is_no_database(given: Any) -> None:
    with pytest.raises(WebhookConfigError) as caught:
        SQLiteStore(given)
    assert caught.value.code == "invalid_option"


def test_an_open_connection_is_no_database(mine: sqlite3.Connection) -> None:
    with pytest.raises(WebhookConfigError, match="not sqlite3.Connection$"):
        SQLiteStore(mine)  # type: ignore[arg-type]


def test_a_connection_of_another_make_completes_nothing(store: SQLiteStore) -> None:
    key = new_key()
    claim(store, key)
    for given in (object(), "replay.db", sqlite3.Connection):
        with pytest.raises(WebhookConfigError, match="^complete takes a sqlite3.Connection"):
            store.complete(key, "owner", 60, given)  # type: ignore[arg-type]
    assert isinstance(claim(store, key), InFlight)


def test_an_sqlite_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(WebhookConfigError, match="needs SQLite 3.35"):
        SQLiteStore("replay.db")
