"""One request as an adapter hands it over: nothing parsed, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote

from .reading import Unread

Body: TypeAlias = bytes | Mapping[str, Any] | Unread | None
"""The bytes; or the form that the framework has parsed, None if its bytes are gone and it is none; or why they did not
arrive."""

Headers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]
"""The pairs as received, or the environ of a WSGI server, which keeps no others."""


@dataclass(frozen=True)
class Request:
    """The parts of a request that a verdict or an answer depends on.

    Attributes:
        body: as `Body` has it.
        headers: as `Headers` has them.
        target: path and query as received.
        peer: the address at the other end of the socket, None if the server does not say.
        context: the framework's own request, which the hooks are handed.
        method: as the request line has it, None if the server does not say.
    """

    body: Body
    headers: Headers
    target: str
    peer: str | None
    context: Any
    method: str | None = None

    @classmethod
    def of_environ(cls, environ: Mapping[str, Any], body: Body, context: Any) -> Request:
        """A request over WSGI."""
        peer, method = environ.get("REMOTE_ADDR"), environ.get("REQUEST_METHOD")
        return cls(body, environ, environ_target(environ), peer, context, method)

    @classmethod
    def of_scope(cls, scope: Mapping[str, Any], body: Body, context: Any) -> Request:
        """A request over ASGI."""
        client = scope.get("client")
        # The other end of the socket, or what the server was told to put in its place.
        peer = client[0] if client else None
        return cls(body, scope["headers"], scope_target(scope), peer, context, scope.get("method"))

    def values(self, name: str) -> list[str]:
        """The values of a header, one for each time it was sent if the server keeps them apart."""
        if isinstance(self.headers, Mapping):
            value = self.headers.get("HTTP_" + name.upper().replace("-", "_"))
            return [] if value is None else [str(value)]
        return values_of(self.headers, name)

    @property
    def forwarded_chain(self) -> str | None:
        """The addresses of X-Forwarded-For in the order of the header, and last the peer."""
        if self.peer is None:
            return None
        return ", ".join([*self.values("X-Forwarded-For"), self.peer])


def values_of(pairs: Iterable[tuple[str | bytes, str | bytes]], name: str) -> list[str]:
    """The values of a header among pairs."""
    return [_text(value) for key, value in pairs if _text(key).lower() == name.lower()]


def environ_target(environ: Mapping[str, Any]) -> str:
    """Path and query of a WSGI request: the line as sent if the server keeps it, else as near as can be."""
    for key in ("RAW_URI", "REQUEST_URI"):
        line = environ.get(key)
        # A request line may also name a host, which is the sender's own choice.
        if isinstance(line, str) and line.startswith("/"):
            return line
    path = quote((environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")).encode("latin-1", "replace"))
    query = environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def scope_target(scope: Mapping[str, Any]) -> str:
    """Path and query of an ASGI request."""
    raw: bytes | None = scope.get("raw_path")
    path = quote(scope["path"]) if raw is None else raw.decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def environ_length(environ: Mapping[str, Any], *, marks_end: bool) -> int | Unread | None:
    """How long the body of a WSGI request is, None if nothing says it, or if it ends where the server says so.

    `Unread` is a body that is there and cannot be read, which must not be taken for an empty one.

    Args:
        environ: of the request.
        marks_end: whether the server marks the end of a body. Where it does not, PEP 3333 lets nobody read beyond the
            length, and so nothing of a body that has none.
    """
    given = str(environ.get("CONTENT_LENGTH") or "").strip(" \t")
    length = announced_length([given])
    if given and length is None:
        return Unread("body_incomplete", "the Content-Length is no number")
    if environ.get("HTTP_TRANSFER_ENCODING"):
        # RFC 9112 section 6.3: no length counts beside it.
        return None if marks_end else Unread("body_incomplete", NO_END)
    return length


def scope_length(scope: Mapping[str, Any]) -> int | None:
    """The Content-Length of an ASGI request, as `announced_length` has it."""
    given = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return announced_length([value.decode("latin-1") for value in given])


def announced_length(values: list[str]) -> int | None:
    """The Content-Length, None if there is none that a server would have let through."""
    given = [value for value in values if LENGTH.fullmatch(value)]
    return int(given[0]) if len(given) == 1 else None


def id_for_log(values: list[str]) -> str | None:
    """A delivery id that may reach a log: the only one, 1 to 256 visible ASCII characters."""
    return values[0] if len(values) == 1 and re.fullmatch("[!-~]{1,256}", values[0]) else None


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


LENGTH = re.compile("[0-9]{1,18}")
NO_END = "the body came in chunks, whose end the server does not mark: take one that sets `wsgi.input_terminated`"
