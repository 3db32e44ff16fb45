"""The refusal of an object that is not the client that a store works with."""

from __future__ import annotations

from ..errors import WebhookConfigError


def wrong_client(store: str, given: object, expected: str) -> WebhookConfigError:
    """Says what a store expects, and of what kind the object is instead. Nothing of its content is shown."""
    return invalid_option(f"{store} takes {expected}, not {type(given).__module__}.{type(given).__qualname__}")


def invalid_option(message: str) -> WebhookConfigError:
    """A mistake of the caller, found when a store is built."""
    return WebhookConfigError("invalid_option", message)


def has_methods(given: object, *names: str) -> bool:
    """Whether an object, which is no class, has all of the methods."""
    return not isinstance(given, type) and all(callable(getattr(given, name, None)) for name in names)
