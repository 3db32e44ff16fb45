"""Transcodely's documented generation: X-Transcodely-Signature with the timestamp in a header of its own."""

from .cases import NOW, Book, Form, Repeat
from .oracle import hex_mac, mac
from .payloads import ODD_BODIES, TRANSCODELY_JOB
from .spellings import bad_hex, flips
from .transcodely_post import BODY, SECRET, SIGNATURE, TIMESTAMP, headers, proved, signed, tag
from . import transcodely_list, transcodely_times, transcodely_vendor


def book():
    b = Book("transcodely", "Transcodely: both generations of headers over the same signed bytes.", "transcodely",
             {"secret": SECRET})
    genuine(b)
    tampered(b)
    malformed(b)
    transcodely_times.add(b)
    transcodely_list.add(b)
    transcodely_vendor.add(b)
    return b


def genuine(b):
    body = BODY
    b.case("documented", "the documented payload with the documented headers", signed(TRANSCODELY_JOB), TRANSCODELY_JOB,
           proved(show=True))
    b.case("short", "a shorter payload, which the other cases use", signed(), body, proved())
    good = tag()
    b.case("upper-hex", "the tag in upper-case hexadecimal", headers(f"sha256={good.upper()}"), body, proved(),
           threats=[46, 49])
    mixed = "".join(c.upper() if i % 2 else c for i, c in enumerate(good))
    b.case("mixed-hex", "the tag in mixed case", headers(f"sha256={mixed}"), body, proved(), threats=[46, 49])
    b.case("names-lower", "header names in lower case", [(n.lower(), v) for n, v in signed()], body, proved(),
           threats=[41])
    b.case("names-upper", "header names in upper case", [(n.upper(), v) for n, v in signed()], body, proved(),
           threats=[41])
    b.case("names-swapped", "header names in odd case", [(n.swapcase(), v) for n, v in signed()], body, proved(),
           threats=[41])
    b.case("order-reversed", "headers in another order", signed()[::-1], body, proved())
    b.case("outer-space", "optional white space around every value",
           [(n, f" \t{v}\t ") for n, v in signed()], body, proved(), threats=[45])
    b.case("other-headers", "unrelated headers, some of them twice, change nothing",
           [("Accept", "*/*"), ("Accept", "text/html"), ("__proto__", "x"), ("constructor", "y")] + signed(), body,
           proved(), threats=[43])
    b.case("underscore-twin", "a header with underscores is another header",
           signed() + [("X_Transcodely_Signature", "sha256=" + "0" * 64)], body, proved(), threats=[42])
    for slug, odd, what, threats in ODD_BODIES:
        b.case(f"body-{slug}", f"body: {what}", signed(odd), odd, proved(show=True), threats=threats)
    large = Repeat("0123456789abcdef", 12800)
    b.case("body-200k", "a body of 200 KB", signed(bytes(large)), large, proved(), threats=[20, 21])
    for size in (63, 64, 65, 127, 128, 65535, 65536, 65537):
        run = Repeat("a", size)
        b.case(f"body-{size}", f"a body of {size} bytes: around blocks of the hash or slices of the border",
               signed(bytes(run)), run, proved(), threats=[20, 21])
    names = {"secret": SECRET, "name": "billing"}
    b.case("endpoint-name", "the endpoint's name enters the dedupe key", signed(), body, proved(), options=names)
    b.case("key-as-bytes", "the same key given as bytes", signed(), body, proved(),
           options={"secret": {"base64": "d2hzZWNfeW91cl9zaWduaW5nX3NlY3JldA=="}})
    b.case("key-trailing-nul", "a key that ends in NUL is the same HMAC key", signed(), body, proved(),
           options={"secret": {"base64": "d2hzZWNfeW91cl9zaWduaW5nX3NlY3JldAA="}}, threats=[17])
    b.case("key-without-prefix", "a secret need not start with whsec_", signed(secret="another secret"), body,
           proved(), options={"secret": "another secret"})
    b.case("key-long", "a secret longer than the block of the hash", signed(secret="k" * 200), body, proved(),
           options={"secret": "k" * 200})
    b.case("key-non-ascii", "a secret beyond ASCII is used as UTF-8", signed(secret="s\u00e9cret \U0001f980"), body,
           proved(), options={"secret": "s\u00e9cret \U0001f980"})
    for index in range(3):
        secrets = ["whsec_first_1", "whsec_second_2", "whsec_third_3"]
        b.case(f"rotation-{index}", f"three secrets, signed with number {index}", signed(secret=secrets[index]), body,
               proved(index=index), options={"secrets": secrets}, threats=[124, 127])
    many = [f"whsec_{n:02}_secret" for n in range(16)]
    b.case("secrets-16", "the last of sixteen secrets", signed(secret=many[15]), body, proved(index=15),
           options={"secrets": many}, threats=[124])
    b.case("secrets-mixed", "secrets as text and as bytes in one list", signed(), body, proved(index=1),
           options={"secrets": ["whsec_old", {"base64": "d2hzZWNfeW91cl9zaWduaW5nX3NlY3JldA=="}]})


def tampered(b):
    body, good = BODY, mac("sha256", SECRET, str(NOW), b".", BODY)
    for position, changed in flips(good):
        b.case(f"tag-bit-{position}", f"one bit of byte {position} of the tag changed",
               headers(f"sha256={changed.hex()}"), body, "signature_mismatch", threats=[1, 7])
    for slug, other, what, threats in [
        ("letter", body.replace("completed", "Completed", 1), "one letter of another case", [7]),
        ("shorter", body[:-1], "the last byte missing", [7, 100]),
        ("newline", body + "\n", "a line feed added", [7, 100]),
        ("bom", "\ufeff" + body, "a byte order mark added", [94]),
        ("respaced", body.replace(":", ": "), "the same JSON with other white space", [91]),
        ("empty", "", "no body left", [95]),
    ]:
        b.case(f"tampered-{slug}", f"body changed: {what}", signed(body), other, "signature_mismatch", threats=threats)
    replaced = '{"name":"\ufffd"}'
    b.case("lossy-decode", "a byte that is not UTF-8 is not the replacement character that was signed",
           signed(replaced), b'{"name":"\xff"}', "signature_mismatch", threats=[92])
    b.case("tampered-timestamp", "the timestamp moved by a second", headers(f"sha256={tag()}", NOW + 1), body,
           "signature_mismatch", threats=[7])
    b.case("other-secret", "signed with another endpoint's secret", signed(secret="whsec_another"), body,
           "signature_mismatch", threats=[128])
    b.case("stripped-secret", "signed with the secret without its prefix", signed(secret=SECRET[6:]), body,
           "signature_mismatch", threats=[18])
    b.case("retired-secret", "signed with a secret that is no longer listed", signed(secret="whsec_retired"), body,
           "signature_mismatch", options={"secrets": ["whsec_new", SECRET]}, threats=[125])
    b.case("body-alone-signed", "the tag covers the body without the timestamp",
           headers("sha256=" + hex_mac("sha256", SECRET, body)), body, "signature_mismatch", threats=[22])
    b.case("zero-tag", "a tag of zeros", headers("sha256=" + "0" * 64), body, "signature_mismatch", threats=[7])
    b.case("empty-key-tag", "signed with the empty key", signed(secret=""), body, "signature_mismatch", threats=[13])
    b.case("sent-secret", "a header that offers a secret of its own is not read",
           signed(secret="attacker") + [("X-Transcodely-Secret", "attacker")], body, "signature_mismatch",
           threats=[30])


def malformed(b):
    body, good = BODY, tag()
    for slug, text, what, threats in bad_hex(good):
        b.case(f"hex-{slug}", f"tag: {what}", headers(f"sha256={text}"), body, "signature_malformed", threats=threats)
    for slug, text, what in [
        ("none", good, "the prefix left out"),
        ("doubled", f"sha256=sha256={good}", "the prefix twice"),
        ("upper", f"SHA256={good}", "the prefix in upper case"),
        ("dash", f"sha-256={good}", "the hash's other name"),
        ("colon", f"sha256:{good}", "a colon for the equals sign"),
        ("space", f"sha256= {good}", "a space behind the prefix"),
        ("other-hash", f"sha512={good}", "the name of another hash"),
        ("older-hash", "sha1=" + hex_mac("sha1", SECRET, str(NOW), ".", body), "a right tag of a weaker hash"),
        ("none-alg", "none=", "no algorithm"),
        ("v1", f"v1={good}", "the other generation's key"),
        ("alone", "sha256=", "the prefix with nothing behind it"),
        ("behind", f"{good}=sha256", "the prefix behind the tag"),
        ("leading-junk", f"x sha256={good}", "text in front of the prefix"),
    ]:
        b.case(f"prefix-{slug}", f"prefix: {what}", headers(text), body, "signature_malformed", threats=[8, 50])
    b.case("signature-missing", "no signature header", headers("x")[:1] + headers("x")[2:], body, "signature_missing",
           threats=[27])
    b.case("signature-empty", "an empty signature header", headers(""), body, "signature_missing", threats=[28])
    b.case("signature-blank", "a signature header of white space", headers(" \t "), body, "signature_missing",
           threats=[28])
    b.case("no-headers", "no header at all", [], body, "signature_missing", threats=[27])
    b.case("timestamp-missing", "no timestamp header", [p for p in signed() if p[0] != TIMESTAMP], body,
           "timestamp_missing", threats=[63])
    b.case("timestamp-empty", "an empty timestamp header", headers(f"sha256={tag(timestamp='')}", ""), body,
           "timestamp_missing", threats=[28, 63])
    b.case("timestamp-missing-anytime", "allowAnyTimestamp does not make the header optional",
           [p for p in signed() if p[0] != TIMESTAMP], body, "timestamp_missing", threats=[63],
           options={"secret": SECRET, "allowAnyTimestamp": True})
    for name, slug in ((SIGNATURE, "signature"), (TIMESTAMP, "timestamp")):
        value = dict(signed())[name]
        b.case(f"{slug}-twice", f"the {slug} header twice, with equal values", signed() + [(name, value)], body,
               "duplicate_header", threats=[38])
        b.case(f"{slug}-twice-case", f"the {slug} header twice, its name in different case",
               signed() + [(name.lower(), value)], body, "duplicate_header", threats=[38, 41])
        b.case(f"{slug}-twice-empty", f"a second, empty {slug} header", signed() + [(name, "")], body,
               "duplicate_header", threats=[38])
        for joint in (",", ", "):
            joined = [(n, v + joint + v if n == name else v) for n, v in signed()]
            b.case(f"{slug}-joined-{len(joint)}", f"the {slug} header twice, joined with {joint!r} by the server",
                   joined, body, "duplicate_header", threats=[38])
    b.case("signature-at-limit", "a signature header of 8192 characters", headers("sha256=" + "a" * 8185), body,
           "signature_malformed", threats=[51])
    b.case("signature-too-long", "a signature header of 8193 characters", headers("sha256=" + "a" * 8186), body,
           "header_too_long", threats=[51])
    b.case("signature-64k", "a signature header of 64 KiB", headers("sha256=" + "a" * 65536), body, "header_too_long",
           threats=[10, 51])
    b.case("timestamp-too-long", "a timestamp header of 8193 digits", signed(timestamp="1" * 8193), body,
           "header_too_long", threats=[51, 59])
    b.case("parsed-form", "a form that a framework has parsed", signed(), Form([("event", "job.completed")]),
           "body_not_raw", threats=[91])
    b.case("parsed-empty", "an empty parsed form", signed(""), Form(), "body_not_raw", threats=[91, 95])
