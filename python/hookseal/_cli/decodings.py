"""What a text may stand for: percent-encoded, base64, or both, several times over."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable


def decodings(text: str) -> set[str]:
    """The text and all that it can be decoded to, one character a byte."""
    found = {text, plain(text)}
    last = found
    for _ in range(DEPTH):
        last = {decode(each) for each in last for decode in DECODERS} - found
        found = found | last
    return found


def plain(text: str) -> str:
    """The bytes of a text in UTF-8, one character each."""
    return text.encode("utf-8", "replace").decode("latin-1")


def _percent(text: str) -> str:
    return re.sub(r"%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), text)


def _form(text: str) -> str:
    return _percent(text.replace("+", " "))


def _base64(skipped: int) -> Callable[[str], str]:
    """Every run of its letters that is long enough. What stands before it may be letters as well, as in a path."""

    def decode(found: re.Match[str]) -> str:
        letters = found[0][skipped:].rstrip("=").translate(STANDARD)
        whole = letters[: len(letters) - (len(letters) % 4 == 1)]
        return base64.b64decode(whole + "=" * (-len(whole) % 4)).decode("latin-1")

    return lambda text: re.sub(r"[A-Za-z0-9+/_-]{8,}={0,2}", decode, text)


STANDARD = str.maketrans("-_", "+/")
DECODERS: list[Callable[[str], str]] = [_percent, _form, *map(_base64, range(4))]
DEPTH = 3
"""A form makes one, a proxy that encodes it once more two, credentials in base64 three."""
