"""Where a request shows a secret. Wherever the request is printed, the secret's length takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from .decodings import decodings, plain

Pairs = list[tuple[str, str]]


class TokenPlace(NamedTuple):
    """The header, in lower case, or the URL parameter that carries a token, neither for a provider that signs.

    `known` are the secrets, also without their prefix.
    """

    header: str | None
    parameter: str | None
    known: tuple[str, ...]

    def __repr__(self) -> str:
        return f"TokenPlace(header={self.header!r}, parameter={self.parameter!r})"


def token_place(provider: Any, header: str | None, parameter: str | None, secrets: Iterable[str]) -> TokenPlace:
    """The place that the options name, or the scheme of the caller. What is no place is for the core to refuse."""
    token = provider.get("token") if isinstance(provider, Mapping) else None
    place = token if isinstance(token, Mapping) else {}
    header = _text(place.get("header") if header is None else header)
    return TokenPlace(
        header.lower() if header is not None else None,
        _text(place.get("urlParameter") if parameter is None else parameter),
        tuple(writing for secret in secrets for writing in _writings(secret)),
    )


def masked(headers: Pairs, url: str | None, place: TokenPlace) -> tuple[Pairs, str | None]:
    """The same request with `masked:<length>` at the token's place, and wherever else a known secret stands."""
    hidden = [
        (name, _mask(value) if name.lower() == place.header or _holds(value, place) else value)
        for name, value in headers
    ]
    return hidden, _mask_url(url, place) if url else url


def is_masked(headers: Pairs, url: str | None, place: TokenPlace) -> bool:
    """Whether the value at the token's place was masked when the request was saved."""
    found = [value for name, value in headers if name.lower() == place.header]
    for pair in (url or "").partition("#")[0].partition("?")[2].split("&"):
        name, _, value = pair.partition("=")
        if place.parameter is not None and unquote_plus(name) == place.parameter:
            found.append(unquote_plus(value))
    return any(MASKED.fullmatch(value) for value in found)


def _mask_url(url: str, place: TokenPlace) -> str:
    address, hash_sign, fragment = url.partition("#")
    address, question_mark, query = address.partition("?")
    found = re.match(r"(?i)[a-z][a-z0-9+.-]*://[^/]*", address)
    origin = found[0] if found else ""
    path = address[len(origin) :]
    parts = "/".join(_mask(unquote_plus(part)) if _holds(part, place) else part for part in path.split("/"))
    shown = "".join(
        [
            _mask(origin) if _holds(origin, place) else origin,
            # A secret may have slashes.
            f"/{_mask(unquote_plus(path))}" if _holds(parts, place) else parts,
            question_mark,
            "&".join(_mask_pair(pair, place) for pair in query.split("&")),
            hash_sign,
            _mask(unquote_plus(fragment)) if _holds(fragment, place) else fragment,
        ]
    )
    return _mask(unquote_plus(url)) if _holds(shown, place) else shown


def _mask_pair(pair: str, place: TokenPlace) -> str:
    name, equals, value = pair.partition("=")
    # A token may stand there alone.
    left = _mask(unquote_plus(name)) if _holds(name, place) else name
    hidden = (equals and unquote_plus(name) == place.parameter) or _holds(value, place)
    return f"{left}{equals}{_mask(unquote_plus(value)) if hidden else value}"


def _mask(value: str) -> str:
    return value if MASKED.fullmatch(value) else f"masked:{len(value)}"


def _holds(value: str, place: TokenPlace) -> bool:
    return place.known != () and any(secret in each for each in decodings(value) for secret in place.known)


def _writings(secret: str) -> list[str]:
    """A secret as it may stand in a request: also without its prefix."""
    trimmed = secret.strip(" \t\r\n")
    bare = re.fullmatch(r"(?s)[A-Za-z]{2,12}_(.{8,})", trimmed)
    return [plain(each) for each in (trimmed, bare[1] if bare else "") if each]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


MASKED = re.compile(r"masked:[0-9]+")
