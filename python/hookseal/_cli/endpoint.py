"""The options that say which provider's deliveries they are and how they are to be judged."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from .._generated import providers
from .failure import UsageError
from .files import read_bytes
from .parser import LISTED, Parser, close_to, path, whole
from .secrets import add_secrets, ask_for_secret, read_secrets
from .token_place import TokenPlace, token_place


@dataclass(frozen=True, repr=False)
class Endpoint:
    """What `Webhook` takes, and what of a request must not be shown."""

    provider: Any
    options: dict[str, Any]
    token: TokenPlace


def add_endpoint(parser: Parser) -> None:
    """Adds the options of an endpoint."""
    parser.under("Endpoint")
    parser.value("-p", "--provider", metavar="NAME", help="the provider: `hookseal providers` lists them")
    parser.value(
        "--scheme", metavar="FILE", help="instead: a scheme of your own, as JSON (docs/custom-schemes.md)", type=path
    )
    parser.value("--header-name", metavar="NAME", help="the header that you chose with the provider (AssemblyAI)")
    parser.value("--url-parameter", metavar="NAME", help="the parameter that you put into the URL (Connect)")
    add_secrets(parser)
    parser.under("Seldom used")
    parser.value(
        "--sender",
        metavar="ADDRESS",
        help="who may send: an address, a network or a documented name; repeatable",
        action="append",
    )
    parser.value(
        "--tolerance",
        metavar="SECONDS",
        help="how far a timestamp may be from the clock",
        type=whole("--tolerance", 1),
    )
    parser.value(
        "--algorithm", metavar="NAME", help="an algorithm to accept, or to sign with; repeatable", action="append"
    )
    parser.switch("--allow-any-timestamp", help="take a timestamp of any age")
    parser.switch("--allow-unauthenticated", help="take requests that prove nothing")
    parser.value("--name", metavar="NAME", help="the endpoint's own name, which enters the dedupe key")
    parser.under("Output")


def read_endpoint(given: Namespace) -> Endpoint:
    """The endpoint that the options describe. It asks for a secret that is needed and not named."""
    provider = _read_provider(given)
    secrets = read_secrets(given.secrets)
    if not secrets and not given.allow_unauthenticated:
        secrets = [ask_for_secret(provider if isinstance(provider, str) else "the scheme")]
    options = {
        "secrets": secrets or None,
        "tolerance": given.tolerance,
        "allow_any_timestamp": given.allow_any_timestamp,
        "algorithms": given.algorithm,
        "header": given.header_name,
        "url_parameter": given.url_parameter,
        "senders": given.sender,
        "allow_unauthenticated": given.allow_unauthenticated,
        "name": given.name,
    }
    return Endpoint(provider, options, token_place(provider, given.header_name, given.url_parameter, secrets))


def _read_provider(given: Namespace) -> Any:
    if (given.provider is None) == (given.scheme is None):
        raise UsageError("give one of --provider and --scheme")
    if given.scheme is None:
        if given.provider not in providers:
            meant = close_to(given.provider, providers, LISTED)
            raise UsageError(f"unknown_provider: no provider has this name{meant}")
        return given.provider
    try:
        scheme = json.loads(read_bytes(given.scheme, "--scheme").decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise UsageError(f"{given.scheme} is not JSON") from None
    if not isinstance(scheme, dict):
        raise UsageError(f"{given.scheme} holds no scheme: that is an object")
    return scheme
