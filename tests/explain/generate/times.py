"""The timestamp, or this machine's clock, is wrong."""

from . import schemes
from .chains import PAYLOADS
from .senders import NOW, SENT, custom, standard, svix, transcodely, transcodely2

BODY = PAYLOADS["contact"].encode()
DAY = 86400


def by(scheme):
    return lambda body, **more: custom(scheme, body, **more)


SENDERS = (
    ("transcodely", transcodely),
    ("transcodely2", transcodely2),
    ("standard", standard),
    ("svix", svix),
    ("custom", by(schemes.TIMED)),
)


def add(book):
    for slug, sender in SENDERS:
        book.add(
            f"time/stale-{slug}",
            "a captured delivery, posted again days later",
            sender(BODY, at=NOW - 5 * DAY - 1234),
            "timestamp_too_old",
            proved=["timestamp_stale"],
            never=["clock_wrong", "timestamp_in_milliseconds"],
        )
        book.add(
            f"time/future-{slug}",
            "a time that is still to come",
            sender(BODY, at=NOW + 1234),
            "timestamp_too_new",
            proved=["timestamp_future"],
            never=["timestamp_in_milliseconds"],
        )
        book.add(
            f"time/milliseconds-{slug}",
            "milliseconds where seconds belong, and so signed",
            sender(BODY, at=NOW * 1000),
            "timestamp_too_new",
            proved=["timestamp_in_milliseconds"],
            never=["timestamp_future", "clock_wrong"],
        )
        book.add(f"time/edge-{slug}", "as old as is tolerated", sender(BODY, at=NOW - 300), None)
        book.add(
            f"time/stale-edge-{slug}",
            "one second older than is tolerated",
            sender(BODY, at=NOW - 301),
            "timestamp_too_old",
            proved=["timestamp_stale"],
        )
    # The sender's scheme differs from the receiver's in the unit alone.
    seconds = schemes.MILLISECONDS | {"timestamp": {"value": "t"}}
    book.add(
        "time/seconds",
        "seconds where milliseconds belong, and so signed",
        custom(schemes.MILLISECONDS, BODY, sign=seconds),
        "timestamp_too_old",
        proved=["timestamp_in_seconds"],
        never=["timestamp_stale", "clock_wrong"],
    )
    stale = transcodely(BODY, at=NOW - 40)
    book.add(
        "time/tolerance",
        "older than a tolerance of one's own",
        stale.but(options=stale.options | {"tolerance": 30}),
        "timestamp_too_old",
        proved=["timestamp_stale"],
    )
    old = standard(BODY, at=NOW - 400 * DAY)
    book.add("time/any", "any time is taken", old.but(options=old.options | {"allowAnyTimestamp": True}), None)
    clocks(book)
    malformed(book)


def clocks(book):
    cases = [
        ("hour", "this machine is an hour ahead, as if its zone were", transcodely, 3600, None, "timestamp_too_old"),
        ("hour-behind", "this machine is an hour behind", standard, -3600, None, "timestamp_too_new"),
        ("zone", "this machine is nine hours ahead", transcodely2, 9 * 3600, None, "timestamp_too_old"),
        (
            "date",
            "this machine is 1000 s ahead of the sender's Date",
            transcodely,
            1000,
            "Thu, 23 May 2024 16:04:50 GMT",
            "timestamp_too_old",
        ),
        (
            "date-behind",
            "this machine is 1000 s behind the sender's Date",
            svix,
            -1000,
            "Thu, 23 May 2024 16:04:50 GMT",
            "timestamp_too_new",
        ),
    ]
    for slug, comment, sender, ahead, date, code in cases:
        delivery = sender(BODY, at=SENT, now=SENT + ahead)
        delivery = delivery if date is None else delivery.header("Date", date)
        proved = "timestamp_stale" if ahead > 0 else "timestamp_future"
        book.add(f"time/clock-{slug}", comment, delivery, code, proved=[proved], hints=["clock_wrong"])


def malformed(book):
    for slug, value in (
        ("words", "Thu, 23 May 2024 16:04:53 GMT"),
        ("iso", "2024-05-23T16:04:53Z"),
        ("float", "1716480289.123"),
        ("negative", "-1"),
        ("empty-sign", "+1716480289"),
        ("zero", "01716480289"),
    ):
        # A comma in a value shows a header that was sent twice.
        code = "duplicate_header" if "," in value else "timestamp_malformed"
        book.add(
            f"time/malformed-{slug}",
            "a time that is no plain decimal number",
            transcodely(BODY).header("X-Transcodely-Timestamp", value),
            code,
            observed=[code],
        )
    book.add(
        "time/altered",
        "a fresh time on an old delivery, which nobody signed",
        transcodely(BODY, at=NOW - 5 * DAY).header("X-Transcodely-Timestamp", str(NOW)),
        "signature_mismatch",
    )
    fresh = transcodely2(BODY, at=NOW - 5 * DAY)
    book.add(
        "time/altered-pair",
        "a fresh time on an old delivery, which nobody signed",
        fresh.header(
            "Transcodely-Signature", fresh.value("Transcodely-Signature").replace(str(NOW - 5 * DAY), str(NOW))
        ),
        "signature_mismatch",
    )
