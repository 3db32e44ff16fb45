"""The arguments of a webhook in the form in which the core reads them: a scheme and options as JSON, secrets apart."""

import json
import math
from collections.abc import Mapping
from typing import Any

from ._generated import ConfigErrorCode
from .errors import WebhookConfigError


def arguments(provider: object, keywords: dict[str, Any]) -> tuple[str, str, tuple[object] | None, list[object] | None]:
    """Provider, options, secret and secrets, of a provider and the keywords of `Webhook`, which it empties.

    Raises:
        WebhookConfigError: `invalid_scheme` or `invalid_option`, if one of them contains itself.
    """
    secret, secrets = keywords.pop("secret", ...), keywords.pop("secrets", None)
    try:
        options = {_OPTIONS[keyword]: keywords[keyword] for keyword in _OPTIONS if keywords.get(keyword) is not None}
        # What is no option goes along without its value, for the core to refuse; as `name=`, since the core would
        # take `urlParameter` for one of its own.
        options |= {f"{keyword}=": None for keyword in keywords if keyword not in _OPTIONS}
        if secrets is not None and not isinstance(secrets, (list, tuple)):
            secrets = options["secrets"] = None
        return (
            as_json(provider, "invalid_scheme"),
            as_json(options, "invalid_option"),
            None if secret is ... else (secret,),
            None if secrets is None else list(secrets),
        )
    finally:
        # A traceback that shows local variables must not show these.
        keywords.clear()
        del secret, secrets


def as_json(value: object, code: ConfigErrorCode) -> str:
    """The JSON text of options or a scheme. What JSON does not know becomes null, which the core refuses by name.

    Raises:
        WebhookConfigError: with `code`, if the value contains itself.
    """
    try:
        return json.dumps(_plain(value))
    except RecursionError:
        raise WebhookConfigError(code, "options and schemes must be plain data: no cycle") from None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        # Longer than any option can be, and perhaps than Python prints.
        return value if value.bit_length() <= 64 else None
    return value if isinstance(value, str) else None


_OPTIONS = {
    "tolerance": "tolerance",
    "allow_any_timestamp": "allowAnyTimestamp",
    "algorithms": "algorithms",
    "header": "header",
    "url_parameter": "urlParameter",
    "senders": "senders",
    "trusted_proxies": "trustedProxies",
    "allow_unauthenticated": "allowUnauthenticated",
    "name": "name",
}
