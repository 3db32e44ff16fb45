"""What happens to a request, in order: read, verified, claimed, handled, completed or released, answered.

It is written once, as a generator that asks for what may take time, and is carried out by the exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._generated import ProviderName, receiver_messages
from ..delivery import Delivery
from ..errors import WebhookVerificationError
from ..replay._guard import Claim, Duplicate, Guard, StoreUnavailable
from .answers import UNREAD, busy, handled, refused
from .effects import Call, Flow, Handle, Handled
from .log import Level, LogEntry, logger
from .options import busy_status, configure, require_blocking
from .reading import Unread
from .refused import RefusedRequest
from .request import Request, id_for_log


class Receiver:
    """One configured endpoint in a framework.

    Args:
        provider: as `Webhook` takes it.
        secret: as `Webhook` takes it.
        options: see `Options`.
        asynchronous: whether its handler is, and so its hooks and its store may be.
        hint: the framework's own line that keeps the body, for the log where something has consumed it.

    Raises:
        WebhookConfigError: a secret or an option is missing, wrong or unknown.
    """

    def __init__(
        self,
        provider: ProviderName | Mapping[str, object],
        secret: Any,
        options: Mapping[str, Any],
        *,
        asynchronous: bool,
        hint: str,
    ) -> None:
        self._hint = hint
        try:
            self.configuration = configure(provider, secret, options)
        finally:
            # A traceback that shows local variables must not show these.
            del secret, options
        if not asynchronous:
            self.require_blocking()
        if self.configuration.allow_refused:
            self.log("warning", "refused_allowed", None, None)

    def require_blocking(self) -> None:
        """Checks that nothing needs to be awaited.

        Raises:
            WebhookConfigError: `invalid_option`, if a hook or the store is asynchronous.
        """
        require_blocking(self.configuration)

    def flow(self, request: Request) -> Flow:
        """From a received request to its answer; None where that of the handler stands."""
        outcome = self._judge(request)
        if isinstance(outcome, RefusedRequest):
            return (yield from self._refuse(outcome, request))
        guard = self.configuration.guard
        if guard is None:
            yield Handle(outcome)
            return None
        try:
            found, same = yield from guard.claim(outcome)
        except StoreUnavailable as error:
            self._log_unavailable(error, outcome)
            return busy(503, RETRY_AFTER)
        if not same:
            self._log_delivery("warning", "payload_changed", outcome)
        if isinstance(found, Duplicate):
            return (yield from self._duplicate(found, request))
        try:
            return (yield from self._guarded(guard, found, outcome))
        finally:
            guard.forget(outcome)

    def log(self, level: Level, code: str, id: str | None, size: int | None, message: str | None = None) -> None:
        """Tells the log. Nothing that happens there changes an answer."""
        webhook = self.configuration.webhook
        text = message or receiver_messages[code]
        entry = LogEntry(level, code, webhook.provider, webhook.name, id, size, text)
        try:
            self.configuration.log(entry)
        except Exception:
            logger.exception("the function `log` of a webhook raised")

    def _judge(self, request: Request) -> Delivery | RefusedRequest:
        """The delivery, or why there is none."""
        settings, body = self.configuration, request.body
        if isinstance(body, Unread):
            return self._refused(body.code, body.message or receiver_messages[body.code], request)
        try:
            return settings.webhook.verify(
                body,  # type: ignore[arg-type]  # None is for the core to refuse, in its own order.
                request.headers,
                url=settings.public_url + request.target,
                remote_address=request.forwarded_chain if settings.chain else request.peer,
            )
        except WebhookVerificationError as error:
            return self._refused(error.code, self._hint if error.code == "body_not_raw" else str(error), request)

    def _refused(self, code: str, message: str, request: Request) -> RefusedRequest:
        settings = self.configuration
        ids = (id_for_log(request.values(name)) for name in settings.id_headers)
        body = request.body if isinstance(request.body, bytes) else None
        return RefusedRequest(code, message, settings.webhook.provider, next(filter(None, ids), None), body)

    def _refuse(self, request: RefusedRequest, received: Request) -> Flow:
        # A body that was parsed before is a mistake of the set-up: every delivery will fail in the same way.
        level: Level = "error" if request.code == "body_not_raw" else "warning"
        self.log(level, request.code, request.id, received.size, request.message)
        yield from self._tell(self.configuration.on_refused, request, received.context, request.id)
        answer = refused(request.code, self.configuration.status)
        # A body that did not arrive is no request that another version of the set-up would take.
        if not self.configuration.allow_refused or request.code in UNREAD:
            return answer
        yield Handle(request)
        return None

    def _duplicate(self, duplicate: Duplicate, request: Request) -> Flow:
        delivery = duplicate.delivery
        self._log_delivery("info", "duplicate" if duplicate.state == "done" else "in_flight", delivery)
        yield from self._tell(self.configuration.on_duplicate, duplicate, request.context, delivery.id)
        if duplicate.retry_after is None:
            return handled()
        return busy(busy_status(delivery.provider, delivery.variant), duplicate.retry_after)

    def _guarded(self, guard: Guard, claim: Claim, delivery: Delivery) -> Flow:
        ended: Handled = yield Handle(delivery, guard.replay.handler_timeout)
        if isinstance(ended.status, int) and 200 <= ended.status <= 299:
            try:
                if not (yield from guard.complete(claim)):
                    self._log_delivery("error", "claim_lost", delivery)
            except StoreUnavailable as error:
                # The work is done: another attempt would only do it twice.
                self._log_unavailable(error, delivery)
            return None
        try:
            yield from guard.release(claim)
        except StoreUnavailable as error:
            # The lease runs out instead.
            self._log_unavailable(error, delivery)
        if ended.status != "timed out":
            return None
        self._log_delivery("error", "handler_timeout", delivery)
        return busy(503, RETRY_AFTER)

    def _tell(self, hook: Any, told: object, context: object, id: str | None) -> Flow:
        if hook is not None:
            try:
                yield Call(lambda: hook(told, context))
            except Exception:
                self.log("error", "hook_failed", id_for_log([id or ""]), None)
        return None

    def _log_delivery(self, level: Level, code: str, delivery: Delivery, message: str | None = None) -> None:
        self.log(level, code, id_for_log([delivery.id or ""]), len(delivery.body), message)

    def _log_unavailable(self, error: StoreUnavailable, delivery: Delivery) -> None:
        # The exception's name alone: its text may hold the address of the store, with a password in it.
        message = f"{receiver_messages['store_unavailable']} ({type(error.__cause__).__name__})"
        self._log_delivery("error", "store_unavailable", delivery, message)


RETRY_AFTER = 5
"""Seconds after which a provider may try again where nothing says when it will do."""
