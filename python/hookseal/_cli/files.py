"""Reads files and standard input, byte for byte."""

from __future__ import annotations

import sys

from .failure import ReadError
from .output import remark


def read_input(path: str | None) -> bytes:
    """The bytes of a file, or of standard input if it is `-` or nothing."""
    return _read_standard_input() if path in (None, "-") else read_bytes(str(path))


def read_bytes(path: str) -> bytes:
    """The bytes of a file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(f"cannot read {path}", error) from None


def write_bytes(path: str, content: bytes) -> None:
    """Writes a file."""
    try:
        with open(path, "wb") as file:
            file.write(content)
    except OSError as error:
        raise ReadError(f"cannot write {path}", error) from None


def _read_standard_input() -> bytes:
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        remark("reading the body from the terminal; Ctrl-D ends it")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadError("cannot read standard input", error) from None
