"""Custom schemes: each member of the vocabulary in use, at its edges, and refused."""

from .cases import NOW, Book, Delivery, Form
from .forms import URLENCODED_TYPE, multipart, multipart_type, part, urlencoded
from .oracle import b64, b64url, hex_mac, mac
from .schemes import ADJACENT, BEARER, BEHIND, FIELD, FINCH, GITLAB, NAMED, NOTED, OPEN, QUERY, SANITY, WIDE
from .spellings import window
from . import custom_line, custom_vendor

SECRET = "custom-secret-1"
BODY = '{"id":"evt_1","amount":100}'


def proved(**more):
    return Delivery("custom", **{"algorithm": "sha256"} | more)


def book():
    b = Book("custom", "Custom schemes, with the vendors' own values where the vocabulary reaches them.",
             options={"secret": SECRET})
    custom_vendor.add(b)
    named(b)
    milliseconds(b)
    adjacent(b)
    wide(b)
    noted(b)
    items(b)
    fields(b)
    tokens(b)
    custom_line.add(b)
    return b


def named(b):
    def case(slug, what, value, expect, threats=(8,), **more):
        b.case(f"named-{slug}", what, [("X-Named-Signature", value)], BODY, expect, provider=NAMED, threats=threats, **more)

    for name in NAMED["algorithms"]:
        tag = b64(mac(name, SECRET, BODY))
        case(name, f"{name} by name", f"{name}:{tag}", proved(algorithm=name))
    sha1 = b64(mac("sha1", SECRET, BODY))
    case("bare", "no name: SHA-1", sha1, proved(algorithm="sha1"), threats=[9])
    sha256 = b64(mac("sha256", SECRET, BODY))
    case("sha384", "an algorithm that is not listed", "sha384:" + b64(mac("sha384", SECRET, BODY)), "algorithm_not_allowed")
    case("upper", "a listed name in upper case", f"SHA256:{sha256}", "algorithm_not_allowed")
    case("length", "a tag of another algorithm's length", f"sha512:{sha256}", "signature_malformed", threats=[5])
    case("narrowed", "a listed name that the option leaves out", f"sha256:{sha256}", "algorithm_not_allowed",
         options={"secret": SECRET, "algorithms": ["sha512"]})
    case("narrowed-ok", "a listed name that the option keeps", f"sha256:{sha256}", proved(),
         options={"secret": SECRET, "algorithms": ["sha256"]})
    case("joined", "sent twice, joined", f"sha256:{sha256}, sha256:{sha256}", "duplicate_header", threats=[38])


def milliseconds(b):
    def signed(stamp, key=SECRET):
        return [("sanity-webhook-signature", f"t={stamp},v1={b64url(mac('sha256', key, str(stamp), '.', BODY))}")]

    for slug, offset, code, what in window():
        b.case(f"milliseconds-{slug}", f"milliseconds: {what}", signed((NOW + offset) * 1000), BODY,
               code or proved(timestamp=NOW + offset), provider=SANITY, threats=[61, 65])
    b.case("milliseconds-part", "a part of a second is cut off the delivery's timestamp", signed(NOW * 1000 + 999), BODY,
           proved(timestamp=NOW), provider=SANITY, threats=[65])
    b.case("milliseconds-seconds", "seconds where milliseconds belong", signed(NOW), BODY, "timestamp_too_old",
           provider=SANITY, threats=[65])
    tag = next(t for t in (b64url(mac("sha256", SECRET, str(n), ".", BODY)) for n in stamps()) if "-" in t and "_" in t)
    stamp = next(n for n in stamps() if b64url(mac("sha256", SECRET, str(n), ".", BODY)) == tag)
    b.case("base64url", "both characters of the URL alphabet", [("sanity-webhook-signature", f"t={stamp},v1={tag}")],
           BODY, proved(timestamp=stamp // 1000), provider=SANITY)
    for slug, text, what in [("plain-alphabet", tag.replace("-", "+").replace("_", "/"), "the plain alphabet"),
                             ("junk", tag[:-1] + "!", "a character outside both alphabets"), ("short", tag[:-2], "31 bytes")]:
        b.case(f"base64url-{slug}", f"a base64url tag: {what}", [("sanity-webhook-signature", f"t={stamp},v1={text}")],
               BODY, "signature_malformed", provider=SANITY, threats=[48])


def stamps():
    return range(NOW * 1000, NOW * 1000 + 500)


def adjacent(b):
    """No literal beside the timestamp: its length must be fixed, or the bytes could be cut elsewhere."""
    for scheme, stamp, wrong in [
        (ADJACENT, str(NOW), [("nine", "999999999"), ("eleven", str(NOW) + "1"), ("thirteen", f"{NOW}000")]),
        (BEHIND, f"{NOW}000", [("twelve", "171648029300"), ("fourteen", f"{NOW}0001"), ("ten", str(NOW))]),
    ]:
        def signed(text):
            parts = [text, BODY] if scheme is ADJACENT else [BODY, text]
            return [("X-Signature", hex_mac("sha256", SECRET, *parts)), ("X-Timestamp", text)]

        name = scheme["name"]
        b.case(f"{name}-right", "a timestamp of the fixed length", signed(stamp), BODY, proved(timestamp=NOW), provider=scheme)
        for slug, text in wrong:
            b.case(f"{name}-{slug}", "a timestamp of another length, rightly signed", signed(text), BODY,
                   "timestamp_malformed", provider=scheme, threats=[57])
    shifted = str(NOW) + "1"
    b.case("adjacent-shifted", "the body's first digit moved into the timestamp",
           [("X-Signature", hex_mac("sha256", SECRET, str(NOW), "1234")), ("X-Timestamp", shifted)], "234",
           "timestamp_malformed", provider=ADJACENT, threats=[57])


def wide(b):
    """Literal braces, a value of the list, another header, id and timestamp, all signed."""
    def content(key="k1", topic="orders", identity="d_1", stamp=NOW):
        return "{" + key + "}|" + topic + "|" + identity + f"|{stamp}|" + BODY

    def headers(tag, key="k1", topic="orders", identity="d_1", stamp=NOW):
        return [("X-Wide", f"key:{key};ts:{stamp};id:{identity};s:{tag}"), ("X-Topic", topic)]

    tag = hex_mac("sha384", SECRET, content())
    good = proved(algorithm="sha384", id="d_1", signed=True, timestamp=NOW)
    b.case("wide", "every kind of placeholder", headers(tag), BODY, good, provider=WIDE)
    for slug, changed in [("key", {"key": "k2"}), ("topic", {"topic": "refunds"}), ("id", {"identity": "d_2"}),
                          ("timestamp", {"stamp": NOW + 1})]:
        b.case(f"wide-{slug}", f"the signed {slug} changed", headers(tag, **changed), BODY, "signature_mismatch",
               provider=WIDE, threats=[7])
    for slug, value, code in [
        ("no-id", f"key:k1;ts:{NOW};s:{tag}", "id_missing"), ("no-ts", f"key:k1;id:d_1;s:{tag}", "timestamp_missing"),
        ("no-signature", f"key:k1;ts:{NOW};id:d_1", "signature_malformed"),
        ("other-version", f"key:k1;ts:{NOW};id:d_1;s2:{tag}", "signature_unsupported"),
        ("two-ts", f"key:k1;ts:{NOW};ts:{NOW};id:d_1;s:{tag}", "duplicate_header"),
        ("two-ids", f"key:k1;ts:{NOW};id:d_1;id:d_2;s:{tag}", "duplicate_header"),
        ("two-keys", f"key:k1;key:k1;ts:{NOW};id:d_1;s:{tag}", "duplicate_header"),
    ]:
        b.case(f"wide-{slug}", "one pair too few or too many", [("X-Wide", value), ("X-Topic", "orders")], BODY, code,
               provider=WIDE, threats=[39])
    moved = hex_mac("sha384", SECRET, content(identity="d|1"))
    b.case("wide-id-delimiter", "an id with the content's delimiter, rightly signed", headers(moved, identity="d|1"), BODY,
           "id_malformed", provider=WIDE, threats=[57])


def noted(b):
    """An id in the list that nobody signs: reported if it is single, never a reason to refuse."""
    signed = NOTED["content"].replace("{timestamp}", str(NOW)).replace("{body}", BODY)
    rest = f"t={NOW},v1={hex_mac('sha256', SECRET, signed)}"
    for slug, value, found in [("one", f"i=d_1,{rest}", "d_1"), ("none", rest, None), ("two", f"i=d_1,i=d_2,{rest}", None)]:
        b.case(f"noted-{slug}", f"an unsigned id in the list: {slug}", [("X-Noted-Signature", value)], BODY,
               proved(id=found, timestamp=NOW), provider=NOTED, threats=[57])
    b.case("noted-id-alone", "the list holds nothing but an id", [("X-Noted-Signature", "i=d_1")], BODY,
           "timestamp_missing", provider=NOTED)


def items(b):
    key = bytes(range(32))
    options = {"secret": b64(key)}

    def headers(value, identity="evt_1"):
        return [("Finch-Event-Id", identity), ("Finch-Timestamp", str(NOW)), ("Finch-Signature", value)]

    good, wrong = b64(mac("sha256", key, f"evt_1.{NOW}.", BODY)), b64(bytes(32))
    accepted = proved(id="evt_1", signed=True, timestamp=NOW)
    for slug, value, expect in [
        ("one", f"v1,{good}", accepted), ("second", f"v1,{wrong} v1,{good}", accepted),
        ("wrong", f"v1,{wrong}", "signature_mismatch"), ("unsupported", f"v2,{good}", "signature_unsupported"),
        ("malformed", good, "signature_malformed"), ("joined", f"v1,{wrong}, v1,{good}", "duplicate_header"),
        ("seventeen", " ".join([f"v1,{wrong}"] * 16 + [f"v1,{good}"]), "too_many_signatures"), ("empty", "", "signature_missing"),
    ]:
        b.case(f"items-{slug}", "a list of items under a provider's own header names", headers(value), BODY, expect,
               provider=FINCH, options=options, threats=[36] if slug == "second" else ())


def fields(b):
    key = bytes(range(16))
    options = {"secret": key.hex()}
    body = '{"event":{"id":"e1","n":7}}'
    tag = hex_mac("sha512", key, body)
    good = proved(algorithm="sha512", body=body, pointers=("/event/id", "/event/n"))
    both = [("payload", body), ("sig", tag)]
    for slug, headers, sent in [
        ("urlencoded", [URLENCODED_TYPE], urlencoded(both)), ("parsed", [], Form(both)),
        ("multipart", [multipart_type()], multipart([part(*pair) for pair in both])),
    ]:
        b.case(f"field-{slug}", f"a signed field, {slug}", headers, sent, good, provider=FIELD, options=options, threats=[53])
    b.case("field-upper-secret", "a hexadecimal secret in upper case", [], Form(both), good, provider=FIELD,
           options={"secret": key.hex().upper()})
    for slug, pairs, code in [
        ("missing", [("sig", tag)], "field_missing"), ("unsigned", [("payload", body)], "signature_missing"),
        ("twice", [("payload", body), *both], "duplicate_field"), ("sig-twice", [*both, ("sig", tag)], "duplicate_field"),
        ("tampered", [("payload", body + " "), ("sig", tag)], "signature_mismatch"),
        ("short", [("payload", body), ("sig", tag[:-2])], "signature_malformed"),
    ]:
        b.case(f"field-{slug}", f"a signed field: {slug}", [], Form(pairs), code, provider=FIELD, options=options, threats=[53])


def tokens(b):
    token = proved(authentication="token", algorithm=None, pointers=("/id",))
    plain = proved(authentication="token", algorithm=None)
    for slug, scheme, headers, url, expect in [
        ("bearer", BEARER, [("authorization", f"Bearer {SECRET}")], None, token),
        ("bearer-case", BEARER, [("authorization", f"bearer {SECRET}")], None, "token_mismatch"),
        ("bearer-none", BEARER, [("authorization", SECRET)], None, "token_mismatch"),
        ("bearer-twice", BEARER, [("authorization", f"Bearer Bearer {SECRET}")], None, "token_mismatch"),
        ("bearer-missing", BEARER, [], None, "token_missing"), ("bearer-empty", BEARER, [("Authorization", "")], None, "token_missing"),
        ("header", GITLAB, [("X-Gitlab-Token", SECRET)], None, plain),
        ("header-wrong", GITLAB, [("X-Gitlab-Token", SECRET + "x")], None, "token_mismatch"),
        ("header-two", GITLAB, [("X-Gitlab-Token", SECRET)] * 2, None, "duplicate_header"),
        ("query", QUERY, [], f"/h?key={SECRET}", plain), ("query-wrong", QUERY, [], "/h?key=x", "token_mismatch"),
        ("query-two", QUERY, [], f"/h?key={SECRET}&key={SECRET}", "duplicate_field"),
        ("query-missing", QUERY, [], "/h", "token_missing"), ("query-no-url", QUERY, [], None, "url_missing"),
    ]:
        b.case(f"token-{slug}", f"a static token: {slug}", headers, BODY, expect, provider=scheme, url=url, threats=[23, 24])
    b.case("open", "an unsigned scheme, allowed by name", [], BODY, Delivery("custom", "none", pointers=("/id",)),
           provider=OPEN, options={"allowUnauthenticated": True}, threats=[11, 24])
    b.case("open-parsed", "an unsigned scheme: a parsed body", [], Form([("id", "x")]), "body_not_raw",
           provider=OPEN, options={"allowUnauthenticated": True}, threats=[91])
