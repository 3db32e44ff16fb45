"""What is logged: stable codes and counts, and of a request's own text nothing but a delivery id."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from .._generated import TROUBLESHOOTING

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class LogEntry:
    """One line of the log, as data.

    Attributes:
        level: "error" if somebody must act.
        code: stable, as docs/errors.md lists them.
        provider: the name of the provider, or of the custom scheme.
        name: the endpoint's own name, None if it has none.
        id: the delivery id, None if there is none that is fit for a log.
        bytes: how many bytes of body were received, None if that is not known.
        message: the code as prose; it holds no secret and no expected signature.
        key: the delivery's `dedupe_key`, if an earlier delivery stands under it; one that is sent again by hand is let
            through by deleting that key from the store.
        cause: what the handler, a hook or the store has raised. The text of a store's exception may hold a password.
    """

    level: Level
    code: str
    provider: str
    name: str | None
    id: str | None
    bytes: int | None
    message: str
    key: str | None = None
    cause: BaseException | None = field(default=None, repr=False)

    @property
    def see(self) -> str:
        """Where the code is explained."""
        return f"{TROUBLESHOOTING}#{self.code}"


Log: TypeAlias = Callable[[LogEntry], object]


def to_logging(entry: LogEntry) -> None:
    """The default: the logger "hookseal" of `logging`, with the entry, but its cause, as an attribute of the record."""
    where = entry.provider if entry.name is None else f"{entry.provider} ({entry.name})"
    logger.log(
        LEVELS[entry.level],
        "%s %s: %s; id %s, %s bytes%s; see %s",
        where,
        entry.code,
        entry.message,
        entry.id or "unknown",
        "unknown" if entry.bytes is None else entry.bytes,
        "" if entry.key is None else f", key {entry.key}",
        entry.see,
        exc_info=entry.cause if entry.code in FAILED else None,
        # Handlers write a record's attributes out, or pickle them for another process.
        extra={"hookseal": replace(entry, cause=None)},
    )


logger = logging.getLogger("hookseal")

FAILED = ("handler_failed", "hook_failed")
"""Logged with its cause, which is the application's own exception."""
LEVELS = {"error": logging.ERROR, "info": logging.INFO, "warning": logging.WARNING}
