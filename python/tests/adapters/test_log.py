"""What the log is told: who must act, under which key, for what cause; and what the default writes of it."""

from __future__ import annotations

import asyncio
import logging
import pickle
from dataclasses import replace
from typing import Any

import pytest
from hookseal import LogEntry
from hookseal._receiver.aexchange import AsyncExchange
from hookseal._receiver.answers import Answer
from hookseal._receiver.exchange import handle
from hookseal._receiver.receiver import Receiver
from hookseal._receiver.request import Request
from hookseal.replay import MemoryStore

import deliveries
from deliveries import Delivery
from rows.row import changed, transcodely

PASSWORD = "pw-5nT8yQ2c"


class Unpicklable(Exception):
    """As those of some clients are, and with a password in its text."""

    def __init__(self, host: str, password: str) -> None:
        super().__init__(f"cannot reach redis://user:{password}@{host}")


class Down(MemoryStore):
    def claim(self, *_: Any, **__: Any) -> Any:
        raise Unpicklable("127.0.0.1", PASSWORD)


def fails(*_: Any) -> int:
    raise ZeroDivisionError("of the application")


def answers(_: Any) -> int:
    return 200


def status_of(given: object) -> int:
    assert isinstance(given, int)
    return given


def request(delivery: Delivery, peer: str | None = "127.0.0.1") -> Request:
    return Request(delivery.body, list(delivery.headers), delivery.url, peer, None)


def receiver(provider: str = "transcodely", *, rethrows: bool = False, **options: Any) -> Receiver:
    secret = deliveries.WEBHOOK_SECRETS[provider]
    return Receiver(provider, secret, options, asynchronous=False, hint="", rethrows=rethrows)  # type: ignore[arg-type]


def status(answer: object) -> object:
    return answer.status if isinstance(answer, Answer) else answer


# What is wrong with the receiver is wrong with each of its deliveries; what is wrong with one request is not.
@pytest.mark.parametrize(
    ("peer", "code", "level"),
    [(None, "address_missing", "error"), ("192.0.2.1", "address_not_allowed", "warning")],
)
def test_a_fault_of_the_receiver_is_an_error(peer: str | None, code: str, level: str) -> None:
    log: list[LogEntry] = []
    one = receiver("assemblyai", header="X-My-Webhook-Secret", senders=["us"], log=log.append)
    answer = handle(one.flow(request(deliveries.assemblyai(), peer)), answers, status_of)
    assert (status(answer), [(entry.code, entry.level) for entry in log]) == (401, [(code, level)])


def test_a_url_that_is_missing_is_an_error() -> None:
    log: list[LogEntry] = []
    one = receiver("connect", url_parameter="token", log=log.append)
    handle(one.flow(replace(request(deliveries.connect()), target="")), answers, status_of)
    assert [(entry.code, entry.level) for entry in log] == [("url_missing", "error")]


def test_the_key_of_a_delivery_that_stands_in_the_way() -> None:
    """Whoever deletes it lets a manual retry through."""
    log: list[LogEntry] = []
    store = MemoryStore()
    one, keys = receiver(replay=store, log=log.append), []

    def handler(delivery: Any) -> int:
        keys.append(delivery.dedupe_key)
        # In flight, for the other that comes now.
        assert status(handle(one.flow(sent), answers, status_of)) == 409
        return 200

    sent = request(transcodely())
    for _ in range(2):
        assert status(handle(one.flow(sent), handler, status_of)) == 200
    assert [(entry.code, entry.key) for entry in log] == [("in_flight", keys[0]), ("duplicate", keys[0])]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("replay", [None, MemoryStore])
def test_a_handler_that_fails(asynchronous: bool, replay: Any) -> None:
    log: list[LogEntry] = []
    one = receiver(log=log.append, **({"replay": replay()} if replay else {}))
    assert status(run(one, asynchronous)) == 500
    (entry,) = log
    assert (entry.level, entry.code, entry.id) == ("error", "handler_failed", "dlv_x1y2z3w4v5u6")
    assert isinstance(entry.cause, ZeroDivisionError) and entry.bytes == len(transcodely().body)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_handler_that_fails_in_a_framework(asynchronous: bool) -> None:
    """The control: the framework answers it, and logs it."""
    log: list[LogEntry] = []
    with pytest.raises(ZeroDivisionError):
        run(receiver(log=log.append, rethrows=True), asynchronous)
    assert log == []


def test_a_handler_of_refused_requests_that_fails() -> None:
    log: list[LogEntry] = []
    one = receiver(allow_refused=True, log=log.append)
    assert status(handle(one.flow(request(changed(transcodely()))), fails, status_of)) == 500
    assert [(entry.code, entry.id) for entry in log[1:]] == [
        ("signature_mismatch", "dlv_x1y2z3w4v5u6"),
        ("handler_failed", "dlv_x1y2z3w4v5u6"),
    ]


def test_a_worker_that_is_told_to_stop_has_no_failed_handler() -> None:
    def stops(_: Any) -> int:
        raise SystemExit

    log: list[LogEntry] = []
    with pytest.raises(SystemExit):
        handle(receiver(log=log.append).flow(request(transcodely())), stops, status_of)
    assert log == []


def test_a_hook_that_fails() -> None:
    log: list[LogEntry] = []
    one = receiver(on_refused=fails, log=log.append)
    assert status(handle(one.flow(request(changed(transcodely()))), answers, status_of)) == 401
    refused, hook = log
    assert (refused.cause, hook.code, type(hook.cause)) == (None, "hook_failed", ZeroDivisionError)


def test_a_store_that_is_down_names_its_cause_to_the_hook_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Its text may hold a password."""
    log: list[LogEntry] = []
    for one in (receiver(replay=Down(), log=log.append), receiver(replay=Down())):
        assert status(handle(one.flow(request(transcodely())), answers, status_of)) == 503
    (entry,), (record,) = log, caplog.records
    assert isinstance(entry.cause, Unpicklable) and PASSWORD in str(entry.cause)
    assert PASSWORD not in repr(entry)
    assert "(Unpicklable)" in record.getMessage()
    assert PASSWORD not in caplog.text + str(vars(record))
    # A queue between processes pickles a record with all its attributes.
    assert pickle.loads(pickle.dumps(vars(record)["hookseal"])).code == "store_unavailable"


def test_the_line_of_a_duplicate_has_its_key_and_where_the_code_is_explained(caplog: pytest.LogCaptureFixture) -> None:
    one, sent, keys = receiver(replay=MemoryStore()), request(transcodely()), []

    def handler(delivery: Any) -> int:
        keys.append(delivery.dedupe_key)
        return 200

    caplog.set_level(logging.INFO, "hookseal")
    for _ in range(2):
        handle(one.flow(sent), handler, status_of)
    (record,) = caplog.records
    facts = f"; id dlv_x1y2z3w4v5u6, {len(transcodely().body)} bytes, key {keys[0]}"
    see = vars(record)["hookseal"].see
    assert record.getMessage().endswith(f"{facts}; see {see}")
    assert see.endswith("/docs/troubleshooting.md#duplicate")


def test_the_application_s_own_exception_is_written_out(caplog: pytest.LogCaptureFixture) -> None:
    for asynchronous in (False, True):
        run(receiver(), asynchronous)
    for record in caplog.records:
        assert record.exc_info is not None and record.exc_info[0] is ZeroDivisionError
    assert caplog.text.count("\nZeroDivisionError: of the application") == 2


def run(one: Receiver, asynchronous: bool) -> object:
    """With a handler that fails."""
    flow = one.flow(request(transcodely()))
    if not asynchronous:
        return handle(flow, fails, status_of)

    async def handler(_: Any) -> int:
        return fails()

    return asyncio.run(AsyncExchange(flow).handle(handler, status_of))
