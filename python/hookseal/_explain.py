"""`hookseal.explain`: says why a request is refused, even where the secret can make no `Webhook`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from ._generated import ProviderName
from ._json import arguments

if TYPE_CHECKING:
    from ._core import _Body, _Headers
    from .report import Report
    from .webhook import Secret


def explain(
    provider: ProviderName | Mapping[str, object],
    options: Secret | Mapping[str, object] | None,
    body: _Body,
    headers: _Headers,
    *,
    now: float | None = None,
    method: str | None = None,
    url: str | None = None,
    remote_address: str | None = None,
    other_secrets: Sequence[Secret | None] | None = None,
) -> Report:
    """Says why a request is refused, as `Webhook.explain` does, even if the secret cannot be used.

    Args:
        provider: as `Webhook` takes it.
        options: the secret; or the keywords of `Webhook` as a mapping, `secret` and `secrets` among them.
        body: as `Webhook.verify` takes it.
        headers: all headers of the request, not only those that the scheme names.
        now: the time in Unix seconds at which the request came; the clock's if not given.
        method: the request's method, for schemes that sign it.
        url: the request's URL, as for `Webhook.verify`.
        remote_address: the peer's IP address.
        other_secrets: a list or tuple of secrets that are only tried here: the previous one, another endpoint's.

    Returns:
        The report. Its `refusal` is the constructor's, where that would refuse the secret.

    Raises:
        WebhookConfigError: as `Webhook`, but for `missing_secret` and `invalid_secret`; and as `Webhook.explain`.
        WebhookVerificationError: `internal_error`, if an object of the request raises while it is read.
    """
    keywords: dict[Any, Any] = dict(options) if isinstance(options, Mapping) else {"secret": options}
    try:
        return _core.explain(
            *arguments(provider, keywords), (body, headers, now, method, url, remote_address, other_secrets)
        )
    finally:
        # A traceback that shows local variables must not show these; headers or URL may hold a token.
        del options, keywords, body, headers, url, other_secrets
