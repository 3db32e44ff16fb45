"""Secrets from the environment, from files or from a prompt; never from where they would be seen, without a warning."""

from __future__ import annotations

import os
import re

from .failure import UsageError
from .files import read_bytes
from .output import remark
from .parser import Parser
from .prompt import prompt

Source = tuple[str, str]
"""An option and what was given for it."""


def add_secrets(parser: Parser) -> None:
    """Adds the options that name secrets: all of them into one list, for the order counts."""
    _add(parser, "--secret-env", "NAME", "environment variable that holds a secret; repeatable")
    _add(parser, "--secret-file", "FILE", "file that holds a secret; one line end behind it is dropped; repeatable")
    _add(parser, "--secret", "VALUE", "a secret itself: seen in the process list and in the shell's history")


def add_other_secrets(parser: Parser) -> None:
    """Adds the options that name secrets which `explain` only tries."""
    _add(parser, "--other-secret-env", "NAME", "variable with a secret that is only tried here: an old one; repeatable")
    _add(parser, "--other-secret-file", "FILE", "file with such a secret; repeatable")


def read_secrets(given: list[Source] | None) -> list[str]:
    """The secrets, in the order in which they were given."""
    sources = given or []
    if any(option == "--secret" for option, _ in sources):
        remark(WARNING)
    return [_read(option, named) for option, named in sources]


def ask_for_secret(provider: str) -> str:
    """Asks for the secret where somebody can answer, without showing what is typed."""
    if secret := prompt(f"secret of {provider}: "):
        return secret
    raise UsageError("no secret was given: name one with --secret-env or --secret-file")


def _add(parser: Parser, flag: str, metavar: str, help: str) -> None:
    parser.under("Secret")
    dest = "other_secrets" if flag.startswith("--other-") else "secrets"
    parser.value(flag, metavar=metavar, help=help, dest=dest, action="append", type=lambda given: (flag, given))


def _read(option: str, named: str) -> str:
    if option.endswith("-env"):
        secret = _variable(named, option)
    elif option.endswith("-file"):
        secret = re.sub(rb"\r?\n\Z", b"", read_bytes(named, option))
    else:
        secret = os.fsencode(named)
    # A U+FFFD that is there already was made of what was no text.
    if "\ufffd" in (text := secret.decode("utf-8", "replace")):
        raise UsageError(f"the secret of {option} is not UTF-8")
    return text


def _variable(name: str, option: str) -> bytes:
    value = os.environ.get(name)
    if value is None:
        # It may be the secret itself.
        shown = f"{name} of {option}" if re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", name) else f"that {option} names"
        raise UsageError(f"the environment variable {shown} is not set")
    return os.fsencode(value)


WARNING = (
    "warning: --secret shows the secret in the process list and in the shell's history: "
    "use --secret-env or --secret-file"
)
