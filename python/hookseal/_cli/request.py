"""The request that a command is about, from options."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from typing import NamedTuple

from .failure import UsageError
from .files import read_input
from .parser import Parser, path
from .token_place import Pairs, TokenPlace, is_masked


class Request(NamedTuple):
    """A request as far as it is judged: header text is Latin-1, one character a byte."""

    body: bytes
    headers: Pairs
    method: str | None
    url: str | None
    remote_address: str | None


def add_request(parser: Parser) -> None:
    """Adds the options of a request."""
    parser.under("Request")
    parser.value("--body", metavar="FILE", help="the body's bytes; `-` or nothing: standard input", type=path)
    # Its bytes are what counts.
    parser.value(
        "-H", "--header", metavar="LINE", help="a header, `Name: value`; repeatable", action="append", type=path
    )
    parser.value("--method", metavar="NAME", help="the request's method, for schemes that sign it")
    parser.value("--url", metavar="URL", help="the request's URL; where it is not signed, from the path on will do")
    parser.under("Seldom used")
    parser.value("--remote-address", metavar="ADDRESS", help="the peer's IP address")


def read_request(given: Namespace, token: TokenPlace) -> Request:
    """The request that the options describe."""
    headers = [parse_header(line) for line in given.header or []]
    request = Request(read_input(given.body, "--body"), headers, given.method, given.url, given.remote_address)
    if is_masked(headers, given.url, token):
        raise UsageError("the token was masked when the request was saved, so it cannot be compared")
    return request


def parse_header(line: str) -> tuple[str, str]:
    """Reads `Name: value`, whose bytes are what stands on the line."""
    name, _, value = os.fsencode(line).decode("latin-1").partition(":")
    if ":" not in line or not TOKEN.fullmatch(name.strip()):
        raise UsageError("--header takes `Name: value`")
    return name.strip(), value.strip(" \t")


TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
