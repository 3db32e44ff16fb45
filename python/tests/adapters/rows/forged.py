"""Requests that prove nothing: every one is answered alike, and none enters the handler."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import deliveries
from deliveries import Delivery, multipart
from rows.row import Step, changed, now, refused, transcodely, value_of, with_body, with_header, with_headers

SIGNATURE = "X-Transcodely-Signature"
TIMESTAMP = "X-Transcodely-Timestamp"
TOKEN = "X-My-Webhook-Secret"
DELIVERY_ID = "X-Transcodely-Delivery-ID"


def repeated(delivery: Delivery, name: str) -> Delivery:
    return with_headers(delivery, *delivery.headers, (name, value_of(delivery, name)))


def renamed(delivery: Delivery, name: str) -> Delivery:
    pairs = ((name if key == SIGNATURE else key, value) for key, value in delivery.headers)
    return with_headers(delivery, *pairs)


def before(delivery: Delivery, name: str, value: str) -> Delivery:
    return with_headers(delivery, (name, value), *delivery.headers)


def doubled() -> Delivery:
    delivery = deliveries.transcodely_2(now=now())
    value = value_of(delivery, "Transcodely-Signature")
    return with_header(delivery, "Transcodely-Signature", f"{value},{value.split(',')[0]}")


def compressed(delivery: Delivery) -> Delivery:
    packed = with_body(delivery, gzip.compress(delivery.body))
    return with_headers(packed, *packed.headers, ("Content-Encoding", "gzip"))


def form(*fields: tuple[str, bytes]) -> Delivery:
    content_type, body = multipart(list(fields))
    return Delivery("transloadit", body, (("Content-Type", content_type),), b"")


def with_id(value: str) -> Delivery:
    return with_header(changed(transcodely()), DELIVERY_ID, value)


def unsigned(method: str, query: str = "") -> list[Step]:
    # Threat 116: no method is a way around. Some are answered before any view; none is handled.
    nothing = Delivery("transcodely", b"", (), b"")
    text = b"" if method == "HEAD" else b"refused\n"
    framing = "length" if method == "POST" else "none"
    return [refused(nothing, "signature_missing", method=method, text=text, framing=framing, query=query)]


def preflight() -> list[Step]:
    headers = (("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"))
    return [replace(unsigned("OPTIONS")[0], delivery=Delivery("transcodely", b"", headers, b""))]


TRANSLOADIT = deliveries.transloadit_fields(deliveries.payload("transloadit"))

FORGED: dict[str, Callable[[], list[Step]]] = {
    "transcodely, a changed body": lambda: [refused(changed(transcodely()), "signature_mismatch")],
    "transcodely, second generation, a changed body": lambda: [
        refused(changed(deliveries.transcodely_2(now=now())), "signature_mismatch")
    ],
    "standard webhooks, a changed body": lambda: [
        refused(changed(deliveries.standard_webhooks(now=now())), "signature_mismatch")
    ],
    "transloadit, a changed field": lambda: [refused(changed(deliveries.transloadit(multipart)), "signature_mismatch")],
    "assemblyai, another token": lambda: [
        refused(with_header(deliveries.assemblyai(), TOKEN, "wrong"), "token_mismatch")
    ],
    "assemblyai, no token": lambda: [refused(with_header(deliveries.assemblyai(), TOKEN), "token_missing")],
    "connect, another token": lambda: [refused(deliveries.connect(), "token_mismatch", query="?token=wrong")],
    "connect, no token": lambda: [refused(deliveries.connect(), "token_missing", query="?a=b")],
    "connect, the token twice": lambda: [refused(deliveries.connect(), "duplicate_field", query="?token=a&token=a")],
    "no signature": lambda: [refused(with_header(transcodely(), SIGNATURE), "signature_missing")],
    "an empty signature": lambda: [refused(with_header(transcodely(), SIGNATURE, ""), "signature_missing")],
    "a malformed signature": lambda: [
        refused(with_header(transcodely(), SIGNATURE, "sha256=00"), "signature_malformed")
    ],
    "an old delivery": lambda: [refused(transcodely(age=310), "timestamp_too_old")],
    "a delivery of the future": lambda: [refused(transcodely(age=-330), "timestamp_too_new")],
    # Threats 38, 40: two lines, in one spelling or two.
    "a header twice": lambda: [
        refused(repeated(transcodely(), name), "duplicate_header")
        for name in (SIGNATURE, TIMESTAMP, SIGNATURE.lower(), TIMESTAMP.lower())
    ],
    "a wrong signature before the right one": lambda: [
        refused(before(transcodely(), SIGNATURE, "sha256=00"), "duplicate_header")
    ],
    "a token header twice": lambda: [refused(repeated(deliveries.assemblyai(), TOKEN), "duplicate_header")],
    # Threat 39.
    "one key twice in one header": lambda: [refused(doubled(), "duplicate_header")],
    # Threat 42: no other name is taken for the one that counts; gunicorn and werkzeug drop it.
    "an underscore for a dash": lambda: [
        refused(renamed(transcodely(), SIGNATURE.replace("-", "_")), "signature_missing")
    ],
    "an underscore beside the dash": lambda: [
        refused(
            before(with_header(transcodely(), SIGNATURE, f"sha256={'0' * 64}"), SIGNATURE.replace("-", "_"), right),
            "signature_mismatch",
        )
        for right in [value_of(transcodely(), SIGNATURE)]
    ],
    # Threat 43.
    "a signature in __proto__": lambda: [refused(renamed(transcodely(), "__proto__"), "signature_missing")],
    # Threat 53.
    "a form field twice": lambda: [refused(form(*TRANSLOADIT, TRANSLOADIT[0]), "duplicate_field")],
    "a form field as a file": lambda: [
        refused(Delivery("transloadit", multipart(TRANSLOADIT, file="transloadit")[1], head, b""), "form_malformed")
        for head in [(("Content-Type", deliveries.MULTIPART),)]
    ],
    "JSON in place of a form": lambda: [refused(transcodely(), "form_malformed", "transloadit")],
    # Threat 54.
    "a form of a thousand parts": lambda: [refused(form(*[("x", b"")] * 1000, *TRANSLOADIT), "form_malformed")],
    # Threat 97: nothing is inflated, so that a small body stays small.
    "a compressed body, signed before": lambda: [refused(compressed(transcodely()), "signature_mismatch")],
    "a body that would inflate": lambda: [
        refused(compressed(with_body(transcodely(), bytes(16 << 20))), "signature_mismatch")
    ],
    **{
        f"{method} without a signature": lambda method=method: unsigned(method)  # type: ignore[misc]
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    },
    "GET without a signature, with a query": lambda: unsigned("GET", "?a=1&a=2"),
    # Threats 116, 139.
    "a path with a slash at its end": lambda: [refused(transcodely(), "signature_missing", "transcodely/", id="any")],
    "a preflight of CORS": preflight,
    # Threat 95: parsed and not kept. The message names the line.
    "a body that was consumed": lambda: [
        refused(transcodely(), "body_not_raw", "consumed", level="error", message="body")
    ],
    "another answer by option": lambda: [refused(changed(transcodely()), "signature_mismatch", "tight", status=(410,))],
    "a hook that raises": lambda: [
        refused(changed(transcodely()), "signature_mismatch", "hooks", log=("signature_mismatch", "hook_failed"))
    ],
    "a refused request where it is allowed": lambda: [
        replace(
            refused(changed(transcodely()), "signature_mismatch", "migrating", status=(202,), text=None, refused=True),
            runs=(changed(transcodely()).body,),
        )
    ],
    # Only visible ASCII of at most 256 characters reaches the log.
    "a delivery id in the log": lambda: [
        refused(with_id(value), "signature_mismatch", id=logged)
        for value, logged in (("dlv_seen", "dlv_seen"), ("d" * 257, None), ("d\u00e9\u0085", None))
    ],
}
