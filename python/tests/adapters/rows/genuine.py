"""Deliveries that a provider sends, in the shapes that servers and proxies give them."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import deliveries
from deliveries import Delivery, multipart, urlencoded
from rows.row import Step, handled, now, transcodely, with_header, with_headers


def in_odd_case(delivery: Delivery) -> Delivery:
    odd = ((name.swapcase(), value) for name, value in delivery.headers)
    return with_headers(delivery, *odd)


def named_like_members(delivery: Delivery) -> Delivery:
    names = ("__proto__", "constructor", "__class__", "__dict__", "items")
    return with_headers(delivery, *((name, "x") for name in names), *delivery.headers)


def compressed_and_signed() -> Delivery:
    delivery = transcodely(gzip.compress(b'{"event": "job.completed"}'))
    return with_headers(delivery, *delivery.headers, ("Content-Encoding", "gzip"))


GENUINE: dict[str, Callable[[], list[Step]]] = {
    # A handler that answers nothing gives an empty 200.
    "transcodely": lambda: [handled(transcodely(), text=b"")],
    "transcodely, second generation": lambda: [handled(deliveries.transcodely_2(now=now()))],
    "standard webhooks": lambda: [handled(deliveries.standard_webhooks(now=now()))],
    # Threats 53, 105: one provider, two kinds of form; the bytes of the signed field are what is handed out.
    "transloadit, multipart": lambda: [handled(deliveries.transloadit(multipart))],
    "transloadit, urlencoded": lambda: [handled(deliveries.transloadit(urlencoded))],
    # Threat 132: a token, and it says so: the delivery's class is no SignedDelivery.
    "assemblyai": lambda: [handled(deliveries.assemblyai())],
    "connect": lambda: [handled(deliveries.connect())],
    # Threat 41.
    "header names in odd case": lambda: [handled(in_odd_case(transcodely()))],
    "chunked": lambda: [handled(transcodely(), framing="chunked")],
    "chunked, multipart": lambda: [handled(deliveries.transloadit(multipart), framing="chunked")],
    # Threat 55: bytes in, bytes out, whatever they are.
    "a body that is no text": lambda: [handled(transcodely(b"\xff\xfe\x00\x80\xc3\x28"))],
    "line ends and a byte order mark": lambda: [handled(transcodely('\ufeff{\r\n\t"a" : 1 }\r\n'.encode()))],
    "an empty body": lambda: [handled(transcodely(b""))],
    "an empty body that is not announced": lambda: [handled(transcodely(b""), framing="none")],
    "no content type": lambda: [handled(with_header(transcodely(), "Content-Type"))],
    "a content type that is none": lambda: [handled(with_header(transcodely(), "Content-Type", "json"))],
    # Threat 105: JSON under the name of a form. Nothing parses it, so nothing is lost.
    "a form's content type for JSON": lambda: [
        handled(with_header(transcodely(), "Content-Type", content_type))
        for content_type in (deliveries.URLENCODED, deliveries.MULTIPART)
    ],
    # Threat 96: what is signed is what was sent, compressed or not.
    "a compressed body, signed as it is sent": lambda: [handled(compressed_and_signed())],
    "just below the limit": lambda: [handled(transcodely(b"x" * 1000), "tight")],
    # Threat 105: a parsed form still holds the text that was signed.
    "a parsed form, urlencoded": lambda: [handled(deliveries.transloadit(urlencoded), "consumed-form")],
    "a parsed form, multipart": lambda: [handled(deliveries.transloadit(multipart), "consumed-form")],
    # Threat 43: ordinary unknown names.
    "headers named like members of objects": lambda: [handled(named_like_members(transcodely()))],
}
