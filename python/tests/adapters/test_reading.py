"""How long a body may take, and how long it may be, where no server and no framework decides."""

from __future__ import annotations

import asyncio
import hmac
import io
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import hookseal.asgi
import hookseal.wsgi
import pytest
from hookseal._receiver import reading
from hookseal._receiver.reading import Unread, read_body, receive_body

import deliveries

Pairs = Iterable[tuple[str, str]]

MIB = 1024 * 1024
LIMITS = {
    # Threat 98. As the issue has them: a form with every result of an Assembly in it may be long.
    "transloadit": 16 * MIB,
    "transcodely": MIB,
    "assemblyai": MIB,
    "connect": MIB,
    "standard-webhooks": MIB,
}
NEEDED: dict[str, dict[str, Any]] = {
    "assemblyai": {"header": "X-My-Webhook-Secret"},
    "connect": {"url_parameter": "token"},
}


class Clock:
    """A clock that goes on by some seconds with each read from `stream`."""

    def __init__(self, stream: io.BytesIO, seconds: float) -> None:
        self.now, self.reads = 1000.0, 0
        self._stream, self._seconds = stream, seconds

    def monotonic(self) -> float:
        return self.now

    def read_some(self, size: int) -> bytes:
        """As a server reads that hands over what has come: a byte."""
        self.now += self._seconds
        self.reads += 1
        return self._stream.read(min(size, 1))


class TestADrip:
    """Threat 99: the deadline is that of the whole body, and does not begin anew with each byte."""

    @pytest.mark.parametrize("length", [100, None])
    def test_ends_at_the_deadline(self, monkeypatch: pytest.MonkeyPatch, length: int | None) -> None:
        clock = Clock(io.BytesIO(b"x" * 100), seconds=0.25)
        monkeypatch.setattr(reading, "time", clock)
        assert code(read_body(clock.read_some, length, 1000, 10)) == "body_timeout"
        # Nothing is read once the time is over, and it is over as soon as may be.
        assert clock.reads == 41

    def test_that_is_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = Clock(io.BytesIO(b"x" * 40), seconds=0.25)
        monkeypatch.setattr(reading, "time", clock)
        assert read_body(clock.read_some, 40, 1000, 10) == b"x" * 40

    def test_above_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = Clock(io.BytesIO(b"x" * 100), seconds=0.25)
        monkeypatch.setattr(reading, "time", clock)
        assert code(read_body(clock.read_some, None, 20, 10)) == "body_too_large"
        assert clock.reads == 21

    def test_over_asgi(self) -> None:
        async def drip() -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.01)
                yield b"x"

        assert code(asyncio.run(receive_body(drip(), 100_000, 200_000, 0.2))) == "body_timeout"


class TestTheLimitOfAProvider:
    """Threat 98: by what is announced, and by what has come."""

    @pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
    @pytest.mark.parametrize("provider", LIMITS)
    def test_by_what_has_come(self, provider: str, receive: str) -> None:
        call, limit = CALLS[receive], LIMITS[provider]
        assert call(provider, bytes(limit), None) not in UNREAD
        assert call(provider, bytes(limit + 1), None) == "body_too_large"

    @pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
    @pytest.mark.parametrize("provider", LIMITS)
    def test_by_what_is_announced(self, provider: str, receive: str) -> None:
        call, limit = CALLS[receive], LIMITS[provider]
        # Of what is announced, nothing comes.
        assert call(provider, b"", limit) != "body_too_large"
        assert call(provider, b"", limit + 1) == "body_too_large"


class TestAPublicUrl:
    """Threat 104: the base is the configured one, and path and query are those of the request line."""

    @pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
    def test_the_token_stands_in_the_query(self, receive: str) -> None:
        options = {"public_url": "https://hooks.example.com/in"}
        sent = deliveries.connect()
        _, _, query = sent.url.partition("?")
        assert CALLS[receive]("connect", sent.body, None, query, **options) == "handled"
        assert CALLS[receive]("connect", sent.body, None, "a=b", **options) == "token_missing"

    @pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
    def test_what_headers_say_of_it_does_not_count(self, receive: str) -> None:
        sent = deliveries.connect()
        headers = [(name, sent.url) for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri")]
        headers += [("Host", f"x.example{sent.url}"), ("X-Forwarded-Host", "x.example")]
        for options in ({}, {"public_url": "https://hooks.example.com/in"}):
            assert CALLS[receive]("connect", sent.body, None, "a=b", headers, **options) == "token_missing"

    @pytest.mark.parametrize("receive", ["over WSGI", "over ASGI"])
    def test_a_signed_method_and_url(self, receive: str) -> None:
        def posted(url: str, public: str | None = "https://hooks.example.com/in", method: str = "POST") -> str:
            tag = hmac.new(b"line-secret", f"{method}{url}{{}}".encode(), "sha256").hexdigest()
            options = {"secret": "line-secret"} | ({} if public is None else {"public_url": public})
            headers = [("X-Line", tag), ("Host", "hooks.example.com"), ("X-Forwarded-Proto", "https")]
            return CALLS[receive](SIGNED_LINE, b"{}", 2, "a=%20", headers, **options)

        url = "https://hooks.example.com/in/hook?a=%20"
        assert posted(url) == "handled"
        assert posted(url, method="PUT") == "signature_mismatch"
        assert posted(url, public="http://hooks.example.com/in") == "signature_mismatch"
        assert posted(url.replace("?a=%20", "")) == "signature_mismatch"
        # Nothing else says it, whatever the headers do.
        assert posted(url, public=None) == "url_missing"


def code(body: bytes | Unread | None) -> str:
    assert isinstance(body, Unread)
    return body.code


def over_wsgi(
    provider: Any,
    body: bytes,
    length: int | None,
    query: str = "",
    headers: Pairs = (),
    **options: Any,
) -> str:
    """Posts a body, and says what was logged, or that it was handled. Without a length the server marks its end."""
    log: list[str] = []
    webhook: Any = hookseal.wsgi.webhook
    application = webhook(provider, **configured(provider, log, options))(
        lambda delivery, environ: log.append("handled")
    )
    environ: dict[str, Any] = {"wsgi.version": (1, 0), "REQUEST_METHOD": "POST", "PATH_INFO": "/hook"}
    environ |= {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers}
    environ |= {"QUERY_STRING": query, "wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    application(environ, lambda status, headers: None)
    (said,) = log
    return said


def over_asgi(
    provider: Any,
    body: bytes,
    length: int | None,
    query: str = "",
    headers: Pairs = (),
    **options: Any,
) -> str:
    """As `over_wsgi`."""
    log: list[str] = []

    async def handler(delivery: Any, scope: Any) -> None:
        log.append("handled")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: Any) -> None:
        pass

    pairs = [(name.lower().encode(), value.encode()) for name, value in headers]
    if length is not None:
        pairs.append((b"content-length", str(length).encode()))
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/hook",
        "query_string": query.encode(),
        "headers": pairs,
        "client": None,
    }
    webhook: Any = hookseal.asgi.webhook
    application = webhook(provider, **configured(provider, log, options))
    asyncio.run(application(handler)(scope, receive, send))
    (said,) = log
    return said


def configured(provider: Any, log: list[str], options: dict[str, Any]) -> dict[str, Any]:
    secret = deliveries.WEBHOOK_SECRETS.get(provider) if isinstance(provider, str) else None
    return {
        "secret": secret,
        "log": lambda entry: log.append(entry.code),
        **(NEEDED.get(provider, {}) if isinstance(provider, str) else {}),
        **options,
    }


SIGNED_LINE = {
    "name": "line",
    "signature": {"header": "X-Line", "encoding": "hex"},
    "algorithms": ["sha256"],
    "content": "{method}{url}{body}",
}
CALLS: dict[str, Callable[..., str]] = {"over WSGI": over_wsgi, "over ASGI": over_asgi}
UNREAD = ("body_too_large", "body_incomplete", "body_timeout")
