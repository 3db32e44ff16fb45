"""Objects whose methods raise, lie or change what they hold: one class of error, and nothing is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hookseal import WebhookVerificationError

from deliveries import ASSEMBLYAI, CONNECT, NOW, transcodely, transloadit_fields, webhook

DELIVERY = transcodely()
HEADERS = dict(DELIVERY.headers)
WEBHOOK = webhook("transcodely")


class Fault(Exception):
    pass


def fault(*_: Any, **__: Any) -> Any:
    raise Fault


def raising(*methods: str, base: type = object) -> Any:
    """An object whose named methods raise."""
    return type("Raising", (base,), dict.fromkeys(methods, fault))()


class Half:
    """Gives one pair and then raises."""

    def __iter__(self) -> Any:
        yield DELIVERY.headers[1]
        raise Fault


class Items:
    def __init__(self, items: Any) -> None:
        self.items = items


class Sealed(Mapping[str, Any]):
    """A mapping that cannot be read."""

    __getitem__ = __iter__ = __len__ = __contains__ = fault


class Changing(str):
    """A text that cannot be encoded without its method; the method empties the dict that holds it."""

    def encode(self, *_: Any) -> bytes:
        HELD.clear()
        HELD.update(dict.fromkeys(range(1000), "x"))
        return b""


HELD: dict[Any, Any] = {}

NO_HEADERS = {
    "nothing": None,
    "a number": 7,
    "a truth value": True,
    "a text": "X-Transcodely-Signature: sha256=00",
    "bytes": b"X-Transcodely-Signature: sha256=00",
    "a bytearray": bytearray(b"X-Transcodely-Signature: sha256=00"),
    "an object": object(),
    "a function": fault,
    "singles": [("X-Transcodely-Signature",)],
    "triples": [("X-Transcodely-Signature", "sha256=00", "")],
    "texts of two": ["ab"],
    "nothings": [None],
    "numbers": range(2),
}


@pytest.mark.parametrize("kind", NO_HEADERS)
def test_what_holds_no_headers_holds_no_signature(kind: str) -> None:
    """Threats 27, 31 and 117: it is read as if nothing had been sent."""
    with pytest.raises(WebhookVerificationError) as refused:
        WEBHOOK.verify(DELIVERY.body, NO_HEADERS[kind], now=NOW)  # type: ignore[arg-type]
    assert refused.value.code == "signature_missing"
    assert refused.value.__cause__ is None


def test_what_is_no_pair_does_not_hide_the_others() -> None:
    others: list[Any] = [None, 7, "ab", ("X-Transcodely-Signature",), ("X-Transcodely-Signature", "sha256=00", "")]
    headers = [*others, *DELIVERY.headers, *others]
    assert WEBHOOK.verify(DELIVERY.body, headers, now=NOW).body == DELIVERY.body
    assert WEBHOOK.verify(DELIVERY.body, iter(headers), now=NOW).body == DELIVERY.body


UNREADABLE_HEADERS = {
    "a class": dict,
    "items that raise": raising("items"),
    "items that is no method": Items(None),
    "items that gives a number": Items(lambda: 7),
    "items that wants an argument": Items(lambda one: one),
    "an attribute that raises": raising("__getattr__"),
    "any attribute that raises": raising("__getattribute__"),
    "an iterator that raises": raising("__iter__"),
    "an iterator that stops half-way": Half(),
    "a mapping that raises": Sealed(),
    "a dict with items that raise": raising("items", base=dict),
}


@pytest.mark.parametrize("kind", UNREADABLE_HEADERS)
def test_headers_that_cannot_be_read_are_refused(kind: str) -> None:
    """Threats 44 and 117."""
    with pytest.raises(WebhookVerificationError) as refused:
        WEBHOOK.verify(DELIVERY.body, UNREADABLE_HEADERS[kind], now=NOW)
    assert refused.value.code == "internal_error"
    # For the log: what went wrong in the caller's own object.
    assert isinstance(refused.value.__cause__, Exception)


FORM = dict(transloadit_fields(b"{}"))
UNREADABLE_FORMS = {
    "a mapping that raises": Sealed(),
    "getlist that raises": type("Listed", (dict,), {"getlist": fault})(FORM),
    "getlist that is no method": type("Listed", (dict,), {"getlist": 7})(FORM),
    "get that raises": raising("get", base=dict),
    "contains that raises": type("Listed", (dict,), {"getlist": dict.get, "__contains__": fault})(),
}


@pytest.mark.parametrize("kind", UNREADABLE_FORMS)
def test_forms_that_cannot_be_read_are_refused(kind: str) -> None:
    """Threats 44 and 117."""
    with pytest.raises(WebhookVerificationError) as refused:
        webhook("transloadit").verify(UNREADABLE_FORMS[kind], {})
    assert refused.value.code == "internal_error"


def test_urls_and_addresses_that_cannot_be_read_are_refused() -> None:
    """Threats 44 and 117."""
    odd: list[tuple[Any, str, str]] = [
        (raising("__str__"), "internal_error", "internal_error"),
        (object(), "token_missing", "address_not_allowed"),
        (b"\xff", "token_missing", "address_not_allowed"),
        ("\ud800", "token_missing", "address_not_allowed"),
        (7, "url_missing", "address_missing"),
        (1.5, "url_missing", "address_missing"),
        (False, "url_missing", "address_missing"),
        ([CONNECT], "url_missing", "address_missing"),
        (("a", 1), "url_missing", "address_missing"),
        ({}, "url_missing", "address_missing"),
    ]
    addressed = webhook("assemblyai", senders=["us"])
    for value, of_url, of_address in odd:
        with pytest.raises(WebhookVerificationError) as refused:
            webhook("connect").verify(b"", {}, url=value)
        assert refused.value.code == of_url
        with pytest.raises(WebhookVerificationError) as refused:
            addressed.verify(b"", {"X-My-Webhook-Secret": ASSEMBLYAI}, remote_address=value)
        assert refused.value.code == of_address


def test_a_text_cannot_change_the_dict_that_is_walked(capfd: pytest.CaptureFixture[str]) -> None:
    """Threats 44, 106 and 109: no panic, which would be seen on standard error."""
    HELD.update({"X-Transcodely-Signature": Changing("\ud800"), **dict.fromkeys("abc", "x")})
    with pytest.raises(WebhookVerificationError) as refused:
        WEBHOOK.verify(DELIVERY.body, HELD, now=NOW)
    assert refused.value.code == "timestamp_missing"
    assert len(HELD) == 4
    assert "panicked" not in capfd.readouterr().err


def test_a_value_cannot_say_it_is_equal() -> None:
    """Threat 40."""

    class Equal(str):
        def __eq__(self, _: object) -> bool:
            return True

        def __hash__(self) -> int:
            return hash("X-Transcodely-Signature")

        def lower(self) -> str:
            return "x-transcodely-signature"

    wrong = {**HEADERS, "X-Transcodely-Signature": Equal("sha256=" + "0" * 64)}
    misnamed = [*DELIVERY.headers[2:], (Equal("x"), HEADERS["X-Transcodely-Signature"])]
    for headers, code in ((wrong, "signature_mismatch"), (misnamed, "signature_missing")):
        with pytest.raises(WebhookVerificationError) as refused:
            WEBHOOK.verify(DELIVERY.body, headers, now=NOW)
        assert refused.value.code == code


def test_an_interrupt_is_not_swallowed() -> None:
    """What is no `Exception` is no fault of the request."""
    for kind in (KeyboardInterrupt, SystemExit):

        def interrupt(_: object, kind: type[BaseException] = kind) -> Any:
            raise kind

        with pytest.raises(kind):
            WEBHOOK.verify(DELIVERY.body, type("Interrupted", (), {"items": interrupt})(), now=NOW)


def test_refusals_leave_the_webhook_as_it_was() -> None:
    """Threat 106."""
    for headers in [*NO_HEADERS.values(), *UNREADABLE_HEADERS.values()] * 20:
        with pytest.raises(WebhookVerificationError):
            WEBHOOK.verify(DELIVERY.body, headers, now=NOW)
        assert WEBHOOK.verify(DELIVERY.body, HEADERS, now=NOW).body == DELIVERY.body
