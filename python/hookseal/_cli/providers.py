"""`hookseal providers`: what is known of the providers, from the table."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from .. import _core
from .._generated import providers
from .failure import UsageError
from .output import line, print_text
from .parser import LISTED, Parser, close_to, text

SUMMARY = "List the providers, or say how one signs and delivers"


def command() -> Parser:
    """The command."""
    parser = Parser("providers", SUMMARY, EXAMPLES, _providers)
    parser.usage = "hookseal providers [NAME] [OPTION]..."
    parser.add_argument("name", metavar="NAME", nargs="?", help="the provider", type=text)
    parser.switch("--json", help="print one line of JSON")
    return parser


def _providers(given: Namespace) -> int:
    name = given.name
    if name is None:
        print_text(line(_plain(providers)) if given.json else _list())
    elif name not in providers:
        raise UsageError(f"no provider has this name{close_to(name, providers, LISTED)}")
    else:
        print_text(line(_plain(providers[name])) if given.json else _core.provider_text(name) or "")
    return 0


def _list() -> str:
    rows = [providers[name] for name in sorted(providers)]
    width = max(len(row.name) for row in rows) + 2
    return "".join(f"{row.name:<{width}}{row.title}\n" for row in rows)


def _plain(value: Any) -> Any:
    """The row as JSON has it in every language: camelCase keys, sorted."""
    if dataclasses.is_dataclass(value):
        value = {_camel_case(field.name): getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


EXAMPLES = [
    ("All names", "hookseal providers"),
    ("How Transcodely signs, and when it tries again", "hookseal providers transcodely"),
]
