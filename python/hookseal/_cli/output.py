"""Prints bytes as they are, with colours only on a terminal, and ends in silence when nobody reads any more."""

from __future__ import annotations

import json
import os
import sys

from .._generated import TROUBLESHOOTING
from .failure import ReadError


def print_text(text: str, *, aside: bool = False) -> None:
    """Writes text as UTF-8, its line ends as they are: to standard output, or `aside` to standard error."""
    print_bytes(text.encode("utf-8", "replace"), aside=aside)


def print_bytes(content: bytes, *, aside: bool = False) -> None:
    """Writes bytes. A stream that was closed at the start takes none."""
    stream = sys.stderr if aside else sys.stdout
    if stream is None:
        return
    try:
        stream.buffer.write(content)
        stream.flush()
    except OSError as error:
        # The interpreter would complain at its own end of what is still to be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        # A reader such as `head` may go before the end. Of standard error nothing more can be said.
        if not isinstance(error, BrokenPipeError) and stream is sys.stdout:
            raise ReadError("cannot write standard output", error) from None


def remark(text: str) -> None:
    """Writes a remark to standard error."""
    print_text(f"hookseal: {text}\n", aside=True)


def is_colored(no_color: bool) -> bool:
    """Whether standard output gets colours: a terminal does, unless it or the person is against it."""
    against = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not against and sys.stdout is not None and sys.stdout.isatty()


def painted(style: str, text: str, colored: bool) -> str:
    """The text in a style, if there are colours."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colored else text


def line(value: object) -> str:
    """JSON in one line, as JavaScript writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def see(code: str) -> str:
    """The page that says what a code means."""
    return f"{TROUBLESHOOTING}#{code}"


STYLES = {"bad": 31, "good": 32}
