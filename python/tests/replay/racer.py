"""One of several processes that claim the same keys: `racer.py STORE WHAT`, told to begin by a line on stdin.

"all" claims each key of stdin's line and completes what it won; "hold" claims them with a lease of a second, says so,
and waits to be killed. Prints the keys that it won, as JSON.
"""

from __future__ import annotations

import json
import secrets
import sys
import time
from typing import Any


def store_of(address: str) -> Any:
    kind, _, rest = address.partition(":")
    if kind == "redis":
        import redis
        from hookseal.replay.redis import RedisStore

        return RedisStore(redis.Redis("127.0.0.1", int(rest)))
    if kind == "postgresql":
        import psycopg
        from hookseal.replay.postgres import PsycopgStore

        return PsycopgStore(psycopg.connect(address))
    if kind == "memory":
        from hookseal.replay import MemoryStore

        return MemoryStore()
    from hookseal.replay.sqlite import SQLiteStore

    return SQLiteStore(rest)


def main() -> None:
    store, what = store_of(sys.argv[1]), sys.argv[2]
    print("ready", flush=True)
    won = []
    for key in json.loads(sys.stdin.readline()):
        token = secrets.token_hex(16)
        found = store.claim(key, token=token, digest="d" * 64, lease=60 if what == "all" else 1, ttl=60)
        if found.state == "claimed":
            won.append(key)
            if what == "all":
                assert store.complete(key, token, 60)
    print(json.dumps(won), flush=True)
    if what == "hold":
        time.sleep(60)


if __name__ == "__main__":
    main()
