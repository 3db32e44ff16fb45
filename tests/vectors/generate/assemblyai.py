"""AssemblyAI: a header whose name and value the receiver chose, and the addresses that deliveries come from."""

from . import assemblyai_addresses
from .cases import Book, Delivery, Form, Repeat
from .payloads import ASSEMBLYAI_DONE, ASSEMBLYAI_ERROR, ASSEMBLYAI_REDACTED, ODD_BODIES

HEADER, SECRET = "X-My-Webhook-Secret", "secret-value"
US, EU = "44.238.19.20", "54.220.25.36"
OPTIONS = {"header": HEADER, "secret": SECRET}
POINTERS = ("/transcript_id", "/status")


def proved(**more):
    return Delivery("header", "token", pointers=POINTERS, **more)


def book():
    b = Book("assemblyai", "AssemblyAI: a static header, sender addresses, and the unauthenticated mode.", "assemblyai",
             OPTIONS)
    accepted(b)
    refused(b)
    senders(b)
    addresses(b)
    unauthenticated(b)
    return b


def accepted(b):
    good, body = [(HEADER, SECRET)], ASSEMBLYAI_DONE
    for slug, payload, what in [("completed", ASSEMBLYAI_DONE, "completed"), ("error", ASSEMBLYAI_ERROR, "error"),
                                ("redacted", ASSEMBLYAI_REDACTED, "redacted audio, which has no transcript_id")]:
        b.case(slug, f"status {what}", good, payload, proved(show=True), threats=[24])
    for slug, headers, what, threats in [
        ("name-lower", [(HEADER.lower(), SECRET)], "the header's name in lower case", [41]),
        ("name-upper", [(HEADER.upper(), SECRET)], "the header's name in upper case", [41]),
        ("outer-space", [(HEADER, f" \t{SECRET} \t")], "optional white space around the value", [45]),
        ("other-headers", [("Content-Type", "text/plain"), ("Cookie", "a"), ("Cookie", "b")] + good, "other headers", []),
        ("underscore-twin", [("X_My_Webhook_Secret", "x")] + good, "a name with underscores is another name", [42]),
    ]:
        b.case(slug, f"accepted: {what}", headers, body, proved(), threats=threats)
    b.case("option-case", "the option's name in another case than the header's", good, body, proved(),
           options={"header": HEADER.lower(), "secret": SECRET}, threats=[41])
    b.case("authorization", "a header that other schemes use", [("authorization", "Bearer abc.def")], body, proved(),
           options={"header": "Authorization", "secret": "Bearer abc.def"})
    b.case("comma", "a value with a comma is compared whole", [(HEADER, "a,b, c")], body, proved(),
           options={"header": HEADER, "secret": "a,b, c"}, threats=[38])
    visible = "".join(map(chr, range(0x21, 0x7F)))
    b.case("visible", "every visible character", [(HEADER, visible)], body, proved(),
           options={"header": HEADER, "secret": visible})
    for slug, odd, what, threats in ODD_BODIES[:5]:
        b.case(f"body-{slug}", f"body: {what}", good, odd, proved(show=True), threats=threats)
    b.case("body-200k", "a body of 200 KB", good, Repeat("0123456789", 20000), proved())
    for index in range(2):
        b.case(f"rotation-{index}", f"two tokens, number {index} sent", [(HEADER, ["old-token", "new-token"][index])],
               body, proved(index=index), options={"header": HEADER, "secrets": ["old-token", "new-token"]},
               threats=[124, 127])
    b.case("endpoint-name", "the endpoint's name enters the dedupe key", good, body, proved(),
           options=OPTIONS | {"name": "eu"})
    b.case("member-spelling", "the same members in another spelling give the same key", good,
           '{ "status" : "completed", "transcript_id":"5552493-16d8-42d8-8feb-c2a16b56f6e8" }', proved(), threats=[49])
    b.case("member-integer", "an integer member is its decimal text", good, '{"transcript_id":7,"status":"error"}',
           proved())
    b.case("member-split", "members are separated by their lengths", good, '{"transcript_id":"ab","status":"c"}',
           proved())
    b.case("member-split-other", "the same letters split elsewhere give another key", good,
           '{"transcript_id":"a","status":"bc"}', proved())
    b.case("member-status-missing", "without one of the members the key is the body's digest", good,
           '{"transcript_id":"x"}', proved())
    b.case("any-clock", "no timestamp, so the clock is of no account", good, body, proved(), now=0)


def refused(b):
    body = ASSEMBLYAI_DONE
    for slug, value, what, threats in [
        ("other", "another-value", "another value", [23]), ("case", "Secret-Value", "another case", [23]),
        ("prefix", "secret-valu", "all but the last character", [23]), ("one", "s", "the first character", [23]),
        ("longer", "secret-valuee", "one character more", [23]), ("doubled", "secret-valuesecret-value", "it twice", [23]),
        ("joined-1", "secret-value,secret-value", "sent twice, joined with a comma", [38]),
        ("joined-2", "secret-value, secret-value", "sent twice, joined with comma and space", [38]),
        ("bearer", "Bearer secret-value", "a scheme in front", [50]), ("quoted", '"secret-value"', "quotation marks", [50]),
        ("newline", "secret-value\n", "a line feed behind it", [45]), ("nul", "secret-value\u0000", "a NUL behind it", [45]),
        ("no-break-space", "secret-value\u00a0", "a no-break space behind it", [45]),
        ("non-ascii", "secret-valu\u00e9", "a character beyond ASCII", [33, 34]),
        ("percent", "secret%2Dvalue", "an escape", [23]), ("at-limit", "s" * 8192, "8192 characters", [51]),
    ]:
        b.case(f"token-{slug}", f"refused: {what}", [(HEADER, value)], body, "token_mismatch", threats=threats)
    for slug, headers, code, what, threats in [
        ("missing", [], "token_missing", "no header", [27]), ("empty", [(HEADER, "")], "token_missing", "an empty header", [28]),
        ("blank", [(HEADER, " \t ")], "token_missing", "a header of white space", [28]),
        ("other-name", [("X-Webhook-Secret", SECRET)], "token_missing", "the token under another name", [27]),
        ("underscores", [("X_My_Webhook_Secret", SECRET)], "token_missing", "the name with underscores", [42]),
        ("twice", [(HEADER, SECRET)] * 2, "duplicate_header", "the header twice", [38]),
        ("twice-case", [(HEADER, SECRET), (HEADER.lower(), SECRET)], "duplicate_header", "twice, in different case", [38, 41]),
        ("twice-empty", [(HEADER, ""), (HEADER, SECRET)], "duplicate_header", "an empty one before the right one", [38]),
        ("too-long", [(HEADER, "s" * 8193)], "header_too_long", "8193 characters", [51]),
    ]:
        b.case(f"token-{slug}", f"refused: {what}", headers, body, code, threats=threats)
    b.case("token-retired", "a token that is no longer listed", [(HEADER, "old")], body, "token_mismatch",
           options={"header": HEADER, "secrets": ["new-1", "new-2"]}, threats=[125])
    b.case("token-in-url", "the token in the query is not read", [], body, "token_missing", url=f"/hook?{HEADER}={SECRET}",
           threats=[27])
    b.case("token-in-body", "the token in the body is not read", [], f'{{"{HEADER}":"{SECRET}"}}', "token_missing",
           threats=[30])
    b.case("parsed", "an object that a framework has parsed", [(HEADER, SECRET)], Form([("status", "completed")]),
           "body_not_raw", threats=[91])


def senders(b):
    good, body = [(HEADER, SECRET)], ASSEMBLYAI_DONE

    def case(slug, what, listed, remote, expect, threats=(131,), headers=good):
        b.case(f"sender-{slug}", what, headers, body, expect, options=OPTIONS | {"senders": listed}, remote=remote,
               threats=threats)

    for slug, listed, remote in [
        ("us", ["us"], US), ("eu", ["eu"], EU), ("both-us", ["us", "eu"], US), ("both-eu", ["us", "eu"], EU),
        ("literal", ["203.0.113.7"], "203.0.113.7"), ("mixed", ["us", "203.0.113.7"], "203.0.113.7"),
        ("mapped", ["us"], f"::ffff:{US}"), ("mapped-upper", ["us"], f"::FFFF:{US}"),
        ("mapped-hex", ["us"], "::ffff:2cee:1314"), ("mapped-long", ["us"], f"0:0:0:0:0:ffff:{US}"),
        ("mapped-option", ["::ffff:203.0.113.7"], "203.0.113.7"), ("v6", ["2001:db8::1"], "2001:db8::1"),
        ("v6-long", ["2001:db8::1"], "2001:0DB8:0000:0000:0000:0000:0000:0001"),
        ("v6-option-long", ["2001:0db8:0:0:0:0:0:1"], "2001:db8::1"),
    ]:
        case(slug, f"{remote} is one of {listed}", listed, remote, proved())
    for slug, listed, remote in [
        ("other", ["us"], "203.0.113.7"), ("eu-for-us", ["us"], EU), ("us-for-eu", ["eu"], US),
        ("last-digit", ["us"], "44.238.19.21"), ("longer", ["us"], "44.238.19.200"), ("leading-zero", ["us"], "044.238.19.20"),
        ("octal", ["us"], "054.0356.023.024"), ("decimal", ["us"], "753800980"), ("hexadecimal", ["us"], "0x2c.238.19.20"),
        ("three-parts", ["us"], "44.238.4884"), ("port", ["us"], f"{US}:443"), ("space", ["us"], f" {US}"),
        ("zone", ["fe80::1"], "fe80::1%eth0"), ("compatible", ["us"], f"::{US}"), ("brackets", ["2001:db8::1"], "[2001:db8::1]"),
        ("list", ["us"], f"{US}, 10.0.0.1"), ("list-behind", ["us"], f"10.0.0.1, {US}"),
        ("name", ["us"], "us"), ("host", ["us"], "localhost"), ("newline", ["us"], f"{US}\n"),
        ("v6-other", ["2001:db8::1"], "2001:db8::2"), ("mapped-other", ["us"], "::ffff:44.238.19.21"),
        ("two-gaps", ["2001:db8::1"], "2001::db8::1"),
    ]:
        case(slug, f"{remote!r} is none of {listed}", listed, remote, "address_not_allowed")
    case("missing", "no peer address", ["us"], None, "address_missing")
    case("empty", "an empty peer address", ["us"], "", "address_missing")
    case("forwarded", "a forwarded address is not read", ["us"], "203.0.113.7", "address_not_allowed", [130],
         good + [("X-Forwarded-For", US), ("X-Real-IP", US), ("Forwarded", f"for={US}")])
    case("forwarded-missing", "a forwarded address does not stand for the peer's", ["us"], None, "address_missing", [130],
         good + [("X-Forwarded-For", US)])
    case("wrong-token", "the right address does not stand for the token", ["us"], US, "token_mismatch", [132],
         [(HEADER, "wrong")])
    case("no-token", "the right address without a token", ["us"], US, "token_missing", [132], [])
    b.case("sender-unlisted", "without the option any address will do", good, body, proved(), remote="203.0.113.7")


def addresses(b):
    def case(slug, what, options, remote, expect, threats):
        b.case(slug, what, [(HEADER, SECRET)], ASSEMBLYAI_DONE, expect, options=OPTIONS | options, remote=remote,
               threats=threats)

    assemblyai_addresses.add(case, proved)


def unauthenticated(b):
    options = {"allowUnauthenticated": True}
    none = Delivery("unauthenticated", "none", pointers=POINTERS, show=True)
    b.case("none", "no authentication, asked for by name", [], ASSEMBLYAI_DONE, none, options=options, threats=[11, 24])
    b.case("none-header", "a header that looks like a token proves nothing", [(HEADER, SECRET), (HEADER, "x")],
           ASSEMBLYAI_DONE, none, options=options, threats=[11])
    b.case("none-empty", "an empty body", [], "", none, options=options, threats=[101])
    b.case("none-sender", "a listed sender remains unauthenticated", [], ASSEMBLYAI_DONE, none,
           options=options | {"senders": ["eu"]}, remote=EU, threats=[132])
    b.case("none-sender-other", "an unlisted sender", [], ASSEMBLYAI_DONE, "address_not_allowed",
           options=options | {"senders": ["eu"]}, remote=US, threats=[132])
    b.case("none-sender-missing", "no peer address", [], ASSEMBLYAI_DONE, "address_missing",
           options=options | {"senders": ["eu"]}, threats=[132])
    b.case("none-parsed", "an object that a framework has parsed", [], Form([("status", "completed")]), "body_not_raw",
           options=options, threats=[91])
    b.case("denied", "allowUnauthenticated: false allows nothing", [], ASSEMBLYAI_DONE, "token_missing",
           options=OPTIONS | {"allowUnauthenticated": False}, threats=[11])
