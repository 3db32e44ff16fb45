"""FastAPI three times: bare, with the provider's snippet, and with the adapter."""

from typing import Annotated

from deliveries import SECRET
from fastapi import FastAPI, Request, Response
from hookseal import Delivery
from hookseal.fastapi import webhook
from transcodely import verify_webhook

from .snippet import Received

app = FastAPI()
Hook = webhook("transcodely", SECRET)


@app.post("/bare")
async def bare(request: Request) -> Response:
    await request.body()
    return Response()


@app.post("/snippet")
async def snippet(request: Request) -> Response:
    received = Received(await request.body(), request.headers)
    return Response(status_code=200 if verify_webhook(received) else 401)


@app.post("/hookseal")
async def hookseal(delivery: Annotated[Delivery, Hook]) -> Response:
    return Response()
