"""Transcodely's documented generation, continued: the timestamp, and the delivery id, which is not signed."""

from .cases import NOW
from .payloads import transcodely_event
from .spellings import TIMESTAMPS_FAR, TIMESTAMPS_MALFORMED, window
from .transcodely_post import BODY, DELIVERY, ID, SECRET, headers, proved, signed, tag


def add(b):
    times(b)
    identities(b)


def times(b):
    body = BODY
    for slug, text, what, threats in TIMESTAMPS_MALFORMED:
        b.case(f"timestamp-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), body,
               "timestamp_malformed", threats=threats)
    for slug, text, code, what, threats in TIMESTAMPS_FAR:
        b.case(f"timestamp-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), body, code,
               threats=threats)
        if slug in ("one", "sixteen-digits", "two-to-53"):
            b.case(f"anytime-{slug}", f"allowAnyTimestamp: {what}", signed(timestamp=text), body,
                   proved(timestamp=int(text)), options={"secret": SECRET, "allowAnyTimestamp": True})
    b.case("anytime-malformed", "allowAnyTimestamp keeps the grammar", signed(timestamp=f"0{NOW}"), body,
           "timestamp_malformed", options={"secret": SECRET, "allowAnyTimestamp": True}, threats=[58])
    for tolerance in (None, 1, 86400):
        options = {"secret": SECRET} | ({"tolerance": tolerance} if tolerance else {})
        for slug, offset, code, what in window(tolerance or 300):
            b.case(f"window-{tolerance or 'default'}-{slug}", f"tolerance {tolerance or 300}: {what}",
                   signed(timestamp=NOW + offset), body, code or proved(timestamp=NOW + offset), options=options,
                   threats=[61, 62])
    b.case("late-clock", "the latest clock that verify takes", signed(timestamp=10**11), body,
           proved(timestamp=10**11), now=10**11)
    b.case("early-clock", "a clock near zero does not wrap", signed(timestamp=300), body, proved(timestamp=300), now=0,
           threats=[60])
    b.case("early-clock-too-new", "a clock near zero, one second past the window", signed(timestamp=301), body,
           "timestamp_too_new", now=0, threats=[60])
    # The signed bytes of a genuine delivery, cut at another full stop: same MAC, other timestamp and body.
    for slug, genuine_body in [("fraction", '{"v":1.5,"w":2}'), ("fresh", f'{{"note":"x.{NOW + 9}.{{}}"}}')]:
        whole = f"{NOW}.{genuine_body}"
        cuts = [i for i, c in enumerate(whole) if c == "."]
        for number, cut in enumerate(cuts[1:], 1):
            b.case(f"shifted-{slug}-{number}", "signed bytes of a genuine delivery, cut at another full stop",
                   headers(f"sha256={tag(genuine_body)}", whole[:cut]), whole[cut + 1:], "timestamp_malformed",
                   threats=[57])


def identities(b):
    body = BODY
    for slug, value, what in [
        ("empty", "", "empty"), ("space", "dlv 1", "with a space inside"), ("comma", "dlv_1,dlv_2", "with a comma"),
        ("joined", "dlv_1, dlv_1", "sent twice and joined"), ("non-ascii", "dlv_\u00e9", "beyond ASCII"),
        ("control", "dlv_1\u0001", "with a control character"), ("nul", "dlv_1\u0000", "with a NUL"),
        ("newline", "dlv_1\nX", "with a line feed"), ("delete", "dlv_\u007f", "with a DEL"),
        ("257", "d" * 257, "of 257 characters"), ("9000", "d" * 9000, "of 9000 characters"),
    ]:
        b.case(f"id-{slug}", f"an unsigned delivery id {what} is no id, and no reason to refuse",
               signed(identity=value), body, proved(id=None), threats=[70])
    b.case("id-absent", "no delivery id", signed(identity=None), body, proved(id=None), threats=[70])
    b.case("id-twice", "two delivery ids are none", signed() + [(DELIVERY, ID)], body, proved(id=None),
           threats=[38, 70])
    b.case("id-256", "an unsigned delivery id of 256 characters", signed(identity="d" * 256), body,
           proved(id="d" * 256))
    b.case("id-visible", "every visible character but comma and full stop",
           signed(identity="".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in ",.")), body,
           proved(id="".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in ",.")))
    b.case("id-replayed", "another unsigned id on the same bytes keeps the dedupe key", signed(identity="dlv_other"),
           body, proved(id="dlv_other"), threats=[69])
    b.case("id-of-other-generation", "the other generation's id header is not read",
           signed(identity=None) + [("Webhook-Id", "evt_01")], body, proved(id=None))
    b.case("retry", "a retry, signed anew, keeps its dedupe key", signed(timestamp=NOW + 60), body,
           proved(timestamp=NOW + 60), threats=[69, 142])
    b.case("envelope", "a body with /id: this generation's key is the digest of the body", signed(transcodely_event()),
           transcodely_event(), proved())
