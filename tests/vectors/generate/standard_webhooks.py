"""Standard Webhooks: the webhook-* names, the svix-* names, and the choice between them."""

from .cases import NOW, Book, Delivery, Form, Repeat
from .oracle import as_bytes, b64, latin1, mac
from .payloads import ODD_BODIES, STANDARD_EVENT
from .spellings import TIMESTAMPS_FAR, TIMESTAMPS_MALFORMED, flips, window
from . import standard_webhooks_list, standard_webhooks_vendor

KEY = bytes(range(1, 33))
SECRET = "whsec_" + b64(KEY)
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = '{"type":"contact.created"}'


def digest(body=BODY, timestamp=NOW, identity=ID, key=KEY):
    return mac("sha256", key, latin1(identity), b".", latin1(str(timestamp)), b".", as_bytes(body))


def headers(signature, timestamp=NOW, identity=ID, names="webhook"):
    return [("content-type", "application/json"), (f"{names}-id", identity), (f"{names}-timestamp", str(timestamp)),
            (f"{names}-signature", signature)]


def signed(body=BODY, timestamp=NOW, identity=ID, key=KEY, names="webhook"):
    return headers("v1," + b64(digest(body, timestamp, identity, key)), timestamp, identity, names)


def without(name, pairs=None):
    return [p for p in (signed() if pairs is None else pairs) if p[0] != name]


def proved(timestamp=NOW, id=ID, variant="webhook", **more):
    return Delivery(variant, id=id, signed=True, timestamp=timestamp, algorithm="sha256", **more)


def book():
    b = Book("standard-webhooks", "Standard Webhooks, under its own header names and those of Svix.",
             "standard-webhooks", {"secret": SECRET})
    accepted(b)
    refused(b)
    identities(b)
    times(b)
    standard_webhooks_list.add(b)
    standard_webhooks_vendor.add(b)
    return b


def accepted(b):
    b.case("genuine", "a payload in the recommended shape", signed(STANDARD_EVENT), STANDARD_EVENT, proved(show=True))
    b.case("short", "a shorter payload, which the other cases use", signed(), BODY, proved())
    b.case("svix", "the names of Svix", signed(names="svix"), BODY, proved(variant="svix"))
    for slug, change in (("upper", str.upper), ("title", str.title)):
        b.case(f"names-{slug}", f"header names in {slug} case", [(change(n), v) for n, v in signed()], BODY, proved(),
               threats=[41])
    b.case("outer-space", "optional white space around every value", [(n, f"\t {v} \t") for n, v in signed()], BODY,
           proved(), threats=[45])
    for slug, secret, what in [
        ("bare", b64(KEY), "without the prefix"), ("unpadded", SECRET.rstrip("="), "without padding"),
        ("spare-bits", SECRET[:-2] + "B=", "with spare bits set"), ("bytes", {"base64": b64(KEY)}, "as raw bytes"),
    ]:
        b.case(f"secret-{slug}", f"the secret {what}", signed(), BODY, proved(), options={"secret": secret})
    short = b"k"
    b.case("secret-short", "a key of one byte is the provider's business", signed(key=short), BODY, proved(),
           options={"secret": "whsec_" + b64(short)}, threats=[16])
    b.case("secret-long", "a key of 100 bytes", signed(key=b"k" * 100), BODY, proved(),
           options={"secret": "whsec_" + b64(b"k" * 100)})
    for slug, odd, what, threats in ODD_BODIES[::2]:
        b.case(f"body-{slug}", f"body: {what}", signed(odd), odd, proved(show=True), threats=threats)
    large = Repeat('{"a":1}', 30000)
    b.case("body-210k", "a body of 210 KB", signed(bytes(large)), large, proved(), threats=[20, 21])
    b.case("endpoint-name", "the endpoint's name enters the dedupe key", signed(), BODY, proved(),
           options={"secret": SECRET, "name": "billing"})
    b.case("retry", "a retry, signed anew, keeps its dedupe key", signed(timestamp=NOW + 5), BODY,
           proved(timestamp=NOW + 5), threats=[69])
    b.case("same-id-other-body", "the key follows the signed id, not the body", signed("{}"), "{}", proved())
    for index in range(3):
        keys = [bytes([n]) * 24 for n in range(3)]
        b.case(f"rotation-{index}", f"three secrets, signed with number {index}", signed(key=keys[index]), BODY,
               proved(index=index), options={"secrets": ["whsec_" + b64(k) for k in keys]}, threats=[124])


def refused(b):
    good = digest()
    for position, changed in flips(good):
        b.case(f"tag-bit-{position}", f"one bit of byte {position} of the tag changed", headers("v1," + b64(changed)),
               BODY, "signature_mismatch", threats=[1, 7])
    for slug, pairs, body, what, threats in [
        ("body", signed(), BODY + " ", "the body changed", [7]),
        ("timestamp", headers("v1," + b64(good), NOW + 1), BODY, "the timestamp changed", [7]),
        ("id", headers("v1," + b64(good), NOW, ID + "x"), BODY, "the id changed", [7]),
        ("id-case", headers("v1," + b64(good), NOW, ID.lower()), BODY, "the id in lower case", [7]),
        ("other-key", signed(key=bytes(32)), BODY, "another key", [128]),
        ("text-key", signed(key=SECRET.encode()), BODY, "signed with the secret's text", [18]),
        ("empty-key", signed(key=b""), BODY, "signed with the empty key", [13]),
        ("tag-case", headers("v1," + b64(good)[:40].swapcase() + b64(good)[40:]), BODY,
         "the tag's letters in the other case", [48]),
        ("no-id-signed", headers("v1," + b64(mac("sha256", KEY, str(NOW), ".", BODY))), BODY,
         "the id left out of the signed bytes", [22]),
        ("lossy", signed('"\ufffd"'), b'"\xff"', "a byte that is not UTF-8 for a replacement character", [92]),
    ]:
        b.case(f"tampered-{slug}", f"refused: {what}", pairs, body, "signature_mismatch", threats=threats)
    b.case("parsed", "an object that a framework has parsed", signed(), Form([("type", "x")]), "body_not_raw",
           threats=[91])
    for part in ("signature", "timestamp", "id"):
        name = f"webhook-{part}"
        threat = {"signature": 27, "timestamp": 63, "id": 70}[part]
        b.case(f"{part}-missing", f"no {name}", without(name), BODY, f"{part}_missing", threats=[threat])
        b.case(f"{part}-empty", f"an empty {name}", without(name) + [(name, "")], BODY, f"{part}_missing",
               threats=[28, threat])
        b.case(f"{part}-blank", f"a {name} of white space", without(name) + [(name, " \t")], BODY, f"{part}_missing",
               threats=[28, threat])
        value = dict(signed())[name]
        b.case(f"{part}-twice", f"{name} twice, with equal values", signed() + [(name, value)], BODY,
               "duplicate_header", threats=[38])
        b.case(f"{part}-twice-case", f"{name} twice, its name in different case", signed() + [(name.upper(), value)],
               BODY, "duplicate_header", threats=[38, 41])
        b.case(f"{part}-twice-empty", f"an empty {name} before the right one", [(name, "")] + signed(), BODY,
               "duplicate_header", threats=[38])
        for joint in (",", ", "):
            b.case(f"{part}-joined-{len(joint)}", f"{name} twice, joined with {joint!r} by the server",
                   [(n, v + joint + v if n == name else v) for n, v in signed()], BODY, "duplicate_header",
                   threats=[38])
    b.case("timestamp-too-long", "a timestamp of 8193 digits", signed(timestamp="1" * 8193), BODY, "header_too_long",
           threats=[51, 59])
    b.case("id-too-long", "an id of 8193 characters", signed(identity="a" * 8193), BODY, "header_too_long",
           threats=[51])
    b.case("signature-too-long", "a signature list of 8193 characters",
           headers(("v1," + b64(good) + " ").ljust(8193, "x")), BODY, "header_too_long", threats=[51])
    b.case("signature-at-limit", "a signature list of 8192 characters, the rest of it junk",
           headers(("v1," + b64(good) + " ").ljust(8192, "x")), BODY, proved(), threats=[35, 51])
    svix = signed(names="svix")
    for slug, pairs, code, what in [
        ("id", without("webhook-id") + [svix[1]], "id_missing", "the id only under the other prefix"),
        ("timestamp", without("webhook-timestamp") + [svix[2]], "timestamp_missing",
         "the timestamp only under the other prefix"),
        ("svix-id", without("svix-id", svix) + [signed()[1]], "id_missing", "Svix's signature, the other prefix's id"),
        ("svix-timestamp", without("svix-timestamp", svix) + [signed()[2]], "timestamp_missing",
         "Svix's signature, the other prefix's timestamp"),
        ("fallback", headers("v1," + b64(bytes(32))) + svix, "signature_mismatch",
         "a wrong webhook-signature is not mended by Svix's right one"),
        ("fallback-malformed", headers("junk") + svix, "signature_malformed",
         "a malformed webhook-signature is not mended by Svix's right one"),
        ("fallback-old", signed(timestamp=NOW - 301) + svix, "timestamp_too_old",
         "an old delivery is not mended by Svix's fresh headers"),
        ("fallback-twice", [("webhook-signature", "")] * 2 + svix, "duplicate_header",
         "webhook-signature twice and empty, beside Svix's right headers"),
    ]:
        b.case(f"mixed-{slug}", what, pairs, BODY, code, threats=[11])
    b.case("mixed-both", "both prefixes right: webhook-* is judged", signed() + svix, BODY, proved())
    b.case("mixed-empty", "an empty webhook-signature is absent: svix-* is judged",
           [("webhook-signature", "")] + svix, BODY, proved(variant="svix"))
    b.case("mixed-svix-wrong", "webhook-* right beside a wrong svix-*", signed() + headers("v1," + b64(bytes(32)),
           names="svix")[1:], BODY, proved())


def identities(b):
    for slug, value, what in [
        ("space", "msg 1", "a space inside"), ("tab", "msg\t1", "a tab inside"), ("newline", "msg_1\n", "a line feed"),
        ("crlf", "msg_1\r\nX-Other: 1", "a line break and a header"), ("nul", "msg_1\u0000", "a NUL"),
        ("control", "\u0001msg", "a control character"), ("delete", "msg_\u007f", "a DEL"),
        ("non-ascii", "msg_\u00e9", "a character beyond ASCII"), ("dot", "msg_1.2", "the delimiter inside"),
        ("dot-first", ".msg_1", "the delimiter in front"), ("dot-last", "msg_1.", "the delimiter behind"),
        ("dot-alone", ".", "nothing but the delimiter"), ("257", "m" * 257, "257 characters"),
        ("8192", "m" * 8192, "8192 characters"), ("no-break-space", "\u00a0msg_1", "a no-break space in front"),
    ]:
        b.case(f"id-{slug}", f"id, rightly signed: {what}", signed(identity=value), BODY, "id_malformed",
               threats=[45, 57] if slug.startswith(("space", "tab", "new", "crlf", "nul", "no-")) else [57])
    b.case("id-comma", "id, rightly signed: a comma inside", signed(identity="msg_1,msg_2"), BODY, "duplicate_header",
           threats=[38, 57])
    visible = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in ",.")
    for slug, value, what in [("one", "1", "one character"), ("256", "m" * 256, "256 characters"),
                              ("visible", visible, "every visible character but comma and full stop"),
                              ("uuid", "172c41ce-ba6d-4281-8a7a-541faa725748", "a UUID")]:
        b.case(f"id-{slug}", f"id: {what}", signed(identity=value), BODY, proved(id=value))
    old = NOW - 86400
    whole = f"{ID}.{old}.{{\"note\":\"a.{NOW}.b.c\"}}"
    cuts = [i for i, c in enumerate(whole) if c == "."]
    tag = "v1," + b64(mac("sha256", KEY, whole))
    pairs = [(i, j) for i in cuts for j in cuts if i < j and (i, j) != (cuts[0], cuts[1])]
    for number, (i, j) in enumerate(pairs, 1):
        identity, timestamp, body = whole[:i], whole[i + 1:j], whole[j + 1:]
        # The timestamp comes before the id, so a cut that spoils both is named by the timestamp.
        code = "id_malformed" if timestamp.isdigit() else "timestamp_malformed"
        b.case(f"shifted-{number}", "signed bytes of an old delivery, cut at other full stops",
               headers(tag, timestamp, identity), body, code, threats=[57])


def times(b):
    for slug, text, what, threats in TIMESTAMPS_MALFORMED[1::2]:
        b.case(f"timestamp-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), BODY,
               "timestamp_malformed", threats=threats)
    for slug, text, code, what, threats in TIMESTAMPS_FAR[::2]:
        b.case(f"timestamp-{slug}", f"timestamp, rightly signed: {what}", signed(timestamp=text), BODY, code,
               threats=threats)
    for tolerance in (None, 5):
        options = {"secret": SECRET} | ({"tolerance": tolerance} if tolerance else {})
        for slug, offset, code, what in window(tolerance or 300):
            b.case(f"window-{tolerance or 'default'}-{slug}", f"tolerance {tolerance or 300}: {what}",
                   signed(timestamp=NOW + offset), BODY, code or proved(timestamp=NOW + offset), options=options,
                   threats=[61, 62])
    b.case("anytime", "allowAnyTimestamp", signed(timestamp=1), BODY, proved(timestamp=1),
           options={"secret": SECRET, "allowAnyTimestamp": True})
