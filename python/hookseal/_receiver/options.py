"""The options of a receiver: those of `Webhook`, and what to do with a request."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypedDict
from urllib.parse import urlsplit

from .._generated import DEFAULT_BUSY, DEFAULT_LIMIT, ProviderName, providers
from ..errors import WebhookConfigError
from ..replay._guard import Guard, Replay
from ..webhook import Algorithm, Secret, Webhook
from .log import Log, to_logging

if TYPE_CHECKING:
    from ..replay._guard import Duplicate
    from ..replay.store import AsyncReplayStore, ReplayStore
    from .refused import RefusedRequest


class Options(TypedDict, total=False):
    """The keyword arguments that every receiver takes, beside those of `Webhook`.

    Attributes:
        replay: a store of `hookseal.replay`, or a `Replay` with its times, so that each delivery is handled once.
        limit: the most bytes of a body, looked at while it is read; above it the answer is 413. If not given, 16 MiB
            for Transloadit, else 1 MiB.
        deadline: the seconds for reading the whole body, 10 if not given; above it the answer is 408. Under WSGI only
            the server can end a read that gives nothing.
        status: the answer to a refused request, 400 to 499; 401 if not given.
        public_url: the URL that the provider posts to, without the path: `https://host`, with a prefix if a proxy
            strips one. For schemes that sign a URL. Nothing else says it: Host and X-Forwarded-* are the sender's.
        log: what is told each line of the log; if not given, the logger "hookseal".
        on_refused: is told each refused request, and the framework's own. Changes no answer.
        on_duplicate: is told each duplicate, and the framework's own request. Changes no answer.
    """

    secrets: Sequence[Secret | None]
    tolerance: int
    allow_any_timestamp: bool
    algorithms: Sequence[Algorithm]
    header: str
    url_parameter: str
    senders: Sequence[str]
    trusted_proxies: Sequence[str]
    allow_unauthenticated: bool
    name: str
    replay: ReplayStore | AsyncReplayStore | Replay | None
    limit: int
    deadline: float
    status: int
    public_url: str
    log: Log
    on_refused: Callable[[RefusedRequest, Any], object]
    on_duplicate: Callable[[Duplicate, Any], object]


@dataclass(frozen=True)
class Configuration:
    """What the options come to."""

    webhook: Webhook
    guard: Guard | None
    limit: int
    deadline: float
    status: int
    public_url: str
    chain: bool
    id_headers: tuple[str, ...]
    log: Log
    on_refused: Callable[[RefusedRequest, Any], object] | None
    on_duplicate: Callable[[Duplicate, Any], object] | None
    allow_refused: bool


def configure(provider: ProviderName | Mapping[str, object], secret: Any, options: Mapping[str, Any]) -> Configuration:
    """Checks the options.

    Raises:
        WebhookConfigError: an option is missing, wrong or unknown; `code` says which, the message names it.
    """
    own = {name: value for name, value in options.items() if name in OWN}
    rest: dict[str, Any] = {name: value for name, value in options.items() if name not in OWN}
    try:
        webhook = Webhook(provider, secret, **rest)
        row = providers.get(provider) if isinstance(provider, str) else None
        log: Log = _function(own, "log") or to_logging
        return Configuration(
            webhook=webhook,
            guard=_guard(own.get("replay"), webhook, rest.get("tolerance") or TOLERANCE, log),
            limit=_number(own, "limit", row.limit if row else DEFAULT_LIMIT, whole=True),
            deadline=_number(own, "deadline", 10),
            status=_status(own),
            public_url=_public_url(own),
            chain=rest.get("trusted_proxies") is not None,
            id_headers=row.id_headers if row else _id_headers(provider),
            log=log,
            on_refused=_function(own, "on_refused"),
            on_duplicate=_function(own, "on_duplicate"),
            allow_refused=_flag(own, "allow_refused"),
        )
    finally:
        # A traceback that shows local variables must not show these.
        del secret, options, rest


def require_blocking(configuration: Configuration) -> None:
    """Checks that nothing needs to be awaited.

    Raises:
        WebhookConfigError: `invalid_option`, if a hook or the store is asynchronous.
    """
    for name in ("on_refused", "on_duplicate"):
        if inspect.iscoroutinefunction(getattr(configuration, name)):
            _invalid(f"`{name}` must be a plain function here: nothing awaits it")
    if configuration.guard is not None and configuration.guard.replay.is_async:
        _invalid("the `replay` store is asynchronous, and this receiver is not: use the store's synchronous twin")


def busy_status(provider: str, variant: str) -> int:
    """What asks a provider to try again: 503 where it takes a 4xx for the last word."""
    row = providers.get(provider)
    policies = [each.policy for each in row.variants if each.name == variant] if row else []
    return policies[0].busy if policies and policies[0] else DEFAULT_BUSY


def _guard(replay: Any, webhook: Webhook, tolerance: int, log: Log) -> Guard | None:
    if replay is None:
        return None
    if not isinstance(replay, Replay):
        replay = Replay(replay)
    return Guard(replay, webhook, tolerance, log)


def _number(own: Mapping[str, Any], name: str, default: Any, *, whole: bool = False) -> Any:
    value = own.get(name, default)
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not 0 < value < 2**53:
        _invalid(f"`{name}` must be a {'whole number' if whole else 'number'} above 0")
    return value


def _status(own: Mapping[str, Any]) -> int:
    status = own.get("status", 401)
    if isinstance(status, bool) or not isinstance(status, int) or not 400 <= status <= 499:
        _invalid("`status` must be a whole number from 400 to 499: the answer to a refused request")
    return status


def _public_url(own: Mapping[str, Any]) -> str:
    if "public_url" not in own:
        return ""
    url = own["public_url"]
    try:
        parts = urlsplit(url) if isinstance(url, str) and url.isascii() and url.isprintable() else None
        fits = parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, fits = None, False
    if parts is None or not fits or " " in url or "@" in parts.netloc or "?" in url or "#" in url:
        _invalid("`public_url` must be like `https://host` or `https://host/prefix`, without query and fragment")
    return str(url).rstrip("/")


def _function(own: Mapping[str, Any], name: str) -> Any:
    function = own.get(name)
    if function is not None and not callable(function):
        _invalid(f"`{name}` must be a function")
    if name == "log" and inspect.iscoroutinefunction(function):
        _invalid("`log` must be a plain function: nothing awaits it")
    return function


def _flag(own: Mapping[str, Any], name: str) -> bool:
    value = own.get(name, False)
    if not isinstance(value, bool):
        _invalid(f"`{name}` must be True or False")
    return value


def _id_headers(scheme: Any) -> tuple[str, ...]:
    """The header that a custom scheme, which is valid by now, reads the delivery id from."""
    place = scheme.get("id") if isinstance(scheme, Mapping) else None
    header = place.get("header") if isinstance(place, Mapping) else None
    return (header,) if isinstance(header, str) else ()


def _invalid(message: str) -> NoReturn:
    raise WebhookConfigError("invalid_option", message)


OWN = frozenset(
    ["allow_refused", "deadline", "limit", "log", "on_duplicate", "on_refused", "public_url", "replay", "status"]
)
TOLERANCE = 300
"""That of `Webhook`, if not given."""
