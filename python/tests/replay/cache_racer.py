"""A process with a CacheStore on Memcached: `cache_racer.py PORT WHAT`, told to begin by a line on stdin.

"all" claims each key of stdin's line, completes and prints what it won; "contract" prints how many rules are kept;
"frozen" claims the second key while the server is stopped, and prints what came of each step.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from pymemcache.client.base import Client  # type: ignore[import-untyped]

settings.configure(
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
            "LOCATION": f"127.0.0.1:{sys.argv[1]}",
            "OPTIONS": {"timeout": 1, "connect_timeout": 1},
        }
    },
    SECRET_KEY="unused",
)
django.setup(set_prefix=False)

# Both need the settings.
from hookseal.django.replay import CacheStore  # noqa: E402
from hookseal.replay.contract import check_store  # noqa: E402


class InStep(CacheStore):
    """Claims for a second as Memcached begins one: claimed late in a second, its end is early, as CacheStore says."""

    def claim(self, key: str, *, lease: float, **claim: Any) -> Any:
        if lease == 1:
            second = clock()
            while clock() == second:
                time.sleep(0.001)
        return super().claim(key, lease=lease, **claim)


def clock() -> object:
    return SERVER.stats()[b"time"]


def main() -> None:
    store, what = InStep(), sys.argv[2]
    print("ready", flush=True)
    keys = json.loads(sys.stdin.readline())
    if what == "contract":
        print(len(check_store(lambda: store)))
        return
    if what == "frozen":
        print(json.dumps(frozen(store, *keys)))
        return
    won = []
    for key in keys:
        if store.claim(key, token=f"{what} {key}", digest="d" * 64, lease=60, ttl=60).state == "claimed":
            assert store.complete(key, f"{what} {key}", 60)
            won.append(key)
    print(json.dumps(won))


def frozen(store: CacheStore, held: str, new: str) -> list[object]:
    process = int(SERVER.stats()[b"pid"])
    found = [outcome(lambda: claim(store, held))]
    os.kill(process, signal.SIGSTOP)
    try:
        found.append(outcome(lambda: claim(store, new)))
    finally:
        os.kill(process, signal.SIGCONT)
    # The server is back, and its client does not ask it for a second.
    steps = [lambda: claim(store, new), lambda: store.complete(held, OWNER, 60), lambda: store.release(held, OWNER)]
    found += map(outcome, steps)
    time.sleep(1.1)
    return [*found, outcome(lambda: store.release(held, OWNER)), outcome(lambda: claim(store, new))]


def outcome(step: Callable[[], Any]) -> object:
    try:
        result = step()
    except (TimeoutError, RuntimeError) as error:
        return str(error)
    return getattr(result, "state", result)


def claim(store: CacheStore, key: str) -> Any:
    return store.claim(key, token=OWNER, digest="d" * 64, lease=60, ttl=60)


OWNER = "owner"
SERVER = Client(("127.0.0.1", int(sys.argv[1])))

if __name__ == "__main__":
    main()
