"""Transcodely's current generation: one header with a timestamp and a list of signatures, and the choice between both."""

from .cases import NOW, Delivery, Form
from .oracle import as_bytes, hex_mac, latin1
from .payloads import ODD_BODIES, TRANSCODELY_SHORT, transcodely_event
from .spellings import TIMESTAMPS_FAR, TIMESTAMPS_MALFORMED, bad_hex, window

SECRET = "whsec_your_signing_secret"
EVENT = '{"id":"evt_01","object":"event","type":"job.succeeded"}'
SIGNATURE = "Transcodely-Signature"


def tag(body=EVENT, timestamp=NOW, secret=SECRET):
    return hex_mac("sha256", secret, latin1(str(timestamp)), b".", as_bytes(body))


def headers(signature, identity="evt_01"):
    pairs = [("Content-Type", "application/json"), (SIGNATURE, signature)]
    return pairs + ([("Webhook-Id", identity)] if identity is not None else [])


def signed(body=EVENT, timestamp=NOW, secrets=(SECRET,), identity="evt_01"):
    tags = "".join(f",v1={tag(body, timestamp, secret)}" for secret in secrets)
    return headers(f"t={timestamp}{tags}", identity)


def proved(timestamp=NOW, id="evt_01", **more):
    return Delivery("transcodely-signature", id=id, timestamp=timestamp, algorithm="sha256", pointers=("/id",), **more)


def add(b):
    accepted(b)
    lists(b)
    times(b)
    members(b)
    choice(b)


def accepted(b):
    good = tag()
    b.case("list-envelope", "the whole envelope", signed(transcodely_event()), transcodely_event(), proved(show=True))
    b.case("list-genuine", "one signature", signed(), EVENT, proved())
    for slug, value, what, threats in [
        ("order", f"v1={good},t={NOW}", "the timestamp last", []),
        ("spaces", f" t={NOW} ,\tv1={good} ", "white space around the items", [45]),
        ("upper-hex", f"t={NOW},v1={good.upper()}", "upper-case hexadecimal", [46]),
        ("empty-items", f",t={NOW},,v1={good},", "empty items", [35]),
        ("junk-items", f"junk,t={NOW},more junk,v1={good}", "items without an equals sign", [35]),
        ("unknown-keys", f"t={NOW},v0={'0' * 64},v1={good},v2={good}", "other versions beside it", [26]),
        ("strange-keys", f"t={NOW},__proto__=1,constructor=2,toString=3,v1={good}", "keys that name object members", [43]),
        ("bad-before", f"t={NOW},v1=zz,v1={good[:-2]},v1={good}", "malformed signatures before the right one", [35]),
        ("bad-behind", f"t={NOW},v1={good},v1=,v1=\u00e9", "malformed signatures behind the right one", [35]),
        ("non-ascii-item", f"t={NOW},\u00ff\u00fe,v1={good}", "an item beyond ASCII", [34, 35]),
        ("repeated", f"t={NOW},v1={good},v1={good}", "the right signature twice", [36]),
        ("at-limit", f"t={NOW},v1={good},".ljust(8192, "x"), "8192 characters in all", [51]),
    ]:
        b.case(f"list-{slug}", f"accepted: {what}", headers(value), EVENT, proved(), threats=threats)
    wrong = [f"{n:064x}" for n in range(1, 17)]
    for position in range(16):
        tags = wrong[:position] + [good] + wrong[position:15]
        b.case(f"list-position-{position + 1}", f"the right signature at place {position + 1} of sixteen",
               headers(f"t={NOW}," + ",".join(f"v1={t}" for t in tags)), EVENT, proved(), threats=[36])
    both = ["whsec_new_secret", "whsec_old_secret"]
    b.case("list-both-secrets", "signed with both secrets, both known here: the first is reported",
           signed(secrets=both), EVENT, proved(index=0), options={"secrets": both}, threats=[124, 127])
    b.case("list-old-secret", "signed with both secrets, only the old one known here", signed(secrets=both), EVENT,
           proved(), options={"secret": both[1]}, threats=[127])
    b.case("list-new-secret", "signed with both secrets, only the new one known here", signed(secrets=both), EVENT,
           proved(), options={"secret": both[0]}, threats=[127])
    for slug, odd, what, threats in ODD_BODIES[:5]:
        shown = {"show": True}
        b.case(f"list-body-{slug}", f"body: {what}", signed(odd), odd, proved(**shown), threats=threats)


def lists(b):
    good, zero = tag(), "0" * 64
    for slug, value, code, what, threats in [
        ("mismatch", f"t={NOW},v1={zero}", "signature_mismatch", "a wrong signature", [7]),
        ("moved-time", f"t={NOW + 1},v1={good}", "signature_mismatch", "the timestamp moved by a second", [7]),
        ("all-wrong", f"t={NOW}," + ",".join(f"v1={n:064x}" for n in range(16)), "signature_mismatch",
         "sixteen wrong signatures", [7, 37]),
        ("v0-only", f"t={NOW},v0={good}", "signature_unsupported", "the right tag under another version", [26]),
        ("v11-only", f"t={NOW},v11={good}", "signature_unsupported", "the right tag under a key that starts alike", [26]),
        ("upper-key", f"t={NOW},V1={good}", "signature_unsupported", "the key in upper case", [26]),
        ("sha256-key", f"t={NOW},sha256={good}", "signature_unsupported", "the other generation's prefix as a key", [26]),
        ("nothing", "signature", "timestamp_missing", "no pair at all", [31]),
        ("bare-tag", good, "timestamp_missing", "the right tag and nothing else", [31]),
        ("commas", ",,,,", "timestamp_missing", "nothing but commas", [31]),
        ("time-only", f"t={NOW}", "signature_malformed", "a timestamp and no other pair", [27]),
        ("empty-v1", f"t={NOW},v1=", "signature_malformed", "an empty signature", [5, 28]),
        ("all-malformed", f"t={NOW},v1={good[:-2]},v1={good}00", "signature_malformed",
         "two signatures, neither of the right length", [5]),
        ("semicolons", f"t={NOW};v1={good}", "signature_malformed", "semicolons for commas", [31]),
        ("no-time", f"v1={good}", "timestamp_missing", "no timestamp", [63]),
        ("upper-time", f"T={NOW},v1={good}", "timestamp_missing", "the timestamp's key in upper case", [63]),
        ("time-in-header", f"v1={good}", "timestamp_missing", "no timestamp in the list", [63]),
        ("two-times", f"t={NOW},t={NOW},v1={good}", "duplicate_header", "the same timestamp twice", [38, 39]),
        ("two-times-apart", f"t={NOW - 9},v1={good},t={NOW}", "duplicate_header", "two timestamps, the last right", [39]),
        ("first-time-right", f"t={NOW},v1={good},t={NOW + 9}", "duplicate_header", "two timestamps, the first right", [39]),
        ("joined-1", f"t={NOW},v1={good},t={NOW},v1={good}", "duplicate_header", "sent twice, joined with a comma", [38]),
        ("joined-2", f"t={NOW},v1={good}, t={NOW},v1={good}", "duplicate_header",
         "sent twice, joined with comma and space", [38]),
        ("missing", "", "signature_missing", "an empty header", [28]),
    ]:
        extra = [("X-Transcodely-Timestamp", str(NOW))] if slug == "time-in-header" else []
        b.case(f"list-{slug}", f"refused: {what}", headers(value) + extra, EVENT, code, threats=threats)
    for slug, text, what, threats in bad_hex(good)[::3]:
        b.case(f"list-hex-{slug}", f"tag: {what}", headers(f"t={NOW},v1={text}"), EVENT, "signature_malformed",
               threats=threats)
    seventeen = ",".join(f"v1={n:064x}" for n in range(1, 17))
    b.case("list-17", "seventeen signatures, the right one last", headers(f"t={NOW},{seventeen},v1={good}"), EVENT,
           "too_many_signatures", threats=[37])
    b.case("list-17-first", "seventeen signatures, the right one first", headers(f"t={NOW},v1={good},{seventeen}"),
           EVENT, "too_many_signatures", threats=[37])
    others = ",".join(f"k{n}=1" for n in range(16))
    b.case("list-17-pairs", "sixteen pairs of other keys and the right signature",
           headers(f"t={NOW},{others},v1={good}"), EVENT, "too_many_signatures", threats=[37])
    b.case("list-too-long", "8193 characters", headers(f"t={NOW},v1={good},".ljust(8193, "x")), EVENT,
           "header_too_long", threats=[37, 51])
    b.case("list-twice", "the header twice", signed() + [(SIGNATURE, f"t={NOW},v1={good}")], EVENT,
           "duplicate_header", threats=[38])
    b.case("list-split", "timestamp and signature in two headers of one name",
           [(SIGNATURE, f"t={NOW}"), (SIGNATURE, f"v1={good}")], EVENT, "duplicate_header", threats=[38])
    b.case("list-parsed", "an object that a framework has parsed", signed(), Form([("id", "evt_01")]), "body_not_raw",
           threats=[91])


def times(b):
    for slug, text, what, threats in TIMESTAMPS_MALFORMED[::3]:
        b.case(f"list-time-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), EVENT,
               "timestamp_malformed", threats=threats)
    b.case("list-time-empty", "an empty timestamp, rightly signed", signed(timestamp=""), EVENT, "timestamp_missing",
           threats=[58, 63])
    b.case("list-time-space", "a space behind t=", headers(f"t= {NOW},v1={tag(timestamp=f' {NOW}')}"), EVENT,
           "timestamp_malformed", threats=[58])
    for slug, text, code, what, threats in TIMESTAMPS_FAR[::3]:
        b.case(f"list-time-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), EVENT, code,
               threats=threats)
    for slug, offset, code, what in window():
        b.case(f"list-window-{slug}", what, signed(timestamp=NOW + offset), EVENT,
               code or proved(timestamp=NOW + offset), threats=[61])
    genuine = '{"v":1.5}'
    b.case("list-shifted", "signed bytes of a genuine delivery, cut at another full stop",
           headers(f't={NOW}.{{"v":1,v1={tag(genuine)}'), "5}", "timestamp_malformed", threats=[57])


def members(b):
    """The dedupe key comes from /id of the signed body, or from the body's digest when that names nothing."""
    for slug, body, what in [
        ("number", '{"id":42}', "an integer"), ("negative", '{"id":-7}', "a negative integer"),
        ("escaped", '{"id":"evt_\\u00e9\\/1"}', "text with escapes"), ("empty", '{"id":""}', "empty"),
        ("null", '{"id":null}', "null"), ("true", '{"id":true}', "a boolean"), ("float", '{"id":1.5}', "a fraction"),
        ("object", '{"id":{"id":"x"}}', "an object"), ("absent", '{"Id":"evt_01"}', "absent"),
        ("array", '[{"id":"evt_01"}]', "inside an array"), ("not-json", '{"id":"evt_01"', "in broken JSON"),
        ("nan", '{"id":"evt_01","n":NaN}', "beside a NaN, which JSON does not have"),
        ("trailing", '{"id":"evt_01"} x', "followed by text behind the JSON"),
    ]:
        b.case(f"member-{slug}", f"/id is {what}", signed(body), body, proved(id="evt_01"), threats=[55])
    b.case("member-spelling", "the same /id in another spelling of the JSON gives the same key",
           signed('{ "type":"x", "id" : "evt_\\u0030\\u0031" }'), '{ "type":"x", "id" : "evt_\\u0030\\u0031" }',
           proved(), threats=[49, 69])
    b.case("member-name", "the endpoint's name separates keys", signed(), EVENT, proved(),
           options={"secret": SECRET, "name": "eu"})
    b.case("list-id-absent", "no Webhook-Id", signed(identity=None), EVENT, proved(id=None), threats=[70])
    b.case("list-id-twice", "two Webhook-Ids are none", signed() + [("webhook-id", "evt_02")], EVENT, proved(id=None),
           threats=[38, 70])
    b.case("list-id-comma", "a Webhook-Id with a comma is none", signed(identity="a,b"), EVENT, proved(id=None),
           threats=[38, 70])
    b.case("list-id-other", "another Webhook-Id on the same bytes keeps the dedupe key", signed(identity="evt_99"),
           EVENT, proved(id="evt_99"), threats=[69])


def choice(b):
    """The first variant whose signature header is present is the only one judged."""
    def first(body=TRANSCODELY_SHORT):
        return [("X-Transcodely-Signature", f"sha256={tag(body)}"), ("X-Transcodely-Timestamp", str(NOW)),
                ("X-Transcodely-Delivery-ID", "dlv_1")]

    good, zero = tag(), "0" * 64
    earlier = Delivery("x-transcodely-signature", id="dlv_1", timestamp=NOW, algorithm="sha256")
    b.case("choice-both", "both generations right: the current one is judged", first(EVENT) + signed(), EVENT, proved())
    b.case("choice-empty-list", "an empty list header is absent: the other generation is judged",
           first() + [(SIGNATURE, "")], TRANSCODELY_SHORT, earlier)
    b.case("choice-bad-earlier", "the current generation right, the other one wrong",
           [("X-Transcodely-Signature", f"sha256={zero}")] + signed(), EVENT, proved())
    for slug, value, code in [
        ("mismatch", f"t={NOW},v1={zero}", "signature_mismatch"), ("malformed", f"t={NOW},v1={good[:-2]}", "signature_malformed"),
        ("unsupported", f"t={NOW},v0={zero}", "signature_unsupported"),
        ("no-time", f"v1={good}", "timestamp_missing"), ("borrowed-time", f"v1={good},x=1", "timestamp_missing"),
    ]:
        b.case(f"choice-{slug}", "the current generation present but refused, the other one right",
               first(EVENT) + headers(value), EVENT, code, threats=[11])
    b.case("choice-twice-empty", "the current generation's header twice and empty, the other one right",
           first(EVENT) + [(SIGNATURE, ""), (SIGNATURE, "")], EVENT, "duplicate_header", threats=[11, 38])
    old = NOW - 4000
    b.case("choice-old", "the current generation too old, the other one fresh", first(EVENT) + signed(timestamp=old),
           EVENT, "timestamp_too_old", threats=[11])
