"""Reads files and standard input, byte for byte. No message has a file's name, which may be a secret."""

from __future__ import annotations

import sys

from .failure import ReadError
from .output import remark


def read_input(path: str | None, option: str) -> bytes:
    """The bytes of the file that an option names, or of standard input if it is `-` or nothing."""
    return _read_standard_input() if path in (None, "-") else read_bytes(str(path), option)


def read_bytes(path: str, option: str) -> bytes:
    """The bytes of the file that an option names."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(f"cannot read the file of {option}", error) from None


def write_bytes(path: str, option: str, content: bytes) -> None:
    """Writes the file that an option names."""
    try:
        with open(path, "wb") as file:
            file.write(content)
    except OSError as error:
        raise ReadError(f"cannot write the file of {option}", error) from None


def _read_standard_input() -> bytes:
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        remark("reading the body from the terminal; Ctrl-D ends it")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadError("cannot read standard input", error) from None
