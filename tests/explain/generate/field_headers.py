"""What proxies do to headers, and machines to their clocks, as people ask about it."""

from . import schemes
from .chains import PAYLOADS
from .senders import (
    NOW,
    SENT,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
)

BODY = PAYLOADS["job"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    headers(book)
    clocks(book)


def headers(book):
    def case(slug, question, delivery, code, *proved, **more):
        book.add(f"field/{slug}", question, delivery, code, proved=proved, **more)

    first, second, one = transcodely(BODY), transcodely2(BODY), standard(BODY)
    case(
        "request-meta",
        "Django: I pass request.META",
        first.renamed(
            x_transcodely_signature="HTTP_X_TRANSCODELY_SIGNATURE",
            x_transcodely_timestamp="HTTP_X_TRANSCODELY_TIMESTAMP",
            x_transcodely_delivery_id="HTTP_X_TRANSCODELY_DELIVERY_ID",
        ),
        "signature_missing",
        "header_renamed",
    )
    case(
        "php-server",
        "PHP: I pass $_SERVER",
        one.renamed(
            webhook_id="HTTP_WEBHOOK_ID",
            webhook_timestamp="HTTP_WEBHOOK_TIMESTAMP",
            webhook_signature="HTTP_WEBHOOK_SIGNATURE",
        ),
        "signature_missing",
        "header_renamed",
    )
    case(
        "nginx-underscores",
        "nginx in front, the headers are gone",
        first.without("X-Transcodely-Signature", "X-Transcodely-Timestamp", "X-Transcodely-Delivery-ID"),
        "signature_missing",
        observed=["signature_missing"],
    )
    case(
        "relay-original",
        "a relay keeps the originals under its own names",
        second.renamed(
            transcodely_signature="x-relay-original-transcodely-signature", webhook_id="x-relay-original-webhook-id"
        ),
        "signature_missing",
        "header_renamed",
    )
    case(
        "lambda-snake",
        "the framework hands out transcodely_signature",
        second.renamed(transcodely_signature="transcodely_signature", webhook_id="webhook_id"),
        "signature_missing",
        "header_renamed",
    )
    case(
        "allow-list",
        "the CDN forwards only listed headers",
        one.without("webhook-timestamp"),
        "timestamp_missing",
        observed=["timestamp_missing"],
    )
    case(
        "varchar",
        "replayed from our table, column varchar(64)",
        first.header("X-Transcodely-Signature", first.value("X-Transcodely-Signature")[:64]),
        "signature_malformed",
        "signature_truncated",
    )
    case(
        "split-equals",
        "value.split('=')[1], the signature ends in =",
        custom(schemes.SHOP, BODY).header(
            "X-Shop-Hmac-Sha256", custom(schemes.SHOP, BODY).value("X-Shop-Hmac-Sha256").rstrip("=")
        ),
        "signature_malformed",
        "signature_encoding",
    )
    case(
        "stripped-prefix",
        "our gateway strips sha256=",
        first.header("X-Transcodely-Signature", first.value("X-Transcodely-Signature").removeprefix("sha256=")),
        "signature_malformed",
        "signature_prefix_missing",
    )
    case(
        "lower-cased",
        "the gateway lower-cases values",
        one.header("webhook-signature", one.value("webhook-signature").lower()),
        "signature_mismatch",
        "signature_case",
    )
    case(
        "double-proxy",
        "two proxies, each adds the header",
        first.but(headers=(*first.headers, ("X-Transcodely-Signature", first.value("X-Transcodely-Signature")))),
        "duplicate_header",
        observed=["duplicate_header"],
    )
    case(
        "docs-example",
        "the signature from the documentation's example",
        first.header("X-Transcodely-Signature", "sha256=a1b2c3d4e5f6..."),
        "signature_malformed",
        observed=["signature_malformed"],
    )


def clocks(book):
    def case(slug, question, delivery, code, *proved, **more):
        book.add(f"field/{slug}", question, delivery, code, proved=proved, **more)

    case(
        "cassette",
        "green last week, red today: a recorded delivery",
        transcodely(BODY, at=NOW - 700_003),
        "timestamp_too_old",
        "timestamp_stale",
    )
    case(
        "debugger",
        "fails when I stop at a breakpoint for a while",
        standard(BODY, at=NOW - 611),
        "timestamp_too_old",
        "timestamp_stale",
    )
    case(
        "laptop-sleep",
        "after the laptop slept, everything in the VM is refused",
        svix(BODY, at=SENT, now=SENT - 15_187).header("Date", "Thu, 23 May 2024 16:04:50 GMT"),
        "timestamp_too_new",
        "timestamp_future",
        hints=["clock_wrong"],
    )
    case(
        "local-time",
        "time.mktime(utcnow()) as now, I live in UTC+2",
        transcodely2(BODY, at=SENT, now=SENT + 7200),
        "timestamp_too_old",
        "timestamp_stale",
        hints=["clock_wrong"],
    )
    case(
        "date-now",
        "my test sender uses Date.now()",
        standard(BODY, at=NOW * 1000 + 417),
        "timestamp_too_new",
        "timestamp_in_milliseconds",
    )
    case(
        "iso-header",
        "my test sender writes new Date().toISOString()",
        transcodely(BODY).header("X-Transcodely-Timestamp", "2024-05-23T16:04:49.000Z"),
        "timestamp_malformed",
        observed=["timestamp_malformed"],
    )
