"""Threat 118: no secret and no expected signature is shown by anything that prints or copies an object."""

from __future__ import annotations

import copy
import gc
import io
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hookseal import Webhook, WebhookConfigError, WebhookPayloadError, WebhookVerificationError

import vectors
from deliveries import NOW, WEBHOOK_SECRETS, all_of_them, mac, transcodely, webhook

CANARY = "whsec_CANARY3f9c41d07be24a8aa6c2f5d0917be6c4"
NEEDLES = ("CANARY", "0917be6c4")


class Naive:
    """Keeps its secret as Python classes do: the control for every search below."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __repr__(self) -> str:
        return f"Naive({self.secret!r})"


def shown(one: object) -> Iterator[str]:
    """Everything that can be had of an object without being asked for by name."""
    yield from (repr(one), str(one), f"{one}", pprint.pformat(one))
    for attempt in (vars, copy.copy, copy.deepcopy, pickle.dumps, json.dumps, bytes):
        try:
            yield repr(attempt(one))  # type: ignore[call-overload]
        except Exception as error:
            yield whole(error)
    for name in dir(one):
        try:
            yield f"{name} {getattr(one, name)!r}"
        except Exception as error:
            yield whole(error)
    yield from (repr(held) for held in reachable(one))


def reachable(one: object) -> list[object]:
    """What the garbage collector sees, the types, modules and frames of everybody aside."""
    found: dict[int, object] = {}
    waiting = [one]
    while waiting:
        held = waiting.pop()
        if id(held) not in found and not isinstance(held, (type, type(gc), type(whole), type(NOW.__add__))):
            found[id(held)] = held
            waiting += gc.get_referents(held)
    return list(found.values())


def whole(error: BaseException) -> str:
    """As a log shows it that was told to show everything."""
    stream = io.StringIO()
    logger = logging.Logger("silence")
    logger.addHandler(logging.StreamHandler(stream))
    logger.error("refused", exc_info=error)
    # Frames of this file hold what the test itself knows.
    lines = traceback.TracebackException.from_exception(error, capture_locals=True)
    lines.stack = traceback.StackSummary.from_list([one for one in lines.stack if one.filename != __file__])
    state = pickle.dumps(error) if isinstance(error, (WebhookVerificationError, WebhookConfigError)) else b""
    return "".join([stream.getvalue(), *lines.format(), repr(error), repr(error.args), repr(vars(error)), repr(state)])


def leaks(texts: Iterator[str] | list[str]) -> list[str]:
    return [text for text in texts if any(needle in text for needle in NEEDLES)]


def test_the_search_finds_a_secret() -> None:
    def naive(secret: str) -> None:
        Naive(secret).missing  # type: ignore[attr-defined]  # noqa: B018

    found = leaks(shown(Naive(CANARY)))
    assert len(found) > 10
    holder = Naive.__new__(Naive)
    holder.secret = CANARY.encode()  # type: ignore[assignment]
    assert any("CANARY" in repr(held) for held in reachable(holder))
    # The frame of a test is left out, one of a library is not.
    library: dict[str, Any] = {}
    exec(compile("def fail(secret):\n    raise ValueError\n", "library.py", "exec"), library)
    with pytest.raises(ValueError) as error:
        library["fail"](CANARY)
    assert leaks([whole(error.value)])


WEBHOOKS: dict[str, Callable[[], Webhook]] = {
    "one secret": lambda: Webhook("transcodely", CANARY),
    "bytes": lambda: Webhook("transcodely", CANARY.encode()),
    "several": lambda: Webhook("transcodely", secrets=["another-secret-0", bytearray(CANARY.encode())]),
    "a token": lambda: Webhook("assemblyai", CANARY, header="X-My-Webhook-Secret"),
    "a URL token": lambda: Webhook("connect", CANARY, url_parameter="token"),
    "a subclass": lambda: type("Mine", (Webhook,), {})("transcodely", CANARY),
}


@pytest.mark.parametrize("kind", WEBHOOKS)
def test_a_webhook_shows_no_secret(kind: str) -> None:
    found = WEBHOOKS[kind]()
    assert leaks(shown(found)) == []


@pytest.mark.parametrize("copying", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_webhook_is_not_copied(copying: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="secret"):
        copying(Webhook("transcodely", CANARY))


def test_a_delivery_shows_neither_secret_nor_body() -> None:
    for name, delivery in all_of_them().items():
        proved = webhook(delivery.provider).verify(delivery.body, delivery.headers, now=NOW, url=delivery.url)
        secret = WEBHOOK_SECRETS[delivery.provider]
        texts = [repr(proved), str(proved), pprint.pformat(proved)]
        assert not [text for text in texts if secret in text or delivery.proved[10:30].decode() in text], name
        assert not [text for text in shown(proved) if secret in text], name
        for copying in (pickle.dumps, copy.copy):
            with pytest.raises(TypeError):
                copying(proved)


def test_a_delivery_is_made_by_verify_alone() -> None:
    delivery = transcodely()
    kind = type(webhook("transcodely").verify(delivery.body, delivery.headers, now=NOW))
    for make in (kind, lambda: kind.__new__(kind), lambda: object.__new__(kind)):
        with pytest.raises(TypeError):
            make()
    with pytest.raises(TypeError):
        type("Mine", (kind,), {})


MISTAKES: dict[str, dict[str, Any]] = {
    "white space": {"secret": f" {CANARY}"},
    "a line end": {"secret": f"{CANARY}\n"},
    "not base64": {"provider": "standard-webhooks", "secret": f"{CANARY}!"},
    "both": {"secret": CANARY, "secrets": [CANARY]},
    "a list": {"secret": [CANARY]},
    "an object": {"secret": Naive(CANARY)},
    "a text as secrets": {"secrets": CANARY},
    "objects as secrets": {"secrets": [Naive(CANARY), CANARY]},
    "another keyword": {"secret": CANARY, "secert": CANARY},
    "another mistake": {"secret": CANARY, "tolerance": -1},
    "an unknown provider": {"provider": "acme", "secret": CANARY},
    "a broken scheme": {"provider": {"name": "acme"}, "secret": CANARY},
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_shows_no_secret(kind: str) -> None:
    """Threats 14, 19 and 118: nor does a traceback that shows the local variables of every frame."""
    with pytest.raises(WebhookConfigError) as mistake:
        Webhook(**{"provider": "transcodely", **MISTAKES[kind]})
    assert leaks([whole(mistake.value)]) == []


def test_a_refusal_shows_no_signature_that_would_have_been_right() -> None:
    """Threat 25."""
    delivery = transcodely()
    tag = mac(WEBHOOK_SECRETS["transcodely"].encode(), b"%d.%s" % (NOW, delivery.body))
    headers = dict(delivery.headers)
    for signature in ("sha256=" + "0" * 64, "sha256=" + tag.hex()[:-2], "sha256=" + tag.hex() + "00", ""):
        with pytest.raises(WebhookVerificationError) as refused:
            webhook("transcodely").verify(delivery.body, {**headers, "X-Transcodely-Signature": signature}, now=NOW)
        text = whole(refused.value)
        assert tag.hex()[-8:] not in text
        assert WEBHOOK_SECRETS["transcodely"] not in text


def test_no_refused_vector_shows_a_secret_or_the_body() -> None:
    searched = 0
    for case in vectors.cases("verify"):
        options = case["webhook"]["options"]
        given = [options.get("secret"), *(options.get("secrets") or [])]
        secrets = [secret for secret in given if isinstance(secret, str) and len(secret) > 7]
        request = case["request"]
        try:
            vectors.build(case["webhook"]).verify(
                vectors.body(request["body"]),
                [tuple(pair) for pair in request["headers"]],
                now=case["now"],
                method=request.get("method"),
                url=request.get("url"),
                remote_address=request.get("remoteAddress"),
            )
        except WebhookVerificationError as error:
            text = whole(error)
            assert not [secret for secret in secrets if secret in text], case["id"]
            searched += 1
    assert searched > 400


def test_a_payload_that_is_no_json_is_not_shown() -> None:
    for payload in (b"CANARY", b'{"CANARY": NaN}', b"\xef\xbb\xbf{}CANARY", b"\xffCANARY", b"[" * 100_000 + b"CANARY"):
        delivery = transcodely(payload)
        proved = webhook("transcodely").verify(delivery.body, delivery.headers, now=NOW)
        with pytest.raises(WebhookPayloadError) as error:
            proved.json()
        assert leaks([whole(error.value)]) == []


def test_an_error_survives_pickling() -> None:
    with pytest.raises(WebhookVerificationError) as refused:
        webhook("transcodely").verify(b"", {})
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(refused.value, protocol))
        assert (type(again), again.code, str(again)) == (
            WebhookVerificationError,
            refused.value.code,
            str(refused.value),
        )


def test_a_signed_request_shows_no_token() -> None:
    signed = Webhook("assemblyai", CANARY, header="X-My-Webhook-Secret").sign(b"{}")
    assert leaks([repr(signed), str(signed), pprint.pformat(signed)]) == []
