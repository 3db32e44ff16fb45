"""A blocking call whose result may come too late for whoever asked."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

from .effects import Call


class Attempt:
    """Makes the call, and undoes it in the same thread if it was given up meanwhile."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._lock = threading.Lock()
        self._has_result = False
        self._given_up = False

    def __call__(self) -> Any:
        result = self._call.run()
        with self._lock:
            self._has_result = True
            given_up = self._given_up
        if given_up and self._call.undo is not None:
            # Nobody is left to be told.
            with suppress(Exception):
                self._call.undo()
        return result

    def give_up(self) -> bool:
        """Whether there is a result by now, so that it is for the caller to undo it."""
        with self._lock:
            self._given_up = True
            return self._has_result
