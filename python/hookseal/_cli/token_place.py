"""Where a static token stands in a request. Wherever the request is shown, its length takes its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

Pairs = list[tuple[str, str]]


class TokenPlace(NamedTuple):
    """The header, in lower case, and the URL parameter that carry a token; None for a provider that signs."""

    header: str | None
    parameter: str | None


def token_place(provider: Any, header: str | None, parameter: str | None) -> TokenPlace:
    """The place that the options name, or the scheme of the caller."""
    token = provider.get("token") if isinstance(provider, Mapping) else None
    place = token if isinstance(token, Mapping) else {}
    header = header if header is not None else place.get("header")
    parameter = parameter if parameter is not None else place.get("urlParameter")
    return TokenPlace(header.lower() if isinstance(header, str) else None, parameter)


def masked(headers: Pairs, url: str | None, place: TokenPlace) -> tuple[Pairs, str | None]:
    """The same request with `masked:<length>` for the token."""
    hidden = [(name, _mask(value) if name.lower() == place.header else value) for name, value in headers]
    return hidden, None if url is None else _mask_parameter(url, place.parameter)


def is_masked(headers: Pairs, url: str | None, place: TokenPlace) -> bool:
    """Whether the value at the token's place was masked when the request was saved."""
    found = [value for name, value in headers if name.lower() == place.header]
    for pair in (url or "").partition("#")[0].partition("?")[2].split("&"):
        name, _, value = pair.partition("=")
        if place.parameter is not None and unquote_plus(name) == place.parameter:
            found.append(unquote_plus(value))
    return any(MASKED.fullmatch(value) for value in found)


def _mask(value: str) -> str:
    return value if MASKED.fullmatch(value) else f"masked:{len(value)}"


def _mask_parameter(url: str, parameter: str | None) -> str:
    front, hash_sign, fragment = url.partition("#")
    address, question_mark, query = front.partition("?")
    if parameter is None or not question_mark:
        return url
    pairs = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        pairs.append(f"{name}={_mask(unquote_plus(value))}" if unquote_plus(name) == parameter else pair)
    return f"{address}?{'&'.join(pairs)}{hash_sign}{fragment}"


MASKED = re.compile(r"masked:[0-9]+")
