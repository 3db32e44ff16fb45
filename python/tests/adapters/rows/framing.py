"""Bodies that are too long, too short, too slow, or not what was announced."""

from __future__ import annotations

from collections.abc import Callable

import deliveries
from deliveries import Delivery, multipart
from rows.row import Step, handled, refused, transcodely

FRAMING: dict[str, Callable[[], list[Step]]] = {
    # Threat 98: refused by what is announced, or as soon as more has come.
    "above the limit, announced": lambda: [refused(transcodely(b"x" * 1001), "body_too_large", "tight", status=(413,))],
    "above the limit, chunked": lambda: [
        refused(transcodely(b"x" * 1001), "body_too_large", "tight", status=(413,), framing="chunked")
    ],
    "above the default limit": lambda: [
        refused(transcodely(b"x" * (1024 * 1024 + 1)), "body_too_large", status=(413,))
    ],
    "a form may be longer": lambda: [long_form()],
    "two gigabytes announced, and never sent": lambda: [
        refused(transcodely(), "body_too_large", status=(413,), announced=1 << 31, closed=True)
    ],
    # Threat 99: half a body, then silence.
    "a body that never ends": lambda: [
        refused(transcodely(), "body_timeout", "hurried", status=(408,), announced=10, closed=True)
    ],
    # Threat 100: what was received is what counts, and only if it is what was announced.
    "shorter than announced": lambda: [
        refused(transcodely(), "body_incomplete", status=(400, None), announced=7, ends=True, text=None)
    ],
    "chunked, without the last chunk": lambda: [
        refused(transcodely(), "body_incomplete", status=(400, None), framing="cut", ends=True, text=None)
    ],
    "longer than announced": lambda: [
        refused(transcodely(), "signature_mismatch", status=(401, 400), announced=-7, text=None)
    ],
    "a length and chunks, both announced": lambda: [Step("transcodely", both(), (400, None), framing="chunked")],
}


def both() -> Delivery:
    delivery = transcodely()
    headers = (*delivery.headers, ("Content-Length", str(len(delivery.body))))
    return Delivery("transcodely", delivery.body, headers, b"")


def long_form() -> Step:
    """Longer than the limit of other providers, and than Django's own."""
    status = b'{"ok": "%s"}' % (b"x" * 3_000_000)
    content_type, body = multipart(deliveries.transloadit_fields(status))
    return handled(Delivery("transloadit", body, (("Content-Type", content_type),), status))
