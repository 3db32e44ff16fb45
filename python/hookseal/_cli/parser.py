"""The words of one command: argparse, but that no message repeats a value, which may be a mistyped secret.

Words are read as the other command line reads them: what follows an option that takes a value is that value, even if it
begins with a dash.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from .failure import UsageError
from .output import print_text

Examples = Sequence[tuple[str, str]]


class Parser(argparse.ArgumentParser):
    """The options of one command, and what it does."""

    def __init__(self, name: str, summary: str, examples: Examples, act: Callable[[argparse.Namespace], int]) -> None:
        shown = "\n\n".join(f"  # {what}\n  {words}" for what, words in examples)
        super().__init__(
            prog=f"hookseal {name}",
            usage=f"hookseal {name} [OPTION]...",
            description=summary,
            epilog=f"Examples:\n{shown}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.act = act
        # Groups stand in this order, in whichever options are added; empty ones are not shown.
        self.groups = {name: self.add_argument_group(name) for name in GROUPS}
        self.group = "Output"
        self.valued: dict[str, str] = {}
        self.flags: list[str] = []
        self.switch("-h", "--help", action="help", help="show this help")
        self.switch("--no-color", help="print without colours, as with NO_COLOR in the environment")

    def under(self, group: str) -> None:
        """What is added from here on stands under this heading."""
        self.group = group

    def value(
        self, *flags: str, metavar: str, help: str, type: Callable[[str], Any] | None = None, **more: Any
    ) -> None:
        """Adds an option that takes a value; without `type` a text."""
        self.valued |= dict.fromkeys(flags, flags[-1])
        self.flags.extend(flags)
        self.groups[self.group].add_argument(*flags, metavar=metavar, help=help, type=type or text, **more)

    def switch(self, *flags: str, help: str, action: str = "store_true") -> None:
        """Adds an option that takes none."""
        self.flags.extend(flags)
        self.groups[self.group].add_argument(*flags, help=help, action=action)

    def run(self, words: list[str]) -> int:
        """Reads the words and acts; returns the exit code."""
        try:
            given, others = self.parse_known_args(self._joined(words))
        except SystemExit:
            # After the help.
            return 0
        if others and others[0].startswith("-"):
            raise unknown_option(others[0], self.flags)
        if others:
            raise UsageError("a word too many: only options follow the command")
        return self.act(given)

    def print_help(self, file: object = None) -> None:
        """Prints the help, as everything else is printed."""
        print_text(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Says which option it is about, and nothing of what was given for it."""
        named = re.match(r"argument (?:-\w/)?(--[\w-]+)", message)
        about = f"{named[1]} lacks its value, or takes none" if named else "the words cannot be read"
        raise UsageError(f"{about}: `{self.prog} --help` lists the options")

    def _joined(self, words: list[str]) -> list[str]:
        """The words with each value joined to its option, so that it is not taken for an option itself."""
        joined: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                return [*joined, word, *rest]
            value = next(rest, None) if word in self.valued else None
            joined.append(word if value is None else f"{self.valued[word]}={value}")
        return joined


def text(given: str) -> str:
    """What stands on the command line, its bytes read as UTF-8; what is none becomes U+FFFD."""
    return os.fsencode(given).decode("utf-8", "replace")


def path(given: str) -> str:
    """A file's name, with bytes that are no UTF-8 as the system has them."""
    return given


def whole(flag: str, least: int = 0) -> Callable[[str], int]:
    """Reads a whole number from `least` on."""

    def read(given: str) -> int:
        number = int(given) if re.fullmatch(r"[0-9]{1,15}", given) else -1
        if number < least:
            raise UsageError(f"{flag} takes a whole number from {least} on")
        return number

    return read


def one_of(flag: str, words: Sequence[str]) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(given: str) -> str:
        if given not in words:
            raise UsageError(f"{flag} takes one of: {', '.join(words)}")
        return given

    return read


def unknown_option(word: str, known: Iterable[str]) -> UsageError:
    """Names the option that may have been meant."""
    flag = word.partition("=")[0]
    if flag in ELSEWHERE:
        return UsageError(f"{flag} is an option of `npx hookseal` only")
    return UsageError(f"unknown option{close_to(flag, known, '--help lists them')}")


def close_to(word: str, known: Iterable[str], otherwise: str) -> str:
    """The word that may have been meant. What was given instead may be a secret in the wrong place."""
    close = difflib.get_close_matches(word, list(known), 1)
    return f"\n(Did you mean {close[0]}?)" if close else f": {otherwise}"


GROUPS = ("Request", "Endpoint", "Secret", "Output", "Seldom used")
"""The headings of options. What is added behind a command's own options is output."""
ELSEWHERE = ("--request", "--entry")
LISTED = "`hookseal providers` lists them"
