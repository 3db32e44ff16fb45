"""The same delivery more than once, handlers that fail, and stores that are down."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable
from dataclasses import replace

import deliveries
from deliveries import Delivery
from rows.row import Step, changed, handled, now, refused, transcodely, value_of, with_header

numbers = itertools.count()


def job() -> bytes:
    """A payload that no other row has."""
    return b'{"event": "job.completed", "job": {"id": "job_%d_%d"}}' % (now(), next(numbers))


def standard(identity: str, body: bytes) -> Delivery:
    signed = deliveries.mac(
        base64.b64decode(deliveries.STANDARD_WEBHOOKS.removeprefix("whsec_")),
        f"{identity}.{now()}.".encode() + body,
    )
    headers = (
        ("Content-Type", "application/json"),
        ("webhook-id", identity),
        ("webhook-timestamp", str(now())),
        ("webhook-signature", f"v1,{base64.b64encode(signed).decode()}"),
    )
    return Delivery("standard-webhooks", body, headers, body)


def again(step: Step, **more: object) -> Step:
    """Threat 90: what was handled is acknowledged, and not handled."""
    given: dict[str, object] = {"log": ("duplicate",), "runs": (), "text": b"", **more}
    return replace(step, **given)  # type: ignore[arg-type]


def twice() -> list[Step]:
    first = handled(standard(f"msg_{next(numbers)}", job()), "once")
    return [first, again(first), again(first)]


def other_payload() -> list[Step]:
    identity = f"msg_{now()}_{next(numbers)}"
    other = handled(standard(identity, job()), "once")
    return [handled(standard(identity, job()), "once"), again(other, log=("payload_changed", "duplicate"))]


def new_time_and_id() -> list[Step]:
    """A retry has a new time, and anybody can change an unsigned id."""
    body = job()
    first = handled(transcodely(body), "once-transcodely")
    other = with_header(transcodely(body, age=10), "X-Transcodely-Delivery-ID", "dlv_other")
    return [first, again(handled(other, "once-transcodely"))]


def forged_first() -> list[Step]:
    """A forged request claims nothing."""
    delivery = standard(f"msg_{now()}_{next(numbers)}", job())
    return [refused(changed(delivery), "signature_mismatch", "once"), handled(delivery, "once")]


def retried(endpoint: str, **first: object) -> list[Step]:
    """Threat 77: a failure releases the claim, and the retry is handled."""
    delivery = transcodely(job())
    step = handled(delivery, endpoint, id=id_of(delivery))
    return [replace(step, **first), step, again(step)]  # type: ignore[arg-type]


def broken() -> list[Step]:
    delivery = transcodely()
    return [handled(delivery, "broken", status=(500,), log=("handler_failed",), id=id_of(delivery))]


def id_of(delivery: Delivery) -> str:
    return value_of(delivery, "X-Transcodely-Delivery-ID")


def unavailable(endpoint: str) -> list[Step]:
    """Threat 78: never taken for new."""
    return [later(transcodely(), "store_unavailable", endpoint, 503)]


def busy(endpoint: str, delivery: Delivery, status: int) -> list[Step]:
    return [later(delivery, "in_flight", endpoint, status)]


def later(delivery: Delivery, code: str, endpoint: str, status: int) -> Step:
    """The request was not refused, so the answer says the same with a 409 and a 503."""
    return refused(delivery, code, endpoint, status=(status,), text=b"unavailable\n", retry_after=True)


REPLAY: dict[str, Callable[[], list[Step]]] = {
    "the same delivery three times": twice,
    "a retry with a new time and another id": new_time_and_id,
    "one id with another payload": other_payload,
    "a forged delivery before the genuine one": forged_first,
    "a handler that raises first": lambda: retried("broken-once", status=(500,), log=("handler_failed",)),
    "a handler that answers 500 first": lambda: retried("failing-once", status=(500,)),
    "a handler that hangs first": lambda: retried(
        "hanging-once", status=(503,), log=("handler_timeout",), text=b"unavailable\n", retry_after=True
    ),
    "a handler that raises, without a store": broken,
    "in flight": lambda: busy("busy", transcodely(job()), 409),
    "in flight at a provider that a 4xx stops": lambda: busy("busy-assemblyai", deliveries.assemblyai(), 503),
    "a store that is down": lambda: unavailable("down"),
    "a store that never answers": lambda: unavailable("hanging-store"),
    "a forged delivery at a store that is down": lambda: [
        refused(changed(transcodely()), "signature_mismatch", "down")
    ],
    "a store that is down when the work is done": lambda: [
        handled(transcodely(job()), "down-in-complete", log=("store_unavailable",))
    ],
    "a store that is down when the work has failed": lambda: [
        handled(transcodely(job()), "down-in-release", status=(500,), log=("store_unavailable", "handler_failed"))
    ],
    "a claim that was lost": lambda: [handled(transcodely(job()), "lost", log=("claim_lost",), level="error")],
}
