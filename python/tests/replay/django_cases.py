"""The stores of Django, on a database of each kind and on Redis. Run by `test_django_stores.py`, in its own process."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta, timezone
from typing import Any

import psycopg
import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.test import TestCase
from django_settings import ALIASES
from hookseal import WebhookConfigError
from hookseal.django.models import Delivery
from hookseal.django.replay import CacheStore, ModelStore
from hookseal.replay import Claimed, InFlight
from hookseal.replay.contract import check_store
from hookseal.replay.postgres import PsycopgStore
from hookseal.replay.sqlite import SQLiteStore

pytest_plugins = ["django_tables"]

DIGEST = "d" * 64
SCHEMA = "-c search_path=hookseal_django"


@pytest.fixture(params=ALIASES)
def alias(request: Any) -> str:
    name: str = request.param
    return name


def new_key() -> str:
    return secrets.token_hex(32)


def claim(store: Any, key: str, *, token: str = "owner", lease: float = 60, ttl: float = 600) -> Any:
    return store.claim(key, token=token, digest=DIGEST, lease=lease, ttl=ttl)


class Closing:
    """A store whose connections are closed in the threads that racers leave behind."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.places = threading.BoundedSemaphore(16)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.places:
                try:
                    return getattr(self.store, name)(*args, **kwargs)
                finally:
                    connections.close_all()
                    caches.close_all()

        return call


@pytest.fixture(scope="session")
def contracts() -> Iterator[dict[str, Future[Any]]]:
    stores: dict[str, Any] = {alias: ModelStore(using=alias, timeout=10) for alias in ALIASES}
    stores["cache"] = CacheStore()
    with ThreadPoolExecutor(len(stores)) as threads:
        yield {name: threads.submit(check, Closing(store)) for name, store in stores.items()}


def check(store: Any) -> int:
    return len(check_store(lambda: store))


@pytest.mark.parametrize("name", [*ALIASES, "cache"])
def test_a_store_keeps_the_contract(contracts: dict[str, Future[Any]], name: str) -> None:
    assert contracts[name].result() == 19


def test_the_migration_is_what_the_model_says() -> None:
    call_command("makemigrations", "hookseal", check=True, dry_run=True, verbosity=0)


def test_the_migration_can_be_undone(alias: str) -> None:
    call_command("migrate", "hookseal", "zero", database=alias, verbosity=0)
    assert "hookseal_deliveries" not in connections[alias].introspection.table_names()
    call_command("migrate", "hookseal", database=alias, verbosity=0)
    assert claim(ModelStore(using=alias), new_key()) == Claimed(1, DIGEST)


def test_the_table_is_that_of_the_other_stores() -> None:
    settings = connections["postgresql"].get_connection_params()
    with (
        closing(SQLiteStore(connections["default"].settings_dict["NAME"])) as sqlite,
        psycopg.connect(f"host=127.0.0.1 port={settings['port']} user=postgres", options=SCHEMA) as connection,
    ):
        for other, alias in ((sqlite, "default"), (PsycopgStore(connection), "postgresql")):
            store, key = ModelStore(using=alias), new_key()
            claim(store, key)
            assert isinstance(claim(other, key), InFlight)
            assert other.complete(key, "owner", 60)
            assert claim(store, key).state == "done"
            other.migrate()


def test_the_model_shows_what_is_kept(alias: str) -> None:
    store, key, now = ModelStore(using=alias), new_key(), datetime.now(timezone.utc)
    claim(store, key)
    row = Delivery.objects.using(alias).get(key=key)
    assert (row.digest, row.token, row.attempt, row.done, str(row)) == (DIGEST, "owner", 1, False, key)
    assert timedelta(seconds=59) < row.leased_until - now < timedelta(seconds=65)
    assert timedelta(seconds=599) < row.expires_at - now < timedelta(seconds=605)
    soon = Delivery.objects.using(alias).filter(expires_at__lte=now + timedelta(seconds=300))
    assert key not in soon.values_list("key", flat=True)
    store.complete(key, "owner", 60)
    assert key in soon.values_list("key", flat=True)
    # How a manual retry is let through.
    row.delete()
    assert claim(store, key) == Claimed(1, DIGEST)


# threat 88: a claim inside a transaction would be invisible to others, and gone with it.
def test_a_claim_inside_a_transaction_is_refused(alias: str) -> None:
    store, key, held = ModelStore(using=alias), new_key(), new_key()
    claim(store, held)
    for step in (lambda: claim(store, key), lambda: store.release(held, "owner")):
        with pytest.raises(RuntimeError, match="durable"):
            with transaction.atomic(using=alias):
                step()
    assert claim(store, key) == Claimed(1, DIGEST)
    assert isinstance(claim(store, held), InFlight)


def test_the_completion_joins_the_transaction(alias: str) -> None:
    store = ModelStore(using=alias)
    for commits in (False, True):
        key = new_key()
        claim(store, key)
        with transaction.atomic(using=alias):
            with connections[alias].cursor() as cursor:
                cursor.execute("INSERT INTO work VALUES (%s)", [key])
            assert store.complete(key, "owner", 600)
            transaction.set_rollback(not commits, using=alias)
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM work WHERE item = %s", [key])
            assert cursor.fetchone() == (int(commits),)
        assert claim(store, key, token="other").state == ("done" if commits else "in_flight")
        assert store.release(key, "owner") is not commits


def test_a_late_owner_is_told_inside_its_transaction(alias: str) -> None:
    store, key = ModelStore(using=alias), new_key()
    claim(store, key, lease=0.05)
    time.sleep(0.1)
    assert claim(store, key, token="next") == Claimed(2, DIGEST)
    with transaction.atomic(using=alias):
        assert not store.complete(key, "owner", 600)
    assert store.complete(key, "next", 600)


class InTestCase(TestCase):
    """Django's own tests run inside a transaction that they roll back; there a claim is let through."""

    databases = {"default"}

    def test_a_store_is_used_in_a_test_case(self) -> None:
        store, key = ModelStore(), new_key()
        assert claim(store, key) == Claimed(1, DIGEST)
        assert store.complete(key, "owner", 60)


# threat 78
def test_a_lock_is_waited_for_and_then_it_raises(alias: str) -> None:
    store, key = ModelStore(using=alias, timeout=0.3), new_key()
    connections[alias].close()
    before = limits(alias)
    claim(store, key)
    other = connections.create_connection(alias)
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE hookseal_deliveries SET attempt = attempt")
        began = time.monotonic()
        with pytest.raises(DatabaseError):
            claim(store, key, token="other")
        assert time.monotonic() - began < 3
    finally:
        other.rollback()
        other.close()
    # The rest of the request waits as long as it ever did.
    assert limits(alias) == before
    assert isinstance(claim(store, key, token="other"), InFlight)


def limits(alias: str) -> Any:
    question = {
        "default": "PRAGMA busy_timeout",
        "postgresql": "SHOW statement_timeout",
        "mysql": "SELECT @@innodb_lock_wait_timeout",
    }
    with connections[alias].cursor() as cursor:
        cursor.execute(question[alias])
        return cursor.fetchone()


# threat 88
def test_a_table_without_its_key(alias: str) -> None:
    call_command("migrate", "hookseal", "zero", database=alias, verbosity=0)
    schema = ModelStore(using=alias)._dialect.schema.replace("PRIMARY KEY", "").replace("WITHOUT ROWID", "")
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(schema.split(";\n")[0].rstrip(";"))
        with pytest.raises(DatabaseError):
            claim(ModelStore(using=alias), new_key())
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM hookseal_deliveries")
            assert cursor.fetchone() == (0,)
            cursor.execute("DROP TABLE hookseal_deliveries")
    finally:
        call_command("migrate", "hookseal", database=alias, verbosity=0)


# threat 88
def test_sweep_deletes_what_has_expired_and_nothing_live(alias: str) -> None:
    store = ModelStore(using=alias)
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
    found = set(Delivery.objects.using(alias).values_list("key", flat=True))
    assert found >= set(kept.values()) and gone not in found


# threat 85
@pytest.mark.parametrize("token", ["' OR 1 --", "%", "%s", "?", "\\", "é", "OWNER", "owner ", "owner\n"])
def test_a_token_with_a_syntax_is_text(alias: str, token: str) -> None:
    store, key = ModelStore(using=alias), new_key()
    claim(store, key)
    assert not store.complete(key, token, 60)
    assert not store.release(key, token)
    store.release(key, "owner")
    claim(store, key, token=token)
    assert store.complete(key, token, 60)


@pytest.mark.parametrize(
    "options",
    [
        {"using": "none"},
        {"using": "no autocommit"},
        {"using": "unknown"},
        *({"timeout": timeout} for timeout in (0, -1, float("nan"), float("inf"), None, "1", True)),
    ],
)
def test_what_is_no_option_of_a_model_store(options: Any) -> None:
    with pytest.raises(WebhookConfigError) as caught:
        ModelStore(**options)
    assert caught.value.code == "invalid_option"


def test_a_model_store_completes_on_its_own_connection() -> None:
    store, key = ModelStore(), new_key()
    claim(store, key)
    with pytest.raises(WebhookConfigError, match="leave `connection` out"):
        store.complete(key, "owner", 60, connections["default"])


# threats 79, 81, 82
@pytest.mark.parametrize("cache", ["local", "dummy", "file", "database", "none"])
def test_a_cache_that_keeps_no_claims(cache: str) -> None:
    with pytest.raises(WebhookConfigError) as caught:
        CacheStore(cache=cache)
    assert caught.value.code == "invalid_option"
    if cache != "none":
        assert "Redis or Memcached" in str(caught.value)


def test_a_cache_that_is_allowed_for_tests() -> None:
    store, key = CacheStore(cache="local", allow_any_backend=True), new_key()
    assert claim(store, key) == Claimed(1, DIGEST)
    assert store.complete(key, "owner", 60)
    assert claim(store, key).state == "done"


# threats 79, 85
def test_what_a_cache_keeps() -> None:
    store, key, cache = CacheStore(), new_key(), caches["default"]
    claim(store, key, lease=0.5)
    time.sleep(1.1)
    # The lease has ended, and the count of its attempts has not.
    assert claim(store, key, token="next") == Claimed(2, DIGEST)
    assert not store.complete(key, "owner", 60)
    assert {name for name in (f"hookseal:{key}", f"hookseal:{key}:owner") if name in cache} == {
        f"hookseal:{key}",
        f"hookseal:{key}:owner",
    }
    # Evicted while it was handled: the work is done, and that is written down.
    cache.delete(f"hookseal:{key}")
    assert isinstance(claim(store, key), InFlight)
    assert store.complete(key, "next", 60)
    assert claim(store, key).state == "done"


def test_a_cache_joins_no_transaction() -> None:
    store, key = CacheStore(), new_key()
    claim(store, key)
    with pytest.raises(WebhookConfigError, match="^CacheStore cannot join a transaction: call `complete"):
        store.complete(key, "owner", 60, connections["default"])
    assert store.complete(key, "owner", 60)


def test_a_duplicate_leaves_nothing_in_a_cache() -> None:
    store, key = CacheStore(), new_key()
    claim(store, key)
    assert store.complete(key, "owner", 1)
    assert claim(store, key, token="other").state == "done"
    time.sleep(1.1)
    assert claim(store, key, token="later") == Claimed(1, DIGEST)


# threat 78
def test_a_cache_that_is_away_raises() -> None:
    with pytest.raises(Exception, match="111|refused"):
        claim(CacheStore(cache="away"), new_key())
