"""What is taken of a request: path and query, never a host; one delivery id that is fit for a log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request, announced_length, environ_target, id_for_log, scope_target


@pytest.mark.parametrize(
    ("environ", "target"),
    [
        ({"RAW_URI": "/a%2Fb?c=%20", "PATH_INFO": "/a/b"}, "/a%2Fb?c=%20"),
        ({"REQUEST_URI": "/a%2Fb", "PATH_INFO": "/a/b"}, "/a%2Fb"),
        # Threat 104: a request line may name a host, which is the sender's choice.
        ({"RAW_URI": "http://evil.example/a?b", "PATH_INFO": "/a", "QUERY_STRING": "b"}, "/a?b"),
        ({"REQUEST_URI": "evil.example:443", "PATH_INFO": "/a"}, "/a"),
        ({"SCRIPT_NAME": "/mount", "PATH_INFO": "/a b", "QUERY_STRING": "c=%26"}, "/mount/a%20b?c=%26"),
        ({"PATH_INFO": "/\xc3\xa9"}, "/%C3%A9"),
        ({"PATH_INFO": "", "HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}, ""),
    ],
)
def test_the_target_of_a_wsgi_request(environ: dict[str, Any], target: str) -> None:
    assert environ_target(environ) == target


@pytest.mark.parametrize(
    ("scope", "target"),
    [
        ({"path": "/a/b", "raw_path": b"/a%2Fb", "query_string": b"c=%20"}, "/a%2Fb?c=%20"),
        ({"path": "/a b", "raw_path": None, "query_string": b""}, "/a%20b"),
        ({"path": "/a"}, "/a"),
    ],
)
def test_the_target_of_an_asgi_request(scope: dict[str, Any], target: str) -> None:
    assert scope_target(scope) == target


@pytest.mark.parametrize(
    ("public_url", "url"),
    [
        ("https://x.example", "https://x.example/hook?a=b"),
        ("https://x.example/prefix/", "https://x.example/prefix/hook?a=b"),
        (None, "/hook?a=b"),
    ],
)
def test_the_url_is_the_configured_one(public_url: str | None, url: str) -> None:
    """Threat 104."""
    given: dict[str, Any] = {} if public_url is None else {"public_url": public_url}
    receiver = Receiver("connect", "token-77", {"url_parameter": "t", **given}, asynchronous=False, hint="")
    verified: list[dict[str, Any]] = []

    class Recording:
        provider, name = "connect", None

        def verify(self, *_: object, **request: Any) -> Any:
            verified.append(request)
            raise ZeroDivisionError

    receiver.configuration = replace(receiver.configuration, webhook=Recording())  # type: ignore[arg-type]
    headers = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "ftp")]
    with pytest.raises(ZeroDivisionError):
        next(receiver.flow(Request(b"", headers, "/hook?a=b", "192.0.2.1", None, "PUT")))
    assert verified == [{"method": "PUT", "url": url, "remote_address": "192.0.2.1"}]


@pytest.mark.parametrize(
    ("values", "logged"),
    [
        (["dlv_1"], "dlv_1"),
        (["x" * 256], "x" * 256),
        (["x" * 257], None),
        ([""], None),
        (["a b"], None),
        (["a\n"], None),
        (["\x7f"], None),
        (["é"], None),
        (["a", "a"], None),
        ([], None),
    ],
)
def test_a_delivery_id_in_the_log(values: list[str], logged: str | None) -> None:
    assert id_for_log(values) == logged


@pytest.mark.parametrize(
    ("values", "length"),
    [
        (["0"], 0),
        (["12"], 12),
        *(([odd], None) for odd in ("", "-1", "+1", "1_0", "1\n", "9" * 19, "\u0663")),
        (["1", "1"], None),
        ([], None),
    ],
)
def test_an_announced_length(values: list[str], length: int | None) -> None:
    assert announced_length(values) == length
