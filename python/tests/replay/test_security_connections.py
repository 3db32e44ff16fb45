"""A store that joins no transaction refuses a connection: a rollback would not undo the completion."""

from __future__ import annotations

import asyncio
import secrets
from io import BytesIO
from typing import Any

import pytest
import redis
from hookseal import SignedRequest, Webhook, WebhookConfigError
from hookseal.replay import Claimed, Done, MemoryStore, replay_claim
from hookseal.replay.redis import AsyncRedisStore, RedisStore
from hookseal.wsgi import webhook

from deliveries import TRANSCODELY

pytest_plugins = ["replay_servers"]

CLAIM: dict[str, Any] = {"token": "owner", "digest": "d" * 64, "lease": 60, "ttl": 60}
REFUSED = "cannot join a transaction: call `complete\\(\\)` without it, after your work"


def refused(store: Any, key: str, complete: Any) -> None:
    with pytest.raises(WebhookConfigError, match=f"^{type(store).__name__} {REFUSED}$") as caught:
        complete()
    assert caught.value.code == "invalid_option"


def test_in_memory() -> None:
    store, key = MemoryStore(), secrets.token_hex(32)
    store.claim(key, **CLAIM)
    refused(store, key, lambda: store.complete(key, "owner", 60, object()))
    assert store.complete(key, "owner", 60)


def test_in_redis(redis_port: int) -> None:
    with redis.Redis("127.0.0.1", redis_port) as client:
        store, key = RedisStore(client), secrets.token_hex(32)
        store.claim(key, **CLAIM)
        connection: Any = object()
        refused(store, key, lambda: store.complete(key, "owner", 60, connection))
        assert store.complete(key, "owner", 60)

        async def run() -> None:
            async with redis.asyncio.Redis(host="127.0.0.1", port=redis_port) as client:
                twin, other = AsyncRedisStore(client), secrets.token_hex(32)
                await twin.claim(other, **CLAIM)
                with pytest.raises(WebhookConfigError, match=f"^AsyncRedisStore {REFUSED}$"):
                    await twin.complete(other, "owner", 60, connection)
                assert await twin.complete(other, "owner", 60)
                assert await twin.claim(other, **CLAIM) == Done(CLAIM["digest"])

        asyncio.run(run())


def test_a_delivery_whose_work_was_rolled_back_is_handled_again() -> None:
    """As the provider sees it: an error, and then the delivery that it sends again."""
    runs: list[int] = []

    @webhook("transcodely", TRANSCODELY, replay=MemoryStore(), log=lambda _: None)
    def receive(delivery: Any, environ: Any) -> None:
        runs.append(replay_claim(delivery).attempt)
        if len(runs) == 1:
            replay_claim(delivery).complete(object())

    signed = Webhook("transcodely", TRANSCODELY).sign(b"{}", id="once")
    assert [post(receive, signed) for _ in range(3)] == ["500", "200", "200"]
    assert runs == [1, 2]


def test_what_the_store_has_claimed_stays_claimed() -> None:
    store, key = MemoryStore(), secrets.token_hex(32)
    assert store.claim(key, **CLAIM) == Claimed(1, CLAIM["digest"])
    with pytest.raises(WebhookConfigError):
        store.complete(key, "owner", 60, object())
    assert store.claim(key, **{**CLAIM, "token": "other"}).state == "in_flight"


def post(app: Any, signed: SignedRequest) -> str:
    environ: dict[str, Any] = {"wsgi.version": (1, 0), "wsgi.input": BytesIO(signed.body), "PATH_INFO": "/"}
    environ |= {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(signed.body))}
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signed.headers.items()}
    answered: list[str] = []
    b"".join(app(environ, lambda status, _: answered.append(status)))
    return answered[0][:3]
