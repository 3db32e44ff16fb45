"""Writes a request as a curl command that keeps every byte of it."""

from __future__ import annotations

import re

from .token_place import Pairs


def curl_command(url: str, headers: Pairs, body: bytes) -> str:
    """The command, for a POSIX shell."""
    plain = _is_plain(body)
    source = "" if plain else f"printf '{_for_printf(body)}' | "
    globoff = "--globoff " if re.search(r"[\[\]{}]", url) else ""
    lines = [
        f"{source}curl {globoff}{_quoted(url)}",
        # curl would leave out a header that has no value.
        *(f"--header {_quoted(f'{name}: {value}' if value else f'{name};')}" for name, value in headers),
        f"--data-binary {_quoted(body.decode('ascii')) if plain else '@-'}",
    ]
    return " \\\n  ".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", r"'\''") + "'"


def _is_plain(body: bytes) -> bool:
    """Whether the body can stand in the command: no shell, terminal or curl would take it for anything else."""
    return len(body) <= LONGEST and not body.startswith(b"@") and re.fullmatch(rb"[\n -~]*", body) is not None


def _for_printf(body: bytes) -> str:
    escaped = re.sub(r"[^ -$&(-\[\]-~]", _escaped, body.decode("latin-1"))
    # Else it would be an option.
    return re.sub(r"^-", r"\\055", escaped)


def _escaped(found: re.Match[str]) -> str:
    return NAMED.get(found[0], f"\\{ord(found[0]):03o}")


NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "%": "%%", "\\": r"\\"}
LONGEST = 16384
"""Bytes: longer ones would be unwieldy, and far longer ones no argument at all."""
