"""Every kind of object that holds headers, as servers and libraries hand them out."""

from __future__ import annotations

import email
import email.policy
import http.client
import io
import wsgiref.headers
from collections import ChainMap, OrderedDict, UserDict
from types import MappingProxyType
from typing import Any

import pytest
from django.http.request import HttpHeaders
from hookseal import WebhookVerificationError
from multidict import CIMultiDict
from starlette.datastructures import Headers as StarletteHeaders
from werkzeug.datastructures import EnvironHeaders, Headers as WerkzeugHeaders

from deliveries import ASSEMBLYAI, NOW, Delivery, all_of_them, assemblyai, standard_webhooks, transcodely, webhook


def environ(pairs: Any) -> dict[str, Any]:
    """As PEP 3333 has it, with what a server puts beside the headers."""
    keys = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in pairs}
    keys["CONTENT_TYPE"] = keys.pop("HTTP_CONTENT_TYPE", "")
    return {
        **keys,
        "CONTENT_LENGTH": "12",
        "REQUEST_METHOD": "POST",
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(),
        "wsgi.multithread": True,
    }


def message(pairs: Any, policy: Any = email.policy.compat32) -> Any:
    parsed = email.message_from_string("", policy=policy)
    for name, value in pairs:
        parsed[name] = value
    return parsed


def as_bytes(pairs: Any) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in pairs]


HOLDERS: dict[str, Any] = {
    "pairs": tuple,
    "pairs as lists": lambda pairs: [list(pair) for pair in pairs],
    "pairs, once": iter,
    "pairs of bytes, as ASGI has them": as_bytes,
    "dict": dict,
    "dict of lists": lambda pairs: {name: [value] for name, value in pairs},
    "dict of tuples": lambda pairs: {name: (value,) for name, value in pairs},
    "dict of bytes": lambda pairs: dict(as_bytes(pairs)),
    "dict with other things": lambda pairs: {None: 1, 7: object(), "x": None, **dict(pairs)},
    "OrderedDict": OrderedDict,
    "UserDict": lambda pairs: UserDict(pairs),
    "ChainMap": lambda pairs: ChainMap({}, dict(pairs)),
    "read-only dict": lambda pairs: MappingProxyType(dict(pairs)),
    "items": lambda pairs: dict(pairs).items(),
    "upper case": lambda pairs: {name.upper(): value for name, value in pairs},
    "lower case": lambda pairs: {name.lower(): value for name, value in pairs},
    "white space around": lambda pairs: {name: f" \t{value} " for name, value in pairs},
    "email.Message": message,
    "email.EmailMessage": lambda pairs: message(pairs, email.policy.HTTP),
    "http.client": lambda pairs: http.client.parse_headers(
        io.BytesIO("".join(f"{name}: {value}\r\n" for name, value in pairs).encode("latin-1") + b"\r\n")
    ),
    "wsgiref": lambda pairs: wsgiref.headers.Headers(list(pairs)),
    "WSGI environ": environ,
    "Django": lambda pairs: HttpHeaders(environ(pairs)),
    "Werkzeug": WerkzeugHeaders,
    "Werkzeug environ": lambda pairs: EnvironHeaders(environ(pairs)),
    "Starlette": lambda pairs: StarletteHeaders(raw=as_bytes(pairs)),
    "aiohttp": CIMultiDict,
}


@pytest.mark.parametrize("sender", all_of_them())
@pytest.mark.parametrize("kind", HOLDERS)
def test_headers_are_read(kind: str, sender: str) -> None:
    """Threats 41 and 45."""
    delivery = all_of_them()[sender]
    assert verify(delivery, HOLDERS[kind](delivery.headers)).body == delivery.proved


@pytest.mark.parametrize("kind", HOLDERS)
def test_nothing_is_a_signature_but_the_right_one(kind: str) -> None:
    delivery = transcodely()
    other = tuple((name, value.replace("sha256=", "sha256=00")[:71]) for name, value in delivery.headers)
    assert refused(delivery, HOLDERS[kind](other)) == "signature_mismatch"
    assert refused(delivery, HOLDERS[kind](delivery.headers[:1])) == "signature_missing"


TWICE: dict[str, Any] = {
    "pairs": list,
    "iterator": iter,
    "bytes": as_bytes,
    "email.Message": message,
    "http.client": HOLDERS["http.client"],
    "wsgiref": HOLDERS["wsgiref"],
    "Werkzeug": WerkzeugHeaders,
    "Starlette": HOLDERS["Starlette"],
    "aiohttp": CIMultiDict,
    "dict of lists": lambda pairs: {name: [value for key, value in pairs if key == name] for name, _ in pairs},
    "joined": lambda pairs: {name: ", ".join(value for key, value in pairs if key == name) for name, _ in pairs},
    "environ": lambda pairs: environ(TWICE["joined"](pairs).items()),
}


@pytest.mark.parametrize("name", ["X-Transcodely-Signature", "X-Transcodely-Timestamp"])
@pytest.mark.parametrize("kind", TWICE)
def test_a_header_sent_twice_is_refused(kind: str, name: str) -> None:
    """Threat 38: whether the holder keeps both, lists them or joins them."""
    delivery = transcodely()
    value = dict(delivery.headers)[name]
    assert refused(delivery, TWICE[kind]([*delivery.headers, (name, value)])) == "duplicate_header"


@pytest.mark.parametrize("kind", TWICE)
def test_an_id_that_is_not_signed_is_no_reason_to_refuse(kind: str) -> None:
    delivery = transcodely()
    proved = verify(delivery, TWICE[kind]([*delivery.headers, delivery.headers[-1]]))
    assert (proved.id, proved.id_signed) == (None, False)


def test_two_spellings_of_a_name_are_two_headers() -> None:
    """Threat 41."""
    delivery = transcodely()
    for name, value in delivery.headers[1:3]:
        twice = {**dict(delivery.headers), name.lower(): value}
        assert refused(delivery, twice) == "duplicate_header"
        assert refused(delivery, [*delivery.headers, (name.encode(), value.encode())]) == "duplicate_header"


ODD_VALUES = {
    "int": (7, "signature_malformed"),
    "float": (1.5, "signature_malformed"),
    "bytearray": (bytearray(b"sha256=00"), "signature_malformed"),
    "dict": ({"sha256": "00"}, "signature_malformed"),
    "list of an int": ([7], "signature_malformed"),
    "list of a list": ([["sha256=00"]], "signature_malformed"),
    "object": (object(), "signature_malformed"),
    "not Latin-1": ("sha256=\u2603", "signature_malformed"),
    "lone surrogate": ("sha256=\udcff", "signature_malformed"),
    "bytes outside ASCII": (b"sha256=\xff\xfe", "signature_malformed"),
    "NUL": ("sha256=\0" + "0" * 63, "signature_malformed"),
    "line end": ("sha256=" + "0" * 64 + "\r\nx: y", "signature_malformed"),
    "other digits": ("sha256=" + "\u0660" * 64, "signature_malformed"),
    "full width": ("sha256=" + "\uff10" * 64, "signature_malformed"),
    "none": (None, "signature_missing"),
    "empty": ("", "signature_missing"),
    "blank": (" \t ", "signature_missing"),
    "empty list": ([], "signature_missing"),
    "two": (["sha256=00", "sha256=00"], "duplicate_header"),
    "long": ("sha256=" + "0" * 8192, "header_too_long"),
    "long, not Latin-1": ("\u2603" * 8193, "header_too_long"),
}


@pytest.mark.parametrize("kind", ODD_VALUES)
def test_an_odd_value_is_refused(kind: str) -> None:
    """Threats 31, 33, 34, 40, 45 and 51: never an exception of a parser."""
    value, code = ODD_VALUES[kind]
    delivery = transcodely()
    name = "X-Transcodely-Signature"
    for headers in ({**dict(delivery.headers), name: value}, [*delivery.headers[2:], (name, value)]):
        assert refused(delivery, headers) == code
    # The value of a header that the scheme does not name is not looked at.
    assert verify(delivery, {**dict(delivery.headers), "X-Other": value}).body == delivery.body


def test_an_odd_name_is_no_header() -> None:
    """Threats 31, 34 and 43."""
    delivery = transcodely()
    odd: list[Any] = ["", "\udcff", "\u2603", b"\xff", "__proto__", "__class__", "items", 7, None, object(), ("a",)]
    others = [(name, "value") for name in odd]
    assert verify(delivery, [*others, *delivery.headers]).body == delivery.body
    assert refused(delivery, others) == "signature_missing"
    # The Kelvin sign and the long s become k and s in other case; a header's name is ASCII.
    folded = [(name.replace("s", "\u017f"), value) for name, value in delivery.headers]
    assert refused(delivery, folded) == "signature_missing"


def test_thousands_of_headers_are_read_once() -> None:
    """Threat 51."""
    delivery = transcodely()
    flood = [(f"X-Other-{number}", "x" * 100) for number in range(20_000)]
    assert verify(delivery, [*flood, *delivery.headers]).body == delivery.body
    assert refused(delivery, [*delivery.headers, *[delivery.headers[1]] * 20_000]) == "duplicate_header"


def test_a_token_is_compared_byte_by_byte() -> None:
    """Threats 23 and 34: no character is taken for another one."""
    delivery = assemblyai()
    others = ["t\u00f6ken", "\u0442oken", "t\u2603ken", "t\udcffken", "tok\0en", "token\u00a0"]
    values: list[Any] = [other + ASSEMBLYAI[5:] for other in others]
    values += [ASSEMBLYAI.encode("utf-16"), ASSEMBLYAI.encode() + b"\xff", ASSEMBLYAI[:-1], ASSEMBLYAI.upper()]
    for value in values:
        assert refused(delivery, {"x-my-webhook-secret": value}) == "token_mismatch"
    assert verify(delivery, {"x-my-webhook-secret": ASSEMBLYAI.encode()}).authentication == "token"


def test_an_environ_is_known_by_what_only_a_server_puts_there() -> None:
    """A header cannot make a mapping of headers into an environ, nor an environ into one of headers."""
    delivery = assemblyai()
    endpoint = webhook("assemblyai")
    spoofed = {"wsgi.version": "(1, 0)", "HTTP_X_MY_WEBHOOK_SECRET": ASSEMBLYAI}
    with pytest.raises(WebhookVerificationError) as error:
        endpoint.verify(delivery.body, spoofed)
    assert error.value.code == "token_missing"
    with pytest.raises(WebhookVerificationError):
        endpoint.verify(delivery.body, {**environ(()), "X-My-Webhook-Secret": ASSEMBLYAI})


def test_a_standard_webhooks_list_joined_by_a_server_is_refused() -> None:
    """Threat 38."""
    delivery = standard_webhooks()
    headers = dict(delivery.headers)
    headers["webhook-signature"] = ",".join([headers["webhook-signature"]] * 2)
    assert refused(delivery, headers) == "duplicate_header"


def verify(delivery: Delivery, headers: Any) -> Any:
    return webhook(delivery.provider).verify(delivery.body, headers, now=NOW, url=delivery.url)


def refused(delivery: Delivery, headers: Any) -> str:
    with pytest.raises(WebhookVerificationError) as error:
        verify(delivery, headers)
    return error.value.code
