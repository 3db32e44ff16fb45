"""The refusal of an object that is not the client that a store works with."""

from __future__ import annotations

import inspect

from ..errors import WebhookConfigError


def wrong_client(store: str, given: object, expected: str, twin: str | None = None) -> WebhookConfigError:
    """Says what a store expects, and of what kind the object is instead. Nothing of its content is shown.

    Args:
        store: the name of the store.
        given: the object.
        expected: what is expected.
        twin: the store that takes this object, if it is the right client in its other form.
    """
    kind = given if isinstance(given, type) else type(given)
    name = f"the class {kind.__qualname__}" if kind is given else f"{kind.__module__}.{kind.__qualname__}"
    advice = f": use {twin}" if twin else ""
    return invalid_option(f"{store} takes {expected}, not {name}{advice}")


def refuse_connection(store: str, connection: object) -> None:
    """Refuses the connection of a caller who takes the completion for part of a transaction, which may be rolled back.

    Raises:
        WebhookConfigError: `invalid_option`, if there is one.
    """
    if connection is not None:
        raise invalid_option(f"{store} cannot join a transaction: call `complete()` without it, after your work")


def invalid_option(message: str) -> WebhookConfigError:
    """A mistake of the caller, found when a store is built."""
    return WebhookConfigError("invalid_option", message)


def has_methods(given: object, *names: str) -> bool:
    """Whether an object, which is no class, has all of the methods."""
    return not isinstance(given, type) and all(callable(getattr(given, name, None)) for name in names)


def is_coroutine(given: object, method: str) -> bool:
    """Whether a method of an object is to be awaited."""
    return inspect.iscoroutinefunction(getattr(given, method, None))
