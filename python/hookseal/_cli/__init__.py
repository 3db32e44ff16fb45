"""The command line: `verify`, `explain`, `sign` and `providers`, with the words and the output of `npx hookseal`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from ..errors import WebhookConfigError
from ..webhook import __version__
from . import explain, providers, sign, verify
from .failure import INTERRUPTED, UNREADABLE, USAGE, ReadError, UsageError
from .output import print_text, remark
from .parser import Parser, close_to, unknown_option
from .words import in_own_words


class _Command(Protocol):
    SUMMARY: str

    def command(self) -> Parser: ...


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that these words name, those of the process if none are given; returns the exit code."""
    try:
        return _run(list(sys.argv[1:] if words is None else words))
    except UsageError as error:
        remark(str(error))
        return USAGE
    except WebhookConfigError as error:
        remark(f"{error.code}: {in_own_words(error.code, str(error))}")
        return USAGE
    except ReadError as error:
        remark(str(error))
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    name, *rest = words or [""]
    if name in COMMANDS:
        return COMMANDS[name].command().run(rest)
    if name in ("-h", "--help"):
        print_text(_help())
        return 0
    if name in ("-V", "--version"):
        print_text(f"{__version__}\n")
        return 0
    if name == "":
        print_text(_help(), aside=True)
        return USAGE
    if name == "help":
        return _run([*rest[:1], "--help"])
    if name in ELSEWHERE:
        raise UsageError(f"{name} is a command of `npx hookseal` only")
    if name.startswith("-"):
        raise unknown_option(name, ["--help", "--version"])
    raise UsageError(f"unknown command{close_to(name, COMMANDS, '--help lists them')}")


def _help() -> str:
    width = max(map(len, COMMANDS)) + 2
    listed = "".join(f"  {name:<{width}}{module.SUMMARY}\n" for name, module in COMMANDS.items())
    return HELP.format(commands=listed)


COMMANDS: dict[str, _Command] = {"verify": verify, "explain": explain, "sign": sign, "providers": providers}
ELSEWHERE = ("send", "listen", "replay", "completion")
HELP = """\
usage: hookseal COMMAND [OPTION]...

Sign and verify webhooks, and say why one fails. Nothing is sent anywhere.

commands:
{commands}
options:
  -h, --help     show this help
  -V, --version  show the version

Examples:
  # Why is this refused?
  hookseal explain -p transcodely --secret-env SECRET --body body.json \\
      -H 'X-Transcodely-Signature: sha256=..' \\
      -H 'X-Transcodely-Timestamp: 1716480293'

  # How does this provider sign, and when does it try again?
  hookseal providers transcodely

`hookseal COMMAND --help` says more.
Exit codes: 0 good, 1 refused, 2 usage or configuration, 3 unreadable.
"""
