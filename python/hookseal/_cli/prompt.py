"""Asks a person for a text without showing what is typed, and leaves the terminal as it was, whatever ends the wait."""

from __future__ import annotations

import getpass
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from .output import print_text


def prompt(question: str) -> str | None:
    """What was typed; None where there is no terminal, or nothing was typed."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        with _ended_by_signals(), warnings.catch_warnings():
            # It would go on where it cannot switch the echo off.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(question) or None
    except (EOFError, getpass.GetPassWarning):
        print_text("\n", aside=True)
        return None
    except KeyboardInterrupt:
        print_text("\n", aside=True)
        raise


class _Ended(BaseException):
    """The signal that came."""

    def __init__(self, number: int) -> None:
        self.number = number


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Signals that would end the process at once, the echo still off, end it behind what switches the echo on again."""
    # Only there handlers can be set.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _raise) for number in SIGNALS if signal.getsignal(number) == signal.SIG_DFL}
    try:
        yield
    except _Ended as ended:
        print_text("\n", aside=True)
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(number: int, _: object) -> None:
    raise _Ended(number)


SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]
