"""FastAPI: each endpoint as an async and a sync function, with common middleware."""

import asyncio
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from hookseal.fastapi import WebhookRoute, webhook

from endpoints import ENDPOINTS, ran

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
app.add_middleware(GZipMiddleware)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])
router = APIRouter(route_class=WebhookRoute)


async def consume(request: Request) -> None:
    """Reads bodies before the webhook does, as nothing must."""
    if request.url.path.endswith("/consumed-form"):
        await request.form()
    elif request.url.path.endswith("/consumed"):
        async for _ in request.stream():
            pass


def add(name: str) -> None:
    options = ENDPOINTS[name]
    Hook = webhook(*options.arguments, **options.keywords)  # type: ignore[arg-type]

    async def asynchronous(_: Annotated[None, Depends(consume)], delivery: Annotated[Any, Hook]) -> Response:
        status, seconds = ran(name, delivery)
        await asyncio.sleep(seconds)
        return Response(status_code=status)

    def synchronous(_: Annotated[None, Depends(consume)], delivery: Annotated[Any, Hook]) -> Response:
        status, seconds = ran(name, delivery)
        time.sleep(seconds)
        return Response(status_code=status)

    # A route of the usual class where it will do: both must answer alike.
    routes = router if options.store is not None else app
    routes.add_api_route(f"/async/{name}", asynchronous, methods=METHODS)
    routes.add_api_route(f"/sync/{name}", synchronous, methods=METHODS)


for each in ENDPOINTS:
    add(each)
app.include_router(router)
