"""Servers that are silent (threat 78). Run by `test_django_stores.py`, in its own process."""

from __future__ import annotations

import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import OperationalError, connections
from hookseal.django.replay import CacheStore, ModelStore
from hookseal.replay import Claimed, InFlight
from redis.exceptions import TimeoutError as RedisTimeoutError

pytest_plugins = ["django_tables"]


@pytest.mark.parametrize("checks", [False, True], ids=["", "CONN_HEALTH_CHECKS"])
def test_a_database_that_falls_silent(checks: bool) -> None:
    store, key, connection = ModelStore(using="postgresql", timeout=0.3), new_key(), connections["postgresql"]
    claim(store, key)
    connection.health_check_enabled, connection.health_check_done = checks, False
    backend = connection.connection.info.backend_pid
    server = int(Path(f"/proc/{backend}/stat").read_text().rsplit(") ", 1)[1].split()[1])
    # Without the second it would take a new connection at once.
    with frozen(backend, server), in_time(), pytest.raises(OperationalError):
        store.release(key, "owner")
    # The next step has another connection, and nothing came of the last one.
    assert isinstance(claim(store, key, token="other"), InFlight)
    assert store.complete(key, "owner", 600)


def test_a_database_that_is_silent_from_the_start() -> None:
    connection = connections["silent"]
    with in_time(), pytest.raises(OperationalError):
        claim(ModelStore(using="silent"), new_key())
    # All threads share them.
    assert connection.settings_dict is connections.settings["silent"]
    assert connection.settings_dict["OPTIONS"] == {}


@pytest.mark.parametrize("cache", ["silent redis", "silent memcached"])
def test_a_cache_that_is_silent_from_the_start(cache: str) -> None:
    store, key = CacheStore(cache=cache), new_key()
    for step in (lambda: claim(store, key), lambda: store.release(key, "owner"), lambda: store.complete(key, "o", 60)):
        with in_time(), pytest.raises((TimeoutError, RedisTimeoutError, RuntimeError)):
            step()


def test_a_cache_that_falls_silent_keeps_no_claim_of_nobody() -> None:
    store, key = CacheStore(cache="impatient redis"), new_key()
    claim(store, new_key())
    with redis.Redis(port=int(os.environ["HOOKSEAL_REDIS_PORT"])) as client:
        process = client.info("server")["process_id"]
    with frozen(process), in_time(), pytest.raises(RedisTimeoutError):
        claim(store, key)
    assert claim(store, key) == Claimed(1, DIGEST)


@contextmanager
def frozen(*processes: int) -> Iterator[None]:
    """Stops processes of a server where they are: the kernel still takes what they are sent."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@contextmanager
def in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    # psycopg alone connects for 130 seconds, and reads for ever.
    assert time.monotonic() - began < 5


def new_key() -> str:
    return secrets.token_hex(32)


def claim(store: Any, key: str, *, token: str = "owner") -> Any:
    return store.claim(key, token=token, digest=DIGEST, lease=60, ttl=600)


DIGEST = "d" * 64
