"""When a claim ends among the dependencies of a FastAPI route, and what FastAPI does before any of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Body, Depends, FastAPI
from hookseal.fastapi import WebhookRoute, webhook
from hookseal.replay import MemoryStore, Replay

import deliveries
from rows.row import transcodely

SENT = transcodely()


class Session:
    """A database whose first commits fail, and what was committed."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.stored: list[bytes] = []

    async def __call__(self) -> AsyncIterator[list[bytes]]:
        rows: list[bytes] = []
        yield rows
        if self.failures > 0:
            self.failures -= 1
            raise ConnectionError("the commit fails")
        self.stored += rows


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_a_commit_that_fails_is_no_handled_delivery(failures: int) -> None:
    """Its claim is released, so the next attempt of the provider is handled."""
    session, log = Session(failures), list[str]()
    Hook = hook(log)

    async def receive(delivery: Annotated[Any, Hook], rows: Annotated[list[bytes], function_scope(session)]) -> None:
        rows.append(delivery.body)

    statuses = [status for status, _ in posted(receive, attempts=4)]
    assert statuses == [*[500] * failures, *[200] * (4 - failures)]
    assert session.stored == [SENT.body]
    assert log == ["duplicate"] * (3 - failures)


def test_the_claim_ends_after_the_commit() -> None:
    """Not the other way round: what is committed last must still be able to fail."""
    happened: list[str] = []

    class Recording(MemoryStore):
        def complete(self, *args: Any, **kwargs: Any) -> bool:
            happened.append("completed")
            return super().complete(*args, **kwargs)

    async def session() -> AsyncIterator[None]:
        yield
        happened.append("committed")

    Hook = hook([], Recording())

    async def receive(delivery: Annotated[Any, Hook], _: Annotated[None, function_scope(session)]) -> None:
        happened.append("ran")

    posted(receive)
    assert happened == ["ran", "committed", "completed"]


def test_a_handler_that_is_stopped_commits_nothing() -> None:
    session, log, slow = Session(), list[str](), [True]
    Hook = hook(log, Replay(MemoryStore(), handler_timeout=0.1))

    async def receive(delivery: Annotated[Any, Hook], rows: Annotated[list[bytes], function_scope(session)]) -> None:
        rows.append(delivery.body)
        if slow.pop() if slow else False:
            await asyncio.sleep(60)

    assert [status for status, _ in posted(receive, attempts=2)] == [503, 200]
    assert (session.stored, log) == ([SENT.body], ["handler_timeout"])


def test_a_commit_that_hangs_is_stopped_as_well() -> None:
    hangs, log = [True], list[str]()

    async def session() -> AsyncIterator[None]:
        yield
        if hangs.pop() if hangs else False:
            await asyncio.sleep(60)

    Hook = hook(log, Replay(MemoryStore(), handler_timeout=0.1))

    async def receive(delivery: Annotated[Any, Hook], _: Annotated[None, function_scope(session)]) -> None:
        pass

    assert [status for status, _ in posted(receive, attempts=2)] == [503, 200]
    assert log == ["handler_timeout"]


@pytest.mark.parametrize("route_class", [WebhookRoute, None])
def test_a_parameter_from_the_body_lets_nothing_unverified_in(route_class: Any) -> None:
    """Threat 116: FastAPI reads it first, and may answer 400 or 422, but the function waits for the delivery."""
    ran: list[bytes] = []
    Hook = webhook("transcodely", deliveries.TRANSCODELY, log=lambda entry: None)

    async def receive(content: Annotated[dict[str, Any], Body()], delivery: Annotated[Any, Hook]) -> None:
        assert content == delivery.json()
        ran.append(delivery.body)

    forged = [b'{"forged": true}', b"[]", b"", b"{", b"\xff"]
    statuses = [posted(receive, body, route_class=route_class)[0][0] for body in forged]
    assert set(statuses) <= {400, 401, 422} and statuses[0] == 401
    assert ran == []
    # The control.
    assert posted(receive, route_class=route_class)[0][0] == 200
    assert ran == [SENT.body]


def hook(log: list[str], replay: Any = None) -> Any:
    store = MemoryStore() if replay is None else replay
    return webhook("transcodely", deliveries.TRANSCODELY, replay=store, log=lambda entry: log.append(entry.code))


def function_scope(dependency: Callable[..., Any]) -> Any:
    return Depends(dependency, scope="function")


def posted(
    endpoint: Any, body: bytes = SENT.body, *, attempts: int = 1, route_class: Any = WebhookRoute
) -> list[tuple[int, bytes]]:
    """Posts a delivery to a route, over ASGI, and says what was answered each time."""
    router = APIRouter() if route_class is None else APIRouter(route_class=route_class)
    router.add_api_route("/hook", endpoint, methods=["POST"])
    app = FastAPI()
    app.include_router(router)
    headers = [(name.lower().encode(), value.encode()) for name, value in SENT.headers]
    scope = {"type": "http", "method": "POST", "path": "/hook", "query_string": b"", "headers": headers}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def post() -> tuple[int, bytes]:
        events: list[Any] = []

        async def send(event: Any) -> None:
            events.append(event)

        try:
            await app({**scope}, receive, send)
        except ConnectionError:
            pass  # FastAPI answers first, and then hands it to the server.
        return events[0]["status"], b"".join(event.get("body", b"") for event in events)

    async def post_each() -> list[tuple[int, bytes]]:
        return [await post() for _ in range(attempts)]

    return asyncio.run(post_each())
