"""`json()`: the verified bytes as standard JSON, or one error that shows none of them."""

from __future__ import annotations

import pytest
from hookseal import SignedDelivery, WebhookPayloadError

from deliveries import NOW, transcodely, webhook

TAKEN = {
    b"{}": {},
    b' {"a": [1, -0.5, true, false, null, "\xc3\xa9"]}\r\n': {"a": [1, -0.5, True, False, None, "\u00e9"]},
    b'"\\ud83d\\ude00"': "\U0001f600",
    b"0": 0,
    b"null": None,
    b'{"__proto__": 1, "a": 1, "a": 2}': {"__proto__": 1, "a": 2},
}

REFUSED = {
    "nothing": b"",
    "blank": b" \n",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": "{}".encode("utf-16-le"),
    "UTF-16 with its mark": "{}".encode("utf-16"),
    "Latin-1": b'"\xe9"',
    "an overlong character": b'"\xc0\xaf"',
    "a surrogate as UTF-8": b'"\xed\xa0\x80"',
    "a half character": b'"\xc3"',
    "NaN": b"[NaN]",
    "infinity": b"[Infinity]",
    "negative infinity": b"[-Infinity]",
    "single quotes": b"{'a': 1}",
    "a comment": b"{} // none",
    "a comma too many": b"[1,]",
    "a leading zero": b"[01]",
    "a plus sign": b"[+1]",
    "a line end in a text": b'"a\nb"',
    "a space of Unicode": b"\xc2\xa0{}",
    "two values": b"{}{}",
    "half a value": b'{"a":',
    "a form": b"a=1&b=2",
    "a hundred thousand lists": b"[" * 100_000 + b"]" * 100_000,
}


@pytest.mark.parametrize("body", TAKEN, ids=str)
def test_standard_json_is_parsed(body: bytes) -> None:
    delivery = verified(body)
    assert delivery.json() == TAKEN[body]
    assert delivery.body == body


@pytest.mark.parametrize("kind", REFUSED)
def test_anything_else_is_no_json(kind: str) -> None:
    with pytest.raises(WebhookPayloadError) as error:
        verified(REFUSED[kind]).json()
    assert error.value.code == "payload_not_json"
    # Word for word what the npm package says.
    assert str(error.value) == "the verified body is not JSON in UTF-8 without byte order mark"
    assert (error.value.__cause__, error.value.__context__) == (None, None)


def test_each_call_parses_anew() -> None:
    delivery = verified(b'{"a": []}')
    delivery.json()["a"].append(1)
    assert delivery.json() == {"a": []}


def verified(body: bytes) -> SignedDelivery:
    genuine = transcodely(body)
    delivery = webhook("transcodely").verify(genuine.body, genuine.headers, now=NOW)
    assert isinstance(delivery, SignedDelivery)
    return delivery
