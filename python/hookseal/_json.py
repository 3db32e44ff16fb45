"""Options and custom schemes as JSON, the form in which the core reads them."""

import json
import math
from collections.abc import Mapping

from ._generated import ConfigErrorCode
from .errors import WebhookConfigError


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
