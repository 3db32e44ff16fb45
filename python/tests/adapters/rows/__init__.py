"""The table that every receiver is held to: the same rows as in npm/tests/frameworks. Made anew for each run of a row,
so that no timestamp is old."""

from __future__ import annotations

from collections.abc import Callable

from rows.callers import CALLERS
from rows.forged import FORGED
from rows.framing import FRAMING
from rows.genuine import GENUINE
from rows.replay import REPLAY
from rows.row import Step

ROWS: dict[str, Callable[[], list[Step]]] = {**GENUINE, **FORGED, **FRAMING, **REPLAY, **CALLERS}
