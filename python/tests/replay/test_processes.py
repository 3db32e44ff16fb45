"""Stores that several processes share, and processes that die: threats 74, 75, 82."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hookseal.replay.postgres import PsycopgStore
from hookseal.replay.sqlite import SQLiteStore
from racer import store_of

pytest_plugins = ["replay_servers"]


@pytest.fixture(params=["redis", "postgresql", "sqlite"])
def address(request: Any, tmp_path: Path) -> str:
    if request.param == "redis":
        return f"redis:{request.getfixturevalue('redis_port')}"
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        with psycopg.connect(url) as connection:
            PsycopgStore(connection).migrate()
        return url
    path = tmp_path / "replay.db"
    store = SQLiteStore(path)
    store.migrate()
    store.close()
    return f"sqlite:{path}"


def test_four_processes_claim_each_key_once(address: str) -> None:
    keys = new_keys(100)
    won = race(address, keys)
    assert sorted(won) == sorted(keys)


def test_memory_is_for_one_process_alone() -> None:
    keys = new_keys(10)
    assert len(race("memory:", keys)) == 40


def test_a_process_that_is_killed_loses_nothing(address: str) -> None:
    keys = new_keys(3)
    with racing(address, "hold") as process:
        process.stdin.write(json.dumps(keys) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == keys
        process.kill()
        process.wait()
    store = store_of(address)
    try:
        found = [store.claim(key, token="next", digest="e" * 64, lease=60, ttl=60) for key in keys]
        # The lease is still that of the dead.
        assert [each.state for each in found] == ["in_flight"] * 3
        time.sleep(max(each.retry_after for each in found) + 0.05)
        found = [store.claim(key, token="next", digest="e" * 64, lease=60, ttl=60) for key in keys]
        assert [(each.state, each.attempt, each.digest) for each in found] == [("claimed", 2, "d" * 64)] * 3
        assert not store.complete(keys[0], f"hold {keys[0]}", 60)
        assert store.complete(keys[0], "next", 60)
    finally:
        close(store)


def race(address: str, keys: list[str]) -> list[str]:
    """What four processes have won together."""
    processes: list[Any] = [subprocess.Popen([*RACER, address, "all"], **PIPES) for _ in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    won = []
    for process in processes:
        process.stdin.write(json.dumps(keys) + "\n")
        process.stdin.flush()
    for process in processes:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        won += json.loads(output)
    return won


@contextmanager
def racing(address: str, what: str) -> Iterator[Any]:
    process: Any
    with subprocess.Popen([*RACER, address, what], **PIPES) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def new_keys(count: int) -> list[str]:
    return [secrets.token_hex(32) for _ in range(count)]


def close(store: Any) -> None:
    for name in ("_client", "_connection"):
        if hasattr(store, name):
            getattr(store, name).close()
    if isinstance(store, SQLiteStore):
        store.close()


RACER = [sys.executable, str(Path(__file__).with_name("racer.py"))]
PIPES: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
