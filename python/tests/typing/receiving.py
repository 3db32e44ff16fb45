"""Use of the receivers' types as mypy and pyright must see it. Checked, never run.

A line with an ignore must be refused: both tools report an ignore that nothing needs.
"""

from typing import Annotated, Any

import flask
import hookseal.asgi
import hookseal.fastapi
import hookseal.flask
import hookseal.wsgi
from hookseal import Delivery, LogEntry, RefusedRequest
from hookseal.replay import Claim, Duplicate, MemoryStore, Replay, replay_claim
from typing_extensions import assert_type

Hook = hookseal.fastapi.webhook("transcodely", "secret", replay=Replay(MemoryStore(), lease=60))


async def endpoint(delivery: Annotated[Delivery, Hook]) -> str:
    return delivery.variant


def log(entry: LogEntry) -> None:
    assert_type(entry.bytes, int | None)
    assert_type(entry.key, str | None)
    assert_type(entry.cause, BaseException | None)


def on_refused(refused: RefusedRequest, request: Any) -> None:
    assert_type(refused.body, bytes | None)
    refused.json()  # type: ignore[attr-defined]
    print(refused.dedupe_key)  # type: ignore[attr-defined]


def on_duplicate(duplicate: Duplicate, request: Any) -> None:
    assert_type(duplicate.same_payload, bool)


@hookseal.flask.webhook("transcodely", "secret", limit=1, on_refused=on_refused, on_duplicate=on_duplicate, log=log)
def view(delivery: Delivery, name: str) -> str:
    assert_type(replay_claim(delivery), Claim)
    return name


assert_type(view(name="orders"), flask.Response)
view()  # type: ignore[call-arg]


@hookseal.flask.webhook("transcodely", "secret", allow_refused=True)
def migrating(outcome: Delivery | RefusedRequest) -> str:
    return outcome.code if isinstance(outcome, RefusedRequest) else outcome.dedupe_key


@hookseal.flask.webhook("transcodely", "secret", allow_refused=True)  # type: ignore[arg-type]
def forgets(delivery: Delivery) -> str:
    return delivery.dedupe_key


@hookseal.asgi.webhook("transcodely", "secret")
async def application(delivery: Delivery, scope: hookseal.asgi.Scope) -> tuple[int, dict[str, str], str]:
    return 201, {"x-variant": delivery.variant}, "handled"


@hookseal.wsgi.webhook("connect", secrets=["one", "other"], url_parameter="token", public_url="https://x.example")
def plain(delivery: Delivery, environ: hookseal.wsgi.Environ) -> int | None:
    return 202


hookseal.wsgi.webhook("transcodely", "secret", status="401")  # type: ignore[call-overload]
hookseal.wsgi.webhook("transcodely", "secret", replay="redis")  # type: ignore[call-overload]
hookseal.asgi.webhook("transcodely", "secret", limits=1)  # type: ignore[call-overload]
