"""Handles each delivery once: the replay guard and its stores.

```python
from hookseal.flask import webhook
from hookseal.replay.redis import RedisStore

@webhook("transcodely", secret, replay=RedisStore(client))
def receive(delivery):
    ...
```

The other stores are in `hookseal.replay.postgres`, `hookseal.replay.sqlite` and `hookseal.django.replay`; each takes a
client that you have. A store of your own is any class with the methods of `ReplayStore`; `hookseal.replay.contract`
checks it.
"""

from ._guard import Claim, ClaimLost, Duplicate, Replay, replay_claim
from .memory import MemoryStore
from .store import AsyncReplayStore, Claimed, ClaimResult, Done, InFlight, ReplayStore

__all__ = [
    "AsyncReplayStore",
    "Claim",
    "ClaimLost",
    "ClaimResult",
    "Claimed",
    "Done",
    "Duplicate",
    "InFlight",
    "MemoryStore",
    "Replay",
    "ReplayStore",
    "replay_claim",
]
