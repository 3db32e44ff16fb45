"""A mistake in the set-up is found when a receiver is made, in every framework alike, and shows no secret."""

from __future__ import annotations

import logging
import math
import traceback
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import hookseal.asgi
import hookseal.django
import hookseal.fastapi
import hookseal.flask
import hookseal.wsgi
import pytest
from fastapi import APIRouter, FastAPI
from hookseal import WebhookConfigError
from hookseal.replay import MemoryStore, Replay

SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81"


class AsyncStore:
    """A store whose methods are coroutines."""

    async def claim(self, *args: Any, **kwargs: Any) -> Any: ...
    async def complete(self, *args: Any, **kwargs: Any) -> Any: ...
    async def release(self, *args: Any, **kwargs: Any) -> Any: ...


class MixedStore(AsyncStore):
    def release(self, *args: Any, **kwargs: Any) -> Any: ...


async def coroutine(*_: object) -> None: ...


def view(*_: object) -> None: ...


def django(*args: Any, **options: Any) -> Any:
    decorate: Any = hookseal.django.webhook(*args, **options)
    return decorate(view)


RECEIVERS: dict[str, Callable[..., Any]] = {
    "ASGI": hookseal.asgi.webhook,
    "Django": django,
    "FastAPI": hookseal.fastapi.webhook,
    "Flask": hookseal.flask.webhook,
    "WSGI": hookseal.wsgi.webhook,
}
BLOCKING = ("Django", "Flask", "WSGI")

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "an option that there is none of": ({"limits": 5}, "unknown_option", "limits"),
    "an option of another language": ({"publicUrl": "https://x.example"}, "unknown_option", "publicUrl"),
    "an option of the webhook": ({"tolerance": 0}, "invalid_option", "tolerance"),
    **{
        f"limit {value!r}": ({"limit": value}, "invalid_option", "limit")
        for value in (0, -1, 1.5, True, "1mb", None, math.nan)
    },
    **{
        f"deadline {value!r}": ({"deadline": value}, "invalid_option", "deadline")
        for value in (0, -1, math.nan, math.inf, True, "10", None)
    },
    **{
        f"status {value!r}": ({"status": value}, "invalid_option", "status")
        for value in (200, 399, 500, 401.0, "401", True, None)
    },
    **{
        f"public_url {value!r}": ({"public_url": value}, "invalid_option", "public_url")
        for value in (
            "",
            "x.example",
            "//x.example",
            "ftp://x.example",
            "https://",
            "https://x.example?a=b",
            "https://x.example/#a",
            "https://user@x.example",
            "https://x.example:port",
            "https://x.example/\n",
            "https://x y.example",
            b"https://x.example",
            None,
        )
    },
    "log": ({"log": "stderr"}, "invalid_option", "log"),
    "a log that needs to be awaited": ({"log": coroutine}, "invalid_option", "log"),
    "on_refused": ({"on_refused": 1}, "invalid_option", "on_refused"),
    "on_duplicate": ({"on_duplicate": "f"}, "invalid_option", "on_duplicate"),
    "allow_refused": ({"allow_refused": 1}, "invalid_option", "allow_refused"),
    "trusted proxies of nobody": ({"trusted_proxies": ["127.0.0.1"]}, "invalid_option", "trustedProxies"),
    "a client in place of a store": ({"replay": SimpleNamespace(get=view, set=view)}, "invalid_option", "replay"),
    "a class in place of a store": ({"replay": MemoryStore}, "invalid_option", "replay"),
    "a store of two kinds": ({"replay": MixedStore()}, "invalid_option", "replay"),
    "replay": ({"replay": True}, "invalid_option", "replay"),
    "a ttl below twice the tolerance": ({"replay": Replay(MemoryStore(), ttl=599)}, "invalid_option", "ttl"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("receiver", RECEIVERS)
def test_an_option_that_does_not_fit_is_refused(receiver: str, wrong: str) -> None:
    options, code, member = WRONG[wrong]
    with pytest.raises(WebhookConfigError, match=member) as raised:
        RECEIVERS[receiver]("transcodely", SECRET, **options)
    assert raised.value.code == code


@pytest.mark.parametrize("receiver", RECEIVERS)
@pytest.mark.parametrize("secret", [None, "", "changeme", SECRET + "\n", "\ufeff" + SECRET])
def test_a_wrong_secret_is_refused_and_not_shown(receiver: str, secret: str | None) -> None:
    with pytest.raises(WebhookConfigError) as raised:
        RECEIVERS[receiver]("transcodely", secret, limit=1)
    assert raised.value.code in ("missing_secret", "invalid_secret")
    if secret:
        frames = traceback.TracebackException.from_exception(raised.value, capture_locals=True).stack
        # This function, and the test runner, know the secret.
        ours = [frame for frame in frames if "/hookseal/" in frame.filename]
        assert ours and not [name for frame in ours for name, value in (frame.locals or {}).items() if secret in value]


@pytest.mark.parametrize("receiver", BLOCKING)
def test_nothing_is_awaited_where_nothing_can_be(receiver: str) -> None:
    for option, value in (("on_refused", coroutine), ("on_duplicate", coroutine), ("replay", AsyncStore())):
        with pytest.raises(WebhookConfigError, match=option):
            RECEIVERS[receiver]("transcodely", SECRET, **{option: value})


def test_an_async_view_of_django_takes_what_is_asynchronous() -> None:
    for option, value in (("on_refused", coroutine), ("on_duplicate", coroutine), ("replay", AsyncStore())):
        options: dict[str, Any] = {option: value}
        decorate: Any = hookseal.django.webhook("transcodely", SECRET, **options)
        assert decorate(coroutine)


@pytest.mark.parametrize("name", ["lease", "ttl", "timeout", "handler_timeout"])
@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf, True, "60", None])
def test_a_time_that_is_none_is_refused(name: str, value: object) -> None:
    if name == "ttl" and value is None:
        return
    times: dict[str, Any] = {name: value}
    with pytest.raises(WebhookConfigError, match=name) as raised:
        Replay(MemoryStore(), **times)
    assert raised.value.code == "invalid_option"


def test_a_lease_outlasts_its_handler() -> None:
    for lease, handler_timeout in ((30, 30), (10, 30), (1, 1)):
        with pytest.raises(WebhookConfigError, match="lease"):
            Replay(MemoryStore(), lease=lease, handler_timeout=handler_timeout)


def test_fastapi_needs_a_route_that_sees_the_answer() -> None:
    hook = hookseal.fastapi.webhook("transcodely", SECRET, replay=MemoryStore())

    def receive(delivery: Any = hook) -> None: ...

    with pytest.raises(WebhookConfigError, match="WebhookRoute"):
        FastAPI().post("/hook")(receive)
    with pytest.raises(WebhookConfigError, match="WebhookRoute"):
        APIRouter().post("/hook")(receive)
    router = APIRouter(route_class=hookseal.fastapi.WebhookRoute)
    router.post("/hook")(receive)
    FastAPI().include_router(router, prefix="/v1")


def test_the_dependency_does_not_show_in_openapi() -> None:
    app, hook = FastAPI(), hookseal.fastapi.webhook("transcodely", SECRET)

    @app.post("/hook")
    def receive(delivery: Any = hook) -> None: ...

    described = app.openapi()
    assert "parameters" not in described["paths"]["/hook"]["post"] and "components" not in described


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_a_migration_is_warned_of_once(receiver: str, caplog: pytest.LogCaptureFixture) -> None:
    RECEIVERS[receiver]("transcodely", SECRET, allow_refused=True)
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("hookseal", logging.WARNING)
    assert "refused_allowed" in record.message
