"""Who sends: nothing that a header says counts, unless the configuration says so."""

from __future__ import annotations

from collections.abc import Callable

import deliveries
from deliveries import Delivery
from rows.row import Step, handled, refused, with_headers

NAMES = ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri", "X-Forwarded-Path")
SENDER = "44.238.19.20"
"""AssemblyAI's documented address in the US."""


def coming(*headers: tuple[str, str]) -> Delivery:
    delivery = deliveries.assemblyai()
    return with_headers(delivery, *delivery.headers, *headers)


def stranger(endpoint: str, *headers: tuple[str, str]) -> Step:
    return refused(coming(*headers), "address_not_allowed", endpoint)


CALLERS: dict[str, Callable[[], list[Step]]] = {
    # Threat 130: the peer of the connection.
    "the peer is no allowed sender": lambda: [stranger("senders")],
    "what a stranger says in headers": lambda: [
        stranger("senders", (name, SENDER))
        for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP")
    ],
    # A chain is read right to left, and ends at the first address that is no trusted proxy.
    "through a trusted proxy": lambda: [handled(coming(("X-Forwarded-For", SENDER)), "proxied")],
    "a chain in two headers": lambda: [
        handled(coming(("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", SENDER)), "proxied")
    ],
    # Threat 131.
    "IPv4 inside IPv6": lambda: [handled(coming(("X-Forwarded-For", f"::ffff:{SENDER}")), "proxied")],
    "the sender's address left of a stranger's": lambda: [
        stranger("proxied", ("X-Forwarded-For", f"{SENDER}, 6.6.6.6"))
    ],
    "a trusted proxy without a chain": lambda: [stranger("proxied")],
    "an odd address": lambda: [
        stranger("proxied", ("X-Forwarded-For", odd))
        for odd in ("044.238.19.20", "44.238.19.20:443", "0x2c.238.19.20", "unknown")
    ],
    # Threat 104: the URL is what the request line says, not what a header says about it.
    "a token in headers that name another URL": lambda: [
        refused(
            with_headers(deliveries.connect(), *((name, deliveries.connect().url) for name in NAMES)),
            "token_missing",
            query="?a=b",
        )
    ],
}
