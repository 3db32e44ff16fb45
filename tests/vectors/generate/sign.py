"""What sign gives, byte for byte, and what it refuses."""

import hashlib

from .cases import NOW, Book
from .forms import multipart, part, percent, urlencoded
from .oracle import SIZES, as_bytes, b64, b64url, hex_mac, mac
from .payloads import ASSEMBLYAI_DONE, CONNECT_EVENT, STANDARD_EVENT, TRANSCODELY_JOB, TRANSLOADIT_ERROR, TRANSLOADIT_STATUS
from .schemes import BEARER, FINCH, GITHUB, HUBSPOT, LINED, NAMED, QUERY, SANITY, SLACK, SQUARE, STRIPE
from . import sign_refused

JSON_TYPE = ("content-type", "application/json")
ODD = '{"name":"Zo\u00eb \U0001f980"}\r\n'


def book():
    b = Book("sign", "Signed requests, byte for byte, and calls of sign that are refused.")
    transloadit(b)
    transcodely(b)
    standard(b)
    tokens(b)
    custom(b)
    sign_refused.add(b)
    return b


def boundary(tag, body):
    """Derived from the MAC, so that equal input gives equal output, and counted up until the body does not hold it."""
    attempt = 0
    while True:
        text = "hookseal-" + hashlib.sha256(f"{tag}{attempt}".encode()).hexdigest()[:32]
        if text.encode() not in as_bytes(body):
            return text
        attempt += 1


def transloadit(b):
    secret = "0123456789abcdef0123456789abcdef01234567"

    def case(slug, what, body, options, algorithm="sha384", keys=(secret,), endpoint=None):
        tag = hex_mac(algorithm, keys[0], body)
        pairs = [("transloadit", body), ("signature", f"{algorithm}:{tag}")]
        if options.get("form") == "urlencoded":
            expect = [("content-type", "application/x-www-form-urlencoded")], urlencoded(pairs), None
        else:
            mark = boundary(tag, body)
            expect = ([("content-type", f"multipart/form-data; boundary={mark}")],
                      multipart([part(*pair) for pair in pairs], mark).decode(), None)
        b.signing(f"transloadit-{slug}", what, body, {"timestamp": NOW} | options, expect, provider="transloadit",
                  options=endpoint or {"secret": secret})

    case("default", "multipart and SHA-384 unless told otherwise", TRANSLOADIT_STATUS, {})
    case("multipart", "multipart by name", TRANSLOADIT_STATUS, {"form": "multipart"})
    case("urlencoded", "urlencoded", TRANSLOADIT_STATUS, {"form": "urlencoded"})
    case("variant", "the only variant by name", "{}", {"variant": "form"})
    for name in SIZES:
        case(name, f"{name} by name", "{}", {"algorithm": name}, name)
        case(f"urlencoded-{name}", f"{name}, urlencoded", "{}", {"algorithm": name, "form": "urlencoded"}, name)
    for form in ("multipart", "urlencoded"):
        case(f"{form}-error", "text beyond ASCII", TRANSLOADIT_ERROR, {"form": form})
        case(f"{form}-odd", "line breaks behind the JSON", ODD, {"form": form})
        case(f"{form}-ascii", "every visible character", "".join(map(chr, range(0x20, 0x7F))), {"form": form})
        case(f"{form}-empty", "an empty field", "", {"form": form})
    case("first-secret", "of two secrets the first signs", "{}", {}, keys=("a" * 40,),
         endpoint={"secrets": ["a" * 40, "b" * 40]})


def transcodely(b):
    secrets = ["whsec_your_signing_secret", "whsec_old"]

    def tag(body, secret, timestamp=NOW):
        return hex_mac("sha256", secret, str(timestamp), ".", body)

    def earlier(slug, what, body, identity="dlv_1", timestamp=NOW, keys=secrets[:1], variant=None):
        headers = [JSON_TYPE, ("x-transcodely-signature", "sha256=" + tag(body, keys[0], timestamp)),
                   ("x-transcodely-timestamp", str(timestamp)), ("x-transcodely-delivery-id", identity)]
        chosen = {"variant": variant} if variant else {}
        b.signing(f"transcodely-{slug}", what, body, {"id": identity, "timestamp": timestamp} | chosen,
                  (headers, body, None), provider="transcodely", options=endpoint(keys))

    def current(slug, what, body, keys=secrets[:1], timestamp=NOW):
        tags = "".join(f",v1={tag(body, key, timestamp)}" for key in keys)
        headers = [JSON_TYPE, ("transcodely-signature", f"t={timestamp}{tags}"), ("webhook-id", "evt_01")]
        b.signing(f"transcodely-list-{slug}", what, body,
                  {"id": "evt_01", "timestamp": timestamp, "variant": "transcodely-signature"}, (headers, body, None),
                  provider="transcodely", options=endpoint(keys))

    earlier("default", "the documented generation unless told otherwise", TRANSCODELY_JOB)
    earlier("named", "the documented generation by name", "{}", variant="x-transcodely-signature")
    earlier("empty", "an empty body", "")
    earlier("bytes", "a body that is not UTF-8", b"\xff\x00\xfe")
    earlier("odd", "text beyond ASCII", ODD)
    earlier("first-secret", "of two secrets the first signs", "{}", keys=secrets)
    earlier("old", "a timestamp of long ago", "{}", timestamp=1)
    earlier("late", "the greatest timestamp of eleven digits", "{}", timestamp=99999999999)
    earlier("long-id", "an id of 256 characters", "{}", identity="d" * 256)
    earlier("retry", "the same id at another time", "{}", timestamp=NOW + 60)
    current("one", "the current generation", TRANSCODELY_JOB)
    current("both", "the current generation, signed with both secrets", "{}", keys=secrets)
    current("empty", "an empty body", "")


def standard(b):
    keys = [bytes(range(1, 33)), bytes(24)]

    def case(slug, what, body, names="webhook", used=keys[:1], timestamp=NOW, identity="msg_1", variant=None):
        tags = " ".join("v1," + b64(mac("sha256", key, identity, ".", str(timestamp), ".", body)) for key in used)
        headers = [JSON_TYPE, (f"{names}-signature", tags), (f"{names}-timestamp", str(timestamp)), (f"{names}-id", identity)]
        chosen = {"variant": variant} if variant else {}
        b.signing(f"standard-{slug}", what, body, {"id": identity, "timestamp": timestamp} | chosen, (headers, body, None),
                  provider="standard-webhooks", options=endpoint(["whsec_" + b64(key) for key in used]))

    case("default", "webhook-* unless told otherwise", STANDARD_EVENT)
    case("webhook", "webhook-* by name", "{}", variant="webhook")
    case("svix", "svix-*", "{}", "svix", variant="svix")
    case("both", "signed with both secrets", "{}", used=keys)
    case("svix-both", "svix-*, signed with both secrets", "{}", "svix", used=keys, variant="svix")
    case("empty", "an empty body", "")
    case("bytes", "a body that is not UTF-8", b"\xff\x00\xfe")
    case("odd", "text beyond ASCII", ODD)
    case("long-id", "an id of 256 characters", "{}", identity="m" * 256)
    case("odd-id", "every kind of visible character in an id", "{}", identity="!#$%&'()*+-/09:;<=>?@AZ[]^_`az{|}~")
    b.signing("standard-published", "a published message", '{"test": 2432232314}',
              {"id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "timestamp": 1614265330},
              ([JSON_TYPE, ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                ("webhook-timestamp", "1614265330"), ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")],
               '{"test": 2432232314}', None),
              provider="standard-webhooks", options={"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
              source="standard-webhooks/standard-webhooks libraries/javascript/src/webhook.test.ts @ b2fa7b8")


def endpoint(secrets):
    return {"secret": secrets[0]} if len(secrets) == 1 else {"secrets": list(secrets)}


def tokens(b):
    for slug, options, value in [
        ("one", {"secret": "secret-value"}, "secret-value"), ("first", {"secrets": ["new", "old"]}, "new"),
    ]:
        b.signing(f"assemblyai-{slug}", "the configured header, its name in lower case", ASSEMBLYAI_DONE, {"timestamp": NOW},
                  ([JSON_TYPE, ("x-my-webhook-secret", value)], ASSEMBLYAI_DONE, None), provider="assemblyai",
                  options={"header": "X-My-Webhook-Secret"} | options)
    for slug, secret, url, what in [
        ("plain", "abc", "https://example.com/hook", "a url without a query"), ("query", "abc", "https://example.com/hook?a=1", "a query"),
        ("fragment", "abc", "https://example.com/hook#top", "a fragment"), ("path", "abc", "/hook?a=b%20c", "path and query alone"),
        ("query-fragment", "abc", "/hook?a=1#b?c", "a query and a fragment with a question mark"),
        ("escaped", "a b+c&d=e/f~*-._", "/hook", "signs that must be escaped"),
    ]:
        head, mark, tail = url.partition("#")
        signed = head + ("&" if "?" in head else "?") + "token=" + percent(secret) + mark + tail
        b.signing(f"connect-{slug}", f"the parameter added to {what}", CONNECT_EVENT, {"timestamp": NOW, "url": url},
                  ([JSON_TYPE], CONNECT_EVENT, signed), provider="connect", options={"urlParameter": "token", "secret": secret})
    for slug, url, signed, what in [
        ("again", "/hook?token=abc", "/hook?token=abc", "the parameter is there already"),
        ("rotated", "https://example.com/hook?token=old&a=1#end", "https://example.com/hook?a=1&token=abc#end", "an old token is replaced"),
        ("escaped-name", "/hook?%74oken=old&tokens=1", "/hook?tokens=1&token=abc", "the old parameter's name is escaped"),
    ]:
        b.signing(f"connect-{slug}", what, CONNECT_EVENT, {"timestamp": NOW, "url": url},
                  ([JSON_TYPE], CONNECT_EVENT, signed), provider="connect", options={"urlParameter": "token", "secret": "abc"})
    b.signing("connect-first", "of two secrets the first is put into the url", "{}", {"timestamp": NOW, "url": "/hook"},
              ([JSON_TYPE], "{}", "/hook?token=new"), provider="connect",
              options={"urlParameter": "token", "secrets": ["new", "old"]})


def custom(b):
    secret, key = "custom-secret-1", bytes(range(32))
    body, hook = '{"id":"evt_1"}', "https://hooks.example.com/in?id=7"

    def stamped(stamp):
        return mac("sha256", secret, str(stamp), ".", body)

    for slug, scheme, options, headers, url, secrets in [
        ("github", GITHUB, {"id": "72d3"}, [JSON_TYPE, ("x-hub-signature-256", "sha256=" + hex_mac("sha256", secret, body)),
                                            ("x-github-delivery", "72d3")], None, secret),
        ("slack", SLACK, {}, [("content-type", "application/x-www-form-urlencoded"),
                              ("x-slack-signature", "v0=" + hex_mac("sha256", secret, f"v0:{NOW}:", body)),
                              ("x-slack-request-timestamp", str(NOW))], None, secret),
        ("stripe", STRIPE, {}, [JSON_TYPE, ("stripe-signature", f"t={NOW},v1={stamped(NOW).hex()}")], None, secret),
        ("sanity", SANITY, {}, [JSON_TYPE, ("sanity-webhook-signature", f"t={NOW}000,v1={b64url(stamped(f'{NOW}000'))}")],
         None, secret),
        ("finch", FINCH, {"id": "evt_1"}, [
            JSON_TYPE, ("finch-signature", "v1," + b64(mac("sha256", key, f"evt_1.{NOW}.", body))),
            ("finch-timestamp", str(NOW)), ("finch-event-id", "evt_1")], None, b64(key)),
        ("named", NAMED, {"algorithm": "sha512"}, [("content-type", "text/plain"), (
            "x-named-signature", "sha512:" + b64(mac("sha512", secret, body)))], None, secret),
        ("bearer", BEARER, {}, [JSON_TYPE, ("authorization", f"Bearer {secret}")], None, secret),
        ("square", SQUARE, {"url": hook}, [
            JSON_TYPE, ("x-square-hmacsha256-signature", b64(mac("sha256", secret, hook, body)))], hook, secret),
        ("hubspot", HUBSPOT, {"url": hook}, [
            JSON_TYPE, ("x-hubspot-signature-v3", b64(mac("sha256", secret, "POST", hook, body, f"{NOW}000"))),
            ("x-hubspot-request-timestamp", f"{NOW}000")], hook, secret),
        ("lined", LINED, {"url": hook}, [
            JSON_TYPE, ("x-lined", hex_mac("sha256", secret, f"POST\n{hook}\n{NOW}\n", body)), ("x-lined-time", str(NOW))],
         hook, secret),
        ("query", QUERY, {"url": "/h?a=1"}, [JSON_TYPE], f"/h?a=1&key={secret}", secret),
    ]:
        b.signing(f"custom-{slug}", "a custom scheme", body, {"timestamp": NOW} | options, (headers, body, url),
                  provider=scheme, options={"secret": secrets})
