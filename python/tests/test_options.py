"""Secrets, options and arguments: what Python callers get wrong is one `WebhookConfigError` with a stable code."""

from __future__ import annotations

import enum
import ipaddress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hookseal import Webhook, WebhookConfigError, WebhookVerificationError, _core, providers
from hookseal._generated import ConfigErrorCode, VerifyErrorCode

from deliveries import CONNECT, NOW, TRANSCODELY, all_of_them, assemblyai, connect, transcodely, webhook

DELIVERY = transcodely()


def released() -> memoryview:
    view = memoryview(TRANSCODELY.encode())
    view.release()
    return view


class Text(str):
    def __str__(self) -> str:
        return "another text"


class Seconds(enum.IntEnum):
    FIVE_MINUTES = 300


SECRETS: dict[str, Any] = {
    "text": TRANSCODELY,
    "bytes": TRANSCODELY.encode(),
    "bytearray": bytearray(TRANSCODELY.encode()),
    "view": memoryview(TRANSCODELY.encode()),
    "view backwards": memoryview(TRANSCODELY.encode()[::-1])[::-1],
    "subclass of str": Text(TRANSCODELY),
}


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_is_text_or_bytes(kind: str) -> None:
    """Threat 18: read in one way."""
    for options in ({"secret": SECRETS[kind]}, {"secrets": ["another-secret-0", SECRETS[kind]]}):
        delivery = Webhook("transcodely", **options).verify(DELIVERY.body, DELIVERY.headers, now=NOW)
        assert delivery.secret_index == len(options.get("secrets", "1")) - 1


REFUSED_SECRETS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "missing_secret"),
    "none": ({"secret": None}, "missing_secret"),
    "empty": ({"secret": ""}, "missing_secret"),
    "empty bytes": ({"secret": b""}, "missing_secret"),
    "no secrets": ({"secrets": []}, "missing_secret"),
    "none among secrets": ({"secrets": [TRANSCODELY, None]}, "missing_secret"),
    "empty among secrets": ({"secrets": [TRANSCODELY, ""]}, "missing_secret"),
    "the text None": ({"secret": str(None)}, "invalid_secret"),
    "repr of bytes": ({"secret": repr(None)}, "invalid_secret"),
    "a number": ({"secret": 7}, "invalid_secret"),
    "false": ({"secret": False}, "invalid_secret"),
    "a list": ({"secret": [TRANSCODELY]}, "invalid_secret"),
    "an object": ({"secret": object()}, "invalid_secret"),
    "a lone surrogate": ({"secret": "\ud800" + TRANSCODELY}, "invalid_secret"),
    "a released view": ({"secret": released()}, "invalid_secret"),
    "a released view among secrets": ({"secrets": [released()]}, "invalid_secret"),
    "a line end": ({"secret": TRANSCODELY + "\n"}, "invalid_secret"),
    "a placeholder": ({"secret": "${TRANSCODELY_SECRET}"}, "invalid_secret"),
    "both": ({"secret": TRANSCODELY, "secrets": [TRANSCODELY]}, "invalid_option"),
    "one text as secrets": ({"secrets": TRANSCODELY}, "invalid_option"),
    "bytes as secrets": ({"secrets": TRANSCODELY.encode()}, "invalid_option"),
    "a set": ({"secrets": {TRANSCODELY}}, "invalid_option"),
    "a dict": ({"secrets": {"old": TRANSCODELY}}, "invalid_option"),
    "an iterator": ({"secrets": iter([TRANSCODELY])}, "invalid_option"),
    "seventeen": ({"secrets": [f"{TRANSCODELY}{number}" for number in range(17)]}, "invalid_option"),
}


@pytest.mark.parametrize("kind", REFUSED_SECRETS)
def test_a_webhook_without_a_usable_secret_cannot_be_built(kind: str) -> None:
    """Threats 13, 15, 19 and 29."""
    options, code = REFUSED_SECRETS[kind]
    assert built(**options) == code


def test_none_by_position_is_an_unset_variable() -> None:
    """Threat 29: `Webhook(provider, os.environ.get("UNSET"))`."""
    with pytest.raises(WebhookConfigError, match="environment variable") as mistake:
        Webhook("transcodely", None)
    assert mistake.value.code == "missing_secret"


@pytest.mark.parametrize("tolerance", [1, 300, 86400, 300.0, Seconds.FIVE_MINUTES, None])
def test_a_tolerance_is_a_whole_number_of_seconds(tolerance: Any) -> None:
    Webhook("transcodely", TRANSCODELY, tolerance=tolerance)


@pytest.mark.parametrize(
    "tolerance",
    [0, -1, 86401, 0.5, 300.5, float("nan"), float("inf"), 10**30, True, "300", b"300", Decimal(300), [300], object()],
)
def test_any_other_tolerance_is_a_mistake(tolerance: Any) -> None:
    """Threat 62."""
    assert built(secret=TRANSCODELY, tolerance=tolerance) == "invalid_option"


REFUSED_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"toleranse": 300}, "unknown_option"),
    ({"allowAnyTimestamp": True}, "unknown_option"),
    ({"verify": False}, "unknown_option"),
    ({"allow_any_timestamp": 1}, "invalid_option"),
    ({"allow_any_timestamp": "false"}, "invalid_option"),
    ({"allow_unauthenticated": "no"}, "invalid_option"),
    ({"allow_unauthenticated": True}, "invalid_option"),
    ({"algorithms": "sha256"}, "invalid_option"),
    ({"algorithms": []}, "invalid_option"),
    ({"algorithms": {"sha256"}}, "invalid_option"),
    ({"algorithms": ["SHA256"]}, "invalid_option"),
    ({"algorithms": ["md5"]}, "invalid_option"),
    ({"algorithms": [b"sha256"]}, "invalid_option"),
    ({"senders": "us"}, "invalid_option"),
    ({"header": "X-Secret"}, "invalid_option"),
    ({"url_parameter": "token"}, "invalid_option"),
    ({"name": 7}, "invalid_option"),
    ({"name": b"orders"}, "invalid_option"),
    ({"name": "\ud800"}, "invalid_option"),
]


@pytest.mark.parametrize(("options", "code"), REFUSED_OPTIONS, ids=str)
def test_an_option_that_does_not_fit_is_a_mistake(options: dict[str, Any], code: str) -> None:
    """Threats 136 and 137: nothing is switched off by accident."""
    assert built(secret=TRANSCODELY, **options) == code


def test_options_are_named_as_python_spells_them() -> None:
    with pytest.raises(WebhookConfigError, match="`url_parameter`"):
        Webhook("connect", CONNECT)
    for spelling in ("urlParameter", "allowUnauthenticated", "allowAnyTimestamp", "url-parameter", "URL_PARAMETER"):
        with pytest.raises(WebhookConfigError, match=f"no option `{spelling}=`") as mistake:
            Webhook("connect", CONNECT, **{"url_parameter": "token", spelling: "token"})  # type: ignore[call-overload]
        assert mistake.value.code == "unknown_option"


def test_positions_after_the_secret_are_refused() -> None:
    with pytest.raises(TypeError):
        Webhook("transcodely", TRANSCODELY, 300)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("provider", "code"),
    [
        ("stripes", "unknown_provider"),
        ("Transcodely", "unknown_provider"),
        (" transcodely", "unknown_provider"),
        ("__class__", "unknown_provider"),
        ("\ud800", "unknown_provider"),
        (b"transcodely", "unknown_provider"),
        (None, "unknown_provider"),
        (7, "unknown_provider"),
        ([("name", "acme")], "unknown_provider"),
        ({}, "invalid_scheme"),
        ({"name": "acme"}, "invalid_scheme"),
        ({"name": "acme", "signature": {"header": b"X"}}, "invalid_scheme"),
        ({"name": "acme", "unsigned": True, "script": "x"}, "invalid_scheme"),
        ({7: "acme"}, "invalid_scheme"),
    ],
    ids=str,
)
def test_a_provider_is_a_name_or_a_scheme(provider: Any, code: str) -> None:
    """Threat 134."""
    with pytest.raises(WebhookConfigError) as mistake:
        Webhook(provider, TRANSCODELY)
    assert mistake.value.code == code


def test_a_scheme_that_contains_itself_is_refused() -> None:
    """Threat 134."""
    scheme: dict[str, Any] = {"name": "acme"}
    scheme["signature"] = scheme
    with pytest.raises(WebhookConfigError) as mistake:
        Webhook(scheme, TRANSCODELY)
    assert mistake.value.code == "invalid_scheme"
    # As an option it is a mistake in an option.
    assert built(secret=TRANSCODELY, algorithms=[scheme]) == "invalid_option"
    with pytest.raises(WebhookConfigError) as mistake:
        webhook("transcodely").sign(b"{}", id="dlv_1", variant=scheme)  # type: ignore[arg-type]
    assert mistake.value.code == "invalid_option"


def test_a_subclass_of_str_is_read_by_its_own_characters() -> None:
    assert Webhook(Text("transcodely"), Text(TRANSCODELY)).provider == "transcodely"  # type: ignore[call-overload]


def test_an_endpoint_says_its_own_name() -> None:
    assert Webhook("transcodely", TRANSCODELY).name is None
    assert Webhook("transcodely", TRANSCODELY, name=None).name is None
    named = Webhook("transcodely", TRANSCODELY, name="orders")
    assert (named.provider, named.name) == ("transcodely", "orders")
    keys = {
        webhook("transcodely", name=name).verify(DELIVERY.body, DELIVERY.headers, now=NOW).dedupe_key
        for name in (None, "orders", "invoices")
    }
    assert len(keys) == 3
    with pytest.raises(AttributeError):
        named.name = "invoices"  # type: ignore[misc]


@pytest.mark.parametrize("now", [NOW, NOW + 0.999, float(NOW), Seconds.FIVE_MINUTES + NOW - 300])
def test_now_is_floored_to_seconds(now: float) -> None:
    """Threat 66."""
    strict = webhook("transcodely", tolerance=1)
    for off in (-1, 0, 1):
        assert strict.verify(DELIVERY.body, DELIVERY.headers, now=now + off).timestamp == NOW
    assert refused(strict, now=now + 2) == "timestamp_too_old"
    assert refused(strict, now=now - 2) == "timestamp_too_new"


@pytest.mark.parametrize(
    "now",
    [
        float("nan"),
        float("inf"),
        -1,
        -0.5,
        NOW * 1000,
        10**400,
        True,
        False,
        str(NOW),
        Decimal(NOW),
        Fraction(NOW),
        [NOW],
        object(),
    ],
    ids=str,
)
def test_a_time_that_is_none_is_the_callers_mistake(now: Any) -> None:
    """Threats 60, 65 and 66: the same for `verify` and for `sign`, and for any request."""
    for body in (DELIVERY.body, None):
        with pytest.raises(WebhookConfigError) as mistake:
            webhook("transcodely").verify(body, DELIVERY.headers, now=now)  # type: ignore[arg-type]
        assert mistake.value.code == "invalid_option"
    with pytest.raises(WebhookConfigError) as mistake:
        webhook("transcodely").sign(b"{}", id="dlv_1", timestamp=now)
    assert mistake.value.code == "invalid_option"


def test_the_clock_is_the_one_that_a_test_can_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threat 66."""
    monkeypatch.setattr("time.time", lambda: NOW + 300.5)
    assert webhook("transcodely").verify(DELIVERY.body, DELIVERY.headers).timestamp == NOW
    monkeypatch.setattr("time.time", lambda: NOW + 301.0)
    assert refused(webhook("transcodely")) == "timestamp_too_old"


def test_the_window_can_only_be_left_open_by_name() -> None:
    """Threat 136."""
    delivery = webhook("transcodely", allow_any_timestamp=True).verify(DELIVERY.body, DELIVERY.headers, now=0)
    assert delivery.timestamp == NOW


class Url:
    def __init__(self, url: str) -> None:
        self.url = url

    def __str__(self) -> str:
        return self.url


def test_a_url_is_text_bytes_or_an_object_of_a_framework() -> None:
    delivery = connect()
    absolute = f"https://example.com{delivery.url}"
    url: Any
    for url in (delivery.url, absolute, delivery.url.encode(), Url(delivery.url), Text(delivery.url)):
        assert webhook("connect").verify(delivery.body, {}, url=url).authentication == "token"
    for url, code in {
        None: "url_missing",
        "": "url_missing",
        "/hook": "token_missing",
        Url("/hook"): "token_missing",
        b"/hook?token=x": "token_mismatch",
        b"\xff": "token_missing",
        7: "url_missing",
        ("/hook?token=x",): "url_missing",
    }.items():
        with pytest.raises(WebhookVerificationError) as error:
            webhook("connect").verify(b"", {}, url=url)
        assert error.value.code == code


def test_an_address_is_text_bytes_or_an_address_object() -> None:
    delivery = assemblyai()
    endpoint = webhook("assemblyai", senders=["us", "192.0.2.1"])
    address: Any
    for address in ("44.238.19.20", b"192.0.2.1", ipaddress.ip_address("44.238.19.20"), "::ffff:44.238.19.20"):
        assert endpoint.verify(delivery.body, delivery.headers, remote_address=address).secret_index == 0
    for address, code in {
        None: "address_missing",
        "": "address_missing",
        "54.220.25.36": "address_not_allowed",
        ("44.238.19.20", 443): "address_missing",
        443: "address_missing",
        "44.238.19.20:443": "address_not_allowed",
        "044.238.19.20": "address_not_allowed",
        ipaddress.ip_address("::1"): "address_not_allowed",
    }.items():
        with pytest.raises(WebhookVerificationError) as error:
            endpoint.verify(delivery.body, delivery.headers, remote_address=address)
        assert error.value.code == code


@pytest.mark.parametrize(
    "options",
    [
        {"id": "two words"},
        {"id": 7},
        {"id": ""},
        {},
        {"algorithm": "md5"},
        {"variant": "x"},
        {"form": "json"},
        {"url": 7},
    ],
    ids=str,
)
def test_sign_names_what_does_not_fit(options: Any) -> None:
    """Threat 52."""
    with pytest.raises(WebhookConfigError) as mistake:
        webhook("transcodely").sign(b"{}", **({"id": "dlv_1", **options} if options else {}))
    assert mistake.value.code == "invalid_option"


@pytest.mark.parametrize("body", [None, 7, {"a": 1}, [1], "\ud800", released()], ids=lambda body: type(body).__name__)
def test_sign_takes_bytes_or_text(body: Any) -> None:
    with pytest.raises(WebhookConfigError) as mistake:
        webhook("transcodely").sign(body, id="dlv_1")
    assert mistake.value.code == "invalid_option"


def test_what_is_signed_is_what_the_provider_would_post() -> None:
    """Threat 142: a new timestamp, the same id."""
    signed = webhook("transcodely").sign(memoryview(DELIVERY.body), id="dlv_x1y2z3w4v5u6", timestamp=NOW + 0.9)
    assert signed.headers == {name.lower(): value for name, value in DELIVERY.headers}
    assert signed.body == DELIVERY.body
    later = webhook("transcodely").sign(DELIVERY.body, id="dlv_x1y2z3w4v5u6", timestamp=NOW + 60)
    assert later.headers["x-transcodely-delivery-id"] == signed.headers["x-transcodely-delivery-id"]
    assert later.headers["x-transcodely-signature"] != signed.headers["x-transcodely-signature"]


def test_the_codes_are_those_of_the_compiled_part() -> None:
    assert tuple(_core.verification_codes()) == VerifyErrorCode.__args__  # type: ignore[attr-defined]
    assert tuple(_core.config_codes()) == ConfigErrorCode.__args__  # type: ignore[attr-defined]


def test_deliveries_say_how_much_was_proved() -> None:
    """Threats 11, 24 and 115."""
    expected = {"assemblyai": "token", "connect": "token"}
    for delivery in all_of_them().values():
        proved = webhook(delivery.provider).verify(delivery.body, delivery.headers, now=NOW, url=delivery.url)
        assert proved.authentication == expected.get(delivery.provider, "signature")
        assert (proved.algorithm is None) == (proved.authentication == "token")
    open_to_all = Webhook("connect", allow_unauthenticated=True).verify(b"{}", {}, url="/hook?token=x")
    assert (open_to_all.authentication, open_to_all.secret_index) == ("none", None)


def test_the_provider_table_cannot_be_changed() -> None:
    table: Any = providers
    with pytest.raises(TypeError):
        table["connect"] = None
    with pytest.raises(AttributeError):
        table["assemblyai"].name = "other"


def built(**options: Any) -> str:
    with pytest.raises(WebhookConfigError) as mistake:
        Webhook("transcodely", **options)
    return mistake.value.code


def refused(endpoint: Webhook, now: float | None = None) -> str:
    with pytest.raises(WebhookVerificationError) as error:
        endpoint.verify(DELIVERY.body, DELIVERY.headers, now=now)
    return error.value.code
