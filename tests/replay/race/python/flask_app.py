"""One worker on Flask, with a store whose steps block."""

from __future__ import annotations

from typing import Any

from flask import Flask
from hookseal.flask import webhook
from hookseal.replay import replay_claim

from driver import arrive
from worker import SECRET, STORE, STORE_URL, replay


def open_store() -> Any:
    """The store on a client as its documentation says to make it."""
    if STORE == "redis-py":
        from hookseal.replay.redis import RedisStore
        from redis import Redis

        return RedisStore(Redis.from_url(STORE_URL, socket_timeout=1, socket_connect_timeout=1))
    if STORE == "psycopg":
        from hookseal.replay.postgres import PsycopgStore
        from psycopg_pool import ConnectionPool

        pool = ConnectionPool(STORE_URL, min_size=1, max_size=20, kwargs={"autocommit": True}, open=True)
        return migrated(PsycopgStore(pool))
    from hookseal.replay.sqlite import SQLiteStore

    return migrated(SQLiteStore(STORE_URL))


def migrated(store: Any) -> Any:
    store.migrate()
    return store


app = Flask(__name__)


@app.post("/")
@webhook("standard-webhooks", SECRET, replay=replay(open_store()))
def receive(delivery):
    arrive("handler", id=delivery.id, attempt=replay_claim(delivery).attempt)
