"""One worker on FastAPI, with a store whose steps are coroutines."""

from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI
from hookseal import Delivery
from hookseal.fastapi import WebhookRoute, webhook
from hookseal.replay import replay_claim

from driver import arrive_async
from worker import SECRET, STORE, STORE_URL, replay


async def open_store() -> Any:
    """The store on a client as its documentation says to make it."""
    if STORE == "redis-py-asyncio":
        from hookseal.replay.redis import AsyncRedisStore
        from redis.asyncio import Redis

        return AsyncRedisStore(Redis.from_url(STORE_URL, socket_timeout=1, socket_connect_timeout=1))
    from hookseal.replay import postgres

    if STORE == "psycopg-asyncio":
        from psycopg_pool import AsyncConnectionPool

        pool = AsyncConnectionPool(STORE_URL, min_size=1, max_size=20, kwargs={"autocommit": True}, open=False)
        await pool.open()
        store: Any = postgres.AsyncPsycopgStore(pool)
    else:
        import asyncpg

        store = postgres.AsyncpgStore(await asyncpg.create_pool(STORE_URL, min_size=1, max_size=20))
    await store.migrate()
    return store


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Adds the route once the loop runs that the client belongs to."""
    hook = webhook("standard-webhooks", SECRET, replay=replay(await open_store()))
    router = APIRouter(route_class=WebhookRoute)

    @router.post("/")
    async def receive(delivery: Annotated[Delivery, hook]) -> None:
        await arrive_async("handler", id=delivery.id, attempt=replay_claim(delivery).attempt)

    app.include_router(router)
    yield


app = FastAPI(lifespan=lifespan)
