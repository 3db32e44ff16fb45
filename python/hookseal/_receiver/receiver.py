"""What happens to a request, in order: read, verified, claimed, handled, completed or released, answered.

It is written once, as a generator that asks for what may take time, and is carried out by the exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._generated import RECEIVER_FAULTS, ProviderName, receiver_messages
from ..delivery import Delivery
from ..errors import WebhookVerificationError
from ..replay._guard import Claim, Duplicate, Guard, StoreUnavailable
from .answers import UNREAD, Answer, busy, failed, handled, refused
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
        rethrows: whether there is a framework to answer what the handler raises.

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
        rethrows: bool = True,
    ) -> None:
        self._hint, self._rethrows = hint, rethrows
        try:
            self.configuration = configure(provider, secret, options)
        finally:
            # A traceback that shows local variables must not show these.
            del secret, options
        if not asynchronous:
            self.require_blocking()
        if self.configuration.allow_refused:
            self._log("warning", "refused_allowed", None)

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
            return self._failed((yield Handle(outcome)), outcome)
        try:
            found, same = yield from guard.claim(outcome)
        except StoreUnavailable as error:
            self._log_unavailable(error, outcome)
            return busy(503, RETRY_AFTER)
        if not same:
            self._log("warning", "payload_changed", outcome, key=outcome.dedupe_key)
        if isinstance(found, Duplicate):
            return (yield from self._duplicate(found, request))
        try:
            return (yield from self._guarded(guard, found, outcome))
        finally:
            guard.forget(outcome)

    def _judge(self, request: Request) -> Delivery | RefusedRequest:
        """The delivery, or why there is none."""
        settings, body = self.configuration, request.body
        if isinstance(body, Unread):
            return self._refused(body.code, body.message or receiver_messages[body.code], request)
        try:
            return settings.webhook.verify(
                body,  # type: ignore[arg-type]  # None is for the core to refuse, in its own order.
                request.headers,
                method=request.method,
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
        # A mistake of the set-up: every delivery will fail in the same way.
        level: Level = "error" if request.code in RECEIVER_FAULTS else "warning"
        self._log(level, request.code, request, request.message)
        yield from self._tell(self.configuration.on_refused, request, received.context, request)
        answer = refused(request.code, self.configuration.status)
        # A body that did not arrive is no request that another version of the set-up would take.
        if not self.configuration.allow_refused or request.code in UNREAD:
            return answer
        return self._failed((yield Handle(request)), request)

    def _duplicate(self, duplicate: Duplicate, request: Request) -> Flow:
        delivery = duplicate.delivery
        code = "duplicate" if duplicate.state == "done" else "in_flight"
        self._log("info", code, delivery, key=delivery.dedupe_key)
        yield from self._tell(self.configuration.on_duplicate, duplicate, request.context, delivery)
        if duplicate.retry_after is None:
            return handled()
        return busy(busy_status(delivery.provider, delivery.variant), duplicate.retry_after)

    def _guarded(self, guard: Guard, claim: Claim, delivery: Delivery) -> Flow:
        ended: Handled = yield Handle(delivery, guard.replay.handler_timeout)
        if isinstance(ended.status, int) and 200 <= ended.status <= 299:
            try:
                if not (yield from guard.complete(claim)):
                    self._log("error", "claim_lost", delivery)
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
            return self._failed(ended, delivery)
        self._log("error", "handler_timeout", delivery)
        return busy(503, RETRY_AFTER)

    def _failed(self, ended: Handled, outcome: Delivery | RefusedRequest) -> Answer | None:
        """The answer for a handler that raised, None if it did not, or if somebody else answers."""
        if self._rethrows or not isinstance(ended.error, Exception):
            return None
        self._log("error", "handler_failed", outcome, cause=ended.error)
        return failed()

    def _tell(self, hook: Any, told: object, context: object, outcome: Delivery | RefusedRequest) -> Flow:
        if hook is not None:
            try:
                yield Call(lambda: hook(told, context))
            except Exception as error:
                self._log("error", "hook_failed", outcome, cause=error)
        return None

    def _log_unavailable(self, error: StoreUnavailable, delivery: Delivery) -> None:
        # The exception's name alone: its text may hold the address of the store, with a password in it.
        message = f"{receiver_messages['store_unavailable']} ({type(error.__cause__).__name__})"
        self._log("error", "store_unavailable", delivery, message, cause=error.__cause__)

    def _log(
        self,
        level: Level,
        code: str,
        outcome: Delivery | RefusedRequest | None,
        message: str | None = None,
        *,
        key: str | None = None,
        cause: BaseException | None = None,
    ) -> None:
        """Tells the log. Nothing that happens there changes an answer."""
        webhook, body = self.configuration.webhook, outcome.body if outcome else None
        id, size = id_for_log([outcome.id or ""]) if outcome else None, None if body is None else len(body)
        text = message or receiver_messages[code]
        entry = LogEntry(level, code, webhook.provider, webhook.name, id, size, text, key, cause)
        try:
            self.configuration.log(entry)
        except Exception:
            logger.exception("the function `log` of a webhook raised")


RETRY_AFTER = 5
"""Seconds after which a provider may try again where nothing says when it will do."""
