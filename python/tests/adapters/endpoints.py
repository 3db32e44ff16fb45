"""The endpoints that every receiver has, and what their handlers do. Imported by the servers.

What happens is appended to the file named by REPORT: `{"ran": ...}` for each run of a handler, `{"log": ...}` for each
line of the log.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hookseal.replay import MemoryStore, Replay

import deliveries


def report(**line: object) -> None:
    data = (json.dumps(line) + "\n").encode()
    # One write of an appending file is not torn, whichever process makes it.
    descriptor = os.open(os.environ["REPORT"], os.O_WRONLY | os.O_APPEND)
    os.write(descriptor, data)
    os.close(descriptor)


def log(entry: Any) -> None:
    cause = None if entry.cause is None else type(entry.cause).__name__
    report(
        log=entry.code,
        level=entry.level,
        id=entry.id,
        bytes=entry.bytes,
        message=entry.message,
        key=entry.key,
        cause=cause,
    )


class Faulty(MemoryStore):
    """A store with one fault."""

    # As a store that waits for its answers.
    runs_in_caller = False

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault

    def claim(self, *args: Any, **kwargs: Any) -> Any:
        if self.fault == "down":
            raise ConnectionError(f"cannot reach redis://user:{deliveries.TRANSCODELY}@127.0.0.1")
        if self.fault == "hangs":
            time.sleep(3)
        return super().claim(*args, **kwargs)

    def complete(self, *args: Any, **kwargs: Any) -> bool:
        if self.fault == "down in complete":
            raise ConnectionError
        return self.fault != "lost" and super().complete(*args, **kwargs)

    def release(self, *args: Any, **kwargs: Any) -> bool:
        if self.fault == "down in release":
            raise ConnectionError
        return super().release(*args, **kwargs)


class Busy(MemoryStore):
    """A store that another worker has claimed everything in."""

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> Any:
        super().claim(key, token=token, digest=digest, lease=7.5, ttl=ttl)
        return super().claim(key, token=token, digest=digest, lease=lease, ttl=ttl)


@dataclass(frozen=True)
class Endpoint:
    """`does` is what the handler does: "answers", "raises", and with the first of equal payloads "raises once", "fails
    once" with a 500, "hangs once"."""

    provider: str
    options: dict[str, Any] = field(default_factory=dict)
    does: str = "answers"
    store: Callable[[], Any] | None = None

    @property
    def arguments(self) -> tuple[str, str]:
        return self.provider, deliveries.WEBHOOK_SECRETS[self.provider]

    @property
    def keywords(self) -> dict[str, Any]:
        needed = {"assemblyai": {"header": "X-My-Webhook-Secret"}, "connect": {"url_parameter": "token"}}
        given = {"log": log, **needed.get(self.provider, {}), **self.options}
        if self.store is not None:
            given["replay"] = Replay(self.store(), timeout=0.5, handler_timeout=1, lease=30)
        return given


def refuses(*_: object) -> None:
    raise ZeroDivisionError


ENDPOINTS = {
    **{provider: Endpoint(provider) for provider in deliveries.WEBHOOK_SECRETS},
    "broken": Endpoint("transcodely", does="raises"),
    "broken-once": Endpoint("transcodely", does="raises once", store=MemoryStore),
    "busy": Endpoint("transcodely", store=Busy),
    "busy-assemblyai": Endpoint("assemblyai", store=Busy),
    "consumed": Endpoint("transcodely"),
    "consumed-form": Endpoint("transloadit"),
    "down": Endpoint("transcodely", store=lambda: Faulty("down")),
    "down-in-complete": Endpoint("transcodely", store=lambda: Faulty("down in complete")),
    "down-in-release": Endpoint("transcodely", does="raises", store=lambda: Faulty("down in release")),
    "failing-once": Endpoint("transcodely", does="fails once", store=MemoryStore),
    "hanging-once": Endpoint("transcodely", does="hangs once", store=MemoryStore),
    "hanging-store": Endpoint("transcodely", store=lambda: Faulty("hangs")),
    "hooks": Endpoint("transcodely", {"on_refused": refuses}),
    "hurried": Endpoint("transcodely", {"deadline": 1}),
    "lost": Endpoint("transcodely", store=lambda: Faulty("lost")),
    "migrating": Endpoint("transcodely", {"allow_refused": True}),
    "once": Endpoint("standard-webhooks", store=MemoryStore),
    "once-transcodely": Endpoint("transcodely", store=MemoryStore),
    "proxied": Endpoint("assemblyai", {"senders": ["us"], "trusted_proxies": ["127.0.0.1"]}),
    "senders": Endpoint("assemblyai", {"senders": ["us"]}),
    "tight": Endpoint("transcodely", {"limit": 1000, "status": 410}),
}

_ran: set[tuple[str, bytes]] = set()


def ran(endpoint: str, outcome: Any) -> tuple[int, float]:
    """Called by each handler: the status that it shall answer, and the seconds that it shall take."""
    refused = getattr(outcome, "refused", False)
    report(
        ran=endpoint, process=os.getpid(), refused=refused, body=None if outcome.body is None else outcome.body.hex()
    )
    does = ENDPOINTS[endpoint].does
    if does.endswith(" once") and (endpoint, outcome.body) in _ran:
        does = "answers"
    _ran.add((endpoint, outcome.body))
    if does.startswith("raises"):
        raise RuntimeError("the handler raises")
    return {"fails once": (500, 0), "hangs once": (200, 2.5)}.get(does, (202 if refused else 200, 0))
