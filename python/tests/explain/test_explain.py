"""What `explain` takes, gives and refuses in Python, beside the planted cases."""

from __future__ import annotations

import dataclasses
import gc
import json
import pickle
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, get_args

import hookseal
import pytest
from hookseal import FindingCode, Report, Webhook, WebhookConfigError, WebhookVerificationError, report
from hypothesis import given, settings, strategies as st

from deliveries import NOW, TRANSCODELY, TRANSLOADIT, Delivery, all_of_them, transcodely, webhook
from test_properties import WEBHOOKS, anything, bodies, headers_of_any_kind

DELIVERY = transcodely()
CANARY = "whsec_CANARY3f9c41d07be24a8aa6c2f5d0917be6c4"


def codes(found: Report) -> list[str]:
    return [finding.code for finding in found.findings]


def explained(body: object = DELIVERY.body, headers: object = DELIVERY.headers, **options: Any) -> Report:
    return webhook("transcodely").explain(body, headers, **{"now": NOW, **options})  # type: ignore[arg-type]


@given(st.sampled_from(WEBHOOKS), bodies, headers_of_any_kind, anything, anything)
@settings(max_examples=300)
def test_any_request_is_explained(endpoint: Any, body: Any, headers: Any, url: Any, address: Any) -> None:
    """Threats 34 and 119: and the report says what `verify` says."""
    asked = {"now": NOW, "url": url, "remote_address": address}
    try:
        endpoint.verify(body, headers, **asked)
        expected = None
    except WebhookVerificationError as error:
        expected = error.code
    if expected == "internal_error":
        with pytest.raises(WebhookVerificationError, match="could not be read"):
            endpoint.explain(body, headers, **asked)
        return
    found = endpoint.explain(body, headers, **asked)
    assert (found.refusal and found.refusal.code) == expected
    assert found.findings or expected is None


@given(bodies, headers_of_any_kind, st.text(max_size=30) | st.binary(max_size=30), st.text(max_size=30))
@settings(max_examples=200)
def test_any_secret_is_explained(body: Any, headers: Any, secret: Any, other: str) -> None:
    """Threats 14, 19 and 119: what `Webhook` refuses is the refusal."""
    for provider in ("transcodely", "standard-webhooks", "transloadit"):
        try:
            Webhook(provider, secret)
            expected = None
        except WebhookConfigError as error:
            expected = error.code
        try:
            found = hookseal.explain(provider, secret, body, headers, now=NOW, other_secrets=[other])
        except WebhookVerificationError as error:
            assert error.code == "internal_error"
            continue
        assert expected is None or (found.refusal is not None and found.refusal.code == expected)


@pytest.mark.parametrize("name", all_of_them())
def test_a_genuine_delivery_is_accepted(name: str) -> None:
    delivery: Delivery = all_of_them()[name]
    endpoint = webhook(delivery.provider)
    found = endpoint.explain(delivery.body, delivery.headers, now=NOW, url=delivery.url)
    assert found.refusal is None
    assert [finding for finding in found.findings if finding.certainty != "hint"] == []
    assert str(found).startswith("verified\n")


def environ(headers: Any) -> dict[str, Any]:
    named = {name.upper().replace("-", "_"): value for name, value in dict(headers).items()}
    keys = {name if name == "CONTENT_TYPE" else f"HTTP_{name}": value for name, value in named.items()}
    return {"REQUEST_METHOD": "POST", "wsgi.version": (1, 0), "wsgi.input": None, **keys}


HEADERS: dict[str, Callable[[Any], Any]] = {
    "pairs": list,
    "a mapping": dict,
    "bytes": lambda headers: [(name.lower().encode(), value.encode()) for name, value in headers],
    "lists": lambda headers: {name: [value] for name, value in dict(headers).items()},
    "an environ": environ,
    "a generator": lambda headers: (pair for pair in list(headers)),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_headers_are_taken_as_verify_takes_them(kind: str) -> None:
    headers = HEADERS[kind]
    pairs = list(dict(DELIVERY.headers).items())
    assert explained(headers=headers(pairs)).refusal is None
    # All of them are seen, not only those that the scheme names: this one was renamed on its way.
    renamed = [(name.replace("X-Transcodely-Signature", "X-Original-Signature"), value) for name, value in pairs]
    found = explained(headers=headers(renamed))
    assert codes(found)[0] == "header_renamed"
    assert found.findings[0].part is not None and "original-signature" in found.findings[0].part.lower()


def test_a_parsed_form_is_explained() -> None:
    signed = webhook("transloadit").sign(b'{"ok":"A"}', form="urlencoded")
    for secret in (TRANSLOADIT, f" {TRANSLOADIT}"):
        form = {"transloadit": '{"ok":"A"}', "signature": "sha1:00", "other": "field"}
        found = hookseal.explain("transloadit", secret, form, {}, now=NOW)
        assert found.refusal is not None and found.refusal.code in ("signature_malformed", "invalid_secret")
        assert hookseal.explain("transloadit", secret, signed.body, signed.headers, now=NOW).provider == "transloadit"
    assert codes(hookseal.explain("transcodely", TRANSCODELY, {"parsed": "json"}, {}))[0] == "body_not_raw"


def test_the_members_are_those_of_the_json() -> None:
    found = explained(DELIVERY.body + b"\n", DELIVERY.headers)
    assert found == explained(DELIVERY.body + b"\n", DELIVERY.headers)
    assert json.loads(json.dumps(dataclasses.asdict(found))) == json.loads(found.json())
    assert found.clock is not None and found.clock.tolerance == 300
    assert str(found).startswith("refused: signature_mismatch\n")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.provider = "another"  # type: ignore[misc]
    again = pickle.loads(pickle.dumps(found))
    assert (again, str(again), again.json()) == (found, str(found), found.json())


def test_the_options_are_the_keywords_of_a_webhook() -> None:
    old = {"secrets": [CANARY, TRANSCODELY], "tolerance": 5, "name": "eu"}
    found = hookseal.explain("transcodely", old, DELIVERY.body, DELIVERY.headers, now=NOW + 6)
    assert found.clock is not None and found.clock.tolerance == 5
    assert codes(found)[0] == "timestamp_stale"
    for options in ({"secret": TRANSCODELY, "tolerence": 5}, {"secret": TRANSCODELY, "tolerance": 0}, {5: 5}):
        with pytest.raises(WebhookConfigError):
            hookseal.explain("transcodely", options, b"", {})  # type: ignore[arg-type]
    assert old == {"secrets": [CANARY, TRANSCODELY], "tolerance": 5, "name": "eu"}


def test_another_secret_is_tried_here_alone() -> None:
    endpoint = Webhook("transcodely", CANARY)
    for kind in (list, tuple):
        found = endpoint.explain(DELIVERY.body, DELIVERY.headers, now=NOW, other_secrets=kind([b"x" * 9, TRANSCODELY]))
        assert codes(found)[0] == "secret_other"
    with pytest.raises(WebhookVerificationError):
        endpoint.verify(DELIVERY.body, DELIVERY.headers, now=NOW)


WRONG: dict[str, dict[str, Any]] = {
    "a text for a list": {"other_secrets": TRANSCODELY},
    "a set": {"other_secrets": {TRANSCODELY}},
    "milliseconds": {"now": NOW * 1000},
    "a text for a time": {"now": str(NOW)},
    "a bool for a time": {"now": True},
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_argument_is_the_callers_mistake(kind: str) -> None:
    with pytest.raises(WebhookConfigError) as mistake:
        explained(**WRONG[kind])
    assert mistake.value.code == "invalid_option"
    with pytest.raises(WebhookConfigError):
        hookseal.explain("transcodely", TRANSCODELY, DELIVERY.body, DELIVERY.headers, **WRONG[kind])


def test_an_object_that_raises_is_an_internal_error() -> None:
    class Headers(dict[str, str]):
        def items(self) -> Any:
            raise ValueError("no")

    for explain in (webhook("transcodely").explain, lambda *asked: hookseal.explain("transcodely", CANARY, *asked)):
        with pytest.raises(WebhookVerificationError) as refused:
            explain(b"", Headers())
        assert refused.value.code == "internal_error"
        assert isinstance(refused.value.__cause__, ValueError)


def test_a_report_shows_no_secret_and_no_body_by_itself() -> None:
    """Threat 119: nor does anything that it holds."""
    body = b'{"event":"body-of-the-request"}'
    found = hookseal.explain(
        "transcodely", CANARY, body, DELIVERY.headers, now=NOW, other_secrets=[CANARY + "1", b"CANARY2"]
    )
    held = [repr(one) for one in reachable(found)]
    texts = [str(found), repr(found), found.json(), repr(pickle.dumps(found)), *held]
    assert not [
        text for text in texts if "CANARY" in text or dict(DELIVERY.headers)["X-Transcodely-Signature"][10:] in text
    ]
    assert "body-of-the-request" not in repr(found)
    assert [text for text in held if "body-of-the-request" in text], "a search that finds nothing proves nothing"


def test_an_error_shows_no_secret() -> None:
    """Threat 119: nor does a traceback that shows the local variables of every frame of ours."""
    token = {"X-My-Webhook-Secret": "CANARY"}
    for options in ({"secret": CANARY, "tolerance": 0}, {"secret": CANARY, "secert": CANARY}):
        for arguments in ({}, {"now": "soon"}, {"url": "/?token=CANARY", "other_secrets": "CANARY"}):
            with pytest.raises(WebhookConfigError) as mistake:
                hookseal.explain("transcodely", options, b"CANARY", token, **arguments)  # type: ignore[arg-type]
            shown = traceback.TracebackException.from_exception(mistake.value, capture_locals=True)
            shown.stack = traceback.StackSummary.from_list([one for one in shown.stack if one.filename != __file__])
            assert "CANARY" not in "".join(shown.format())


def reachable(one: object) -> list[object]:
    """What the garbage collector sees of a report, types aside."""
    found: dict[int, object] = {}
    waiting = [one]
    while waiting:
        held = waiting.pop()
        if id(held) not in found and not isinstance(held, type):
            found[id(held)] = held
            waiting += gc.get_referents(held)
    return list(found.values())


def test_other_threads_run_while_it_works() -> None:
    """The interpreter's lock is free while secrets are tried."""
    turns: list[None] = []
    done = threading.Event()

    def take_turns() -> None:
        while not done.is_set():
            turns.append(None)
            time.sleep(0)

    def turns_while(work: Callable[[], object]) -> int:
        before = len(turns)
        work()
        return len(turns) - before

    interval = sys.getswitchinterval()
    other = threading.Thread(target=take_turns)
    # Nobody is made to let go: the other thread has a turn only where this one lets go by itself.
    sys.setswitchinterval(1000)
    other.start()
    try:
        assert turns_while(lambda: explained(b"x" * 2_000_000)) > 0
        assert turns_while(lambda: sum(range(5_000_000))) == 0, "the control: this holds the lock"
    finally:
        done.set()
        sys.setswitchinterval(interval)
        other.join()


def test_a_receiver_does_not_load_it() -> None:
    """What explains is imported when it is asked for, under its own name or as a module."""
    check = (
        "import sys, hookseal; assert not {'hookseal.report', 'hookseal._explain', 'hookseal._cli'} & set(sys.modules);"
        "from hookseal import explain, Report, Finding; assert hookseal.explain is explain;"
        "assert 'hookseal.report' in sys.modules; from hookseal import *; Report"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", check], check=True)
    with pytest.raises(AttributeError, match="no attribute 'explan'"):
        hookseal.explan  # type: ignore[attr-defined] # noqa: B018


def test_each_code_of_verify_is_a_code_of_findings() -> None:
    known = set(get_args(FindingCode))
    assert set(get_args(hookseal.VerifyErrorCode)) | {"missing_secret", "invalid_secret"} < known
    assert all(hasattr(report, name) for name in report.__all__)
