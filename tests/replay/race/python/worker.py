"""What a worker is started with: its secret, its store and the times of the guard, from the environment."""

from __future__ import annotations

import os
from typing import Any

from hookseal.replay import Replay

from driver import AsyncWatched, Watched

SECRET = os.environ["SECRET"]
STORE, STORE_URL = os.environ["STORE"], os.environ["STORE_URL"]


def replay(store: Any) -> Replay:
    """The store with its times; watched, if the tests want to know how far each worker is."""
    lease, handler_timeout, timeout = map(float, os.environ["TIMES"].split())
    made = Replay(store, lease=lease, handler_timeout=handler_timeout, timeout=timeout)
    if not os.environ.get("WATCHED"):
        return made
    watched = AsyncWatched(store) if made.is_async else Watched(store)
    return Replay(watched, lease=lease, handler_timeout=handler_timeout, timeout=timeout)
