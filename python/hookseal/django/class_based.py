"""The class-based view."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.views import View

from .decorator import webhook


class WebhookView(View):
    """A class-based view that handles verified deliveries. Give it `provider`, `secret` and `handle`, sync or async.

    Attributes:
        provider: as `webhook` takes it.
        secret: as `webhook` takes it.
        webhook_options: the keyword arguments of `webhook`.
    """

    provider: Any = None
    secret: Any = ...
    webhook_options: Mapping[str, Any] = MappingProxyType({})

    def handle(self, request: Any, delivery: Any, *args: Any, **kwargs: Any) -> Any:
        """Handles one delivery, and answers as a view does; None is an empty 200."""
        raise NotImplementedError("a WebhookView needs a method `handle`")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.handle(request, *args, **kwargs)

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., Any]:
        """The view for a URL pattern.

        Raises:
            WebhookConfigError: a secret or an option is missing, wrong or unknown.
        """
        names = ("provider", "secret", "webhook_options")
        provider, secret, options = (initkwargs.get(name, getattr(cls, name)) for name in names)
        try:
            view = super().as_view(**initkwargs)
            if iscoroutinefunction(cls.handle):
                markcoroutinefunction(view)
            decorate: Any = webhook(provider, secret, **options)
            return decorate(view)  # type: ignore[no-any-return]
        finally:
            del secret, options, initkwargs
