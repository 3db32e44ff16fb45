"""What ends a command early, by exit code. No message holds a secret, or a value that was given for an option."""

from __future__ import annotations

import errno


class UsageError(Exception):
    """The words or the configuration are wrong: exit code 2."""


class ReadError(Exception):
    """A file could not be read or written: exit code 3."""

    def __init__(self, what: str, cause: OSError) -> None:
        number = cause.errno or 0
        super().__init__(f"{what}: {REASONS.get(number) or errno.errorcode.get(number, 'it failed')}")


REFUSED = 1
"""The command has printed why."""
USAGE = 2
UNREADABLE = 3
INTERRUPTED = 130
"""What a shell reports of a process that Ctrl-C ends."""

REASONS = {
    errno.EACCES: "permission denied",
    errno.EISDIR: "it is a folder",
    errno.ENOENT: "no such file or folder",
    errno.ENOSPC: "no space is left",
    errno.ENOTDIR: "it is no folder",
}
