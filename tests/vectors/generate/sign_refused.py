"""Calls of sign that are refused: what they would send would not verify, or would not be a header."""

from .cases import NOW
from .oracle import b64
from .schemes import SQUARE, pairs

RIGHT = {
    "transloadit": ({"secret": "0123456789abcdef0123456789abcdef01234567"}, {}),
    "transcodely": ({"secret": "whsec_your_signing_secret"}, {"id": "dlv_1"}),
    "standard-webhooks": ({"secret": "whsec_" + b64(bytes(range(32)))}, {"id": "msg_1"}),
    "assemblyai": ({"header": "X-Secret", "secret": "secret-value"}, {}),
    "connect": ({"urlParameter": "token", "secret": "secret-value"}, {"url": "/hook"}),
}
LISTED = pairs("listed", "X-Listed", "{timestamp}.{body}", separator=";", signature="s", timestamp="ts") | {"id": {"value": "id"}}
BOTH = ("transcodely", "standard-webhooks")


def add(b):
    for provider in BOTH:
        refused(b, provider, "no-id", {"id": None}, "no id", [70])
        for slug, value, what in [
            ("empty", "", "empty"), ("space", "a b", "a space"), ("comma", "a,b", "a comma"), ("257", "a" * 257, "257 characters"),
            ("crlf", "a\r\nX-Evil: 1", "a line break"), ("newline", "a\n", "a line feed"), ("nul", "a\u0000", "a NUL"),
            ("non-ascii", "\u00e9", "a letter beyond ASCII"), ("delete", "a\u007f", "a DEL"),
        ]:
            refused(b, provider, f"id-{slug}", {"id": value}, f"id: {what}", [52, 57])
        for slug, value, what in [("zero", 0, "zero"), ("negative", -1, "negative"), ("17-digits", 10**16, "seventeen digits")]:
            refused(b, provider, f"timestamp-{slug}", {"timestamp": value}, f"timestamp: {what}", [52, 58])
        refused(b, provider, "sha1", {"algorithm": "sha1"}, "an algorithm that the scheme does not have", [8])
    refused(b, "standard-webhooks", "id-dot", {"id": "a.b"}, "id: the delimiter", [57])
    for provider in ("transloadit", "assemblyai", "connect"):
        refused(b, provider, "id", {"id": "abc"}, "an id where the scheme carries none", [52])
    for provider in RIGHT:
        refused(b, provider, "variant", {"variant": "unknown"}, "an unknown variant")
        refused(b, provider, "empty-variant", {"variant": ""}, "an empty variant")
    refused(b, "standard-webhooks", "other-variant", {"variant": "transcodely-signature"}, "another provider's variant")
    refused(b, "transcodely", "upper-variant", {"variant": "Transcodely-Signature"}, "a variant in upper case")
    for slug, name in [("md5", "md5"), ("upper", "SHA384"), ("empty", ""), ("none", "none"), ("sha224", "sha224")]:
        refused(b, "transloadit", f"algorithm-{slug}", {"algorithm": name}, f"an algorithm named {name!a}", [8])
    refused(b, "transloadit", "narrowed", {"algorithm": "sha1"}, "an algorithm that the option leaves out", [8, 9],
            {"algorithms": ["sha384"]})
    for slug, form in [("json", "json"), ("upper", "Multipart"), ("empty", "")]:
        refused(b, "transloadit", f"form-{slug}", {"form": form}, f"a form named {form!r}")
    for provider in ("transcodely", "standard-webhooks", "assemblyai", "connect"):
        refused(b, provider, "form", {"form": "multipart"}, "a form where none is posted", [52])
    for provider in ("assemblyai", "connect"):
        refused(b, provider, "algorithm", {"algorithm": "sha256"}, "an algorithm where nothing is signed", [52])
    for slug, value in [("cut", "a;ts=1"), ("item", "a;s=00"), ("end", "a;")]:
        b.signing(f"refused-list-id-{slug}", "an id that would cut the signature's own list", "{}", {"timestamp": NOW, "id": value},
                  "invalid_option", provider=LISTED, options={"secret": "custom-secret-1"}, threats=[52])
    refused(b, "connect", "no-url", {"url": None}, "no url")
    hook = "https://hooks.example.com/in"
    for slug, url, body in [("no-url", None, "{}"), ("path", "/in", "{}"), ("brace", hook + "?{}", "{}"), ("form", hook, "a=1")]:
        options = {"timestamp": NOW} | ({} if url is None else {"url": url})
        b.signing(f"refused-square-{slug}", "what could not verify where the URL is signed", body, options, "invalid_option",
                  provider=SQUARE, options={"secret": "custom-secret-1"}, threats=[57, 104])


def refused(b, provider, slug, changes, what, threats=(), endpoint=None):
    options, right = RIGHT[provider]
    merged = {"timestamp": NOW} | right | changes
    b.signing(f"refused-{provider}-{slug}", what, "{}", {k: v for k, v in merged.items() if v is not None}, "invalid_option",
              provider=provider, options=options | (endpoint or {}), threats=threats)
