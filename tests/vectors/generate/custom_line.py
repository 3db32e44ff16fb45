"""Schemes that sign the URL or the method: published values, and what must not verify in their place."""

from .cases import NOW, Delivery, Repeat
from .oracle import as_bytes, b64, hex_mac, mac
from .schemes import AHEAD, HUBSPOT, LINED, SQUARE

SECRET = "custom-secret-1"
URL = "https://hooks.example.com/in?id=7"
BODY = '{"id":"evt_1","amount":100}'
DEDUPE = ("/id",)
HUBSPOT_PAGE = "HubSpot's page on validating requests (developers.hubspot.com), the example in Java"
SQUARE_PAGE = "Square's page on validating notifications (developer.squareup.com), the example request"


def proved(**more):
    return Delivery("custom", **{"algorithm": "sha256"} | more)


def add(b):
    published(b)
    urls(b)
    methods(b)
    bodies(b)
    boundaries(b)


def published(b):
    b.case("vendor-square", "the URL before the body", [("x-square-hmacsha256-signature", "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=")],
           '{"hello":"world"}', proved(), provider=SQUARE, options={"secret": "asdf1234"}, source=SQUARE_PAGE,
           url="https://example.com/webhook")
    body = ('[{"eventId":531833541,"subscriptionId":3923621,"portalId":48807704,"appId":16111050,"occurredAt":1752613920733,'
            '"subscriptionType":"contact.creation","attemptNumber":0,"objectId":138017612137,"changeFlag":"CREATED",'
            '"changeSource":"CRM_UI","sourceId":"userId:76023669"}]')
    headers = [("X-HubSpot-Signature-v3", "gbj1XPRvUt0noT7i7fXfTzOD4sLzQmf0VT28ZYq0EYg="),
               ("X-HubSpot-Request-Timestamp", "1752613922216")]
    url = "https://webhook.site/335453f5-94b3-49d9-b684-a55354d4b8df"
    for slug, expect, more in [
        ("", proved(timestamp=1752613922), {}), ("-other-url", "signature_mismatch", {"url": url + "/"}),
        ("-other-method", "signature_mismatch", {"method": "PUT"}),
    ]:
        b.case(f"vendor-hubspot{slug}", "method, URL, body and time in a row", headers, body, expect, provider=HUBSPOT,
               options={"secret": "cfc68c0b-4b4e-4ef8-b764-95350e4ea479"}, source=HUBSPOT_PAGE, now=1752613922,
               **{"url": url, "method": "POST"} | more)


def square(*parts):
    return [("X-Square-HmacSha256-Signature", b64(mac("sha256", SECRET, *parts)))]


def urls(b):
    """The signature is over URL; what the receiver says is its URL is changed."""
    for slug, url, what in [
        ("host", "https://hooks.example.org/in?id=7", "another host"), ("scheme", URL.replace("https", "http"), "another scheme"),
        ("port", "https://hooks.example.com:443/in?id=7", "the default port written out"),
        ("host-upper", "https://Hooks.example.com/in?id=7", "the host in another case"),
        ("slash", "https://hooks.example.com/in/?id=7", "a slash more"), ("prefix", "https://hooks.example.com/api/in?id=7", "a prefix"),
        ("no-query", "https://hooks.example.com/in", "no query"), ("query", URL + "&x=1", "a parameter more"),
        ("escaped", "https://hooks.example.com/in?id=%37", "an escaped character"), ("fragment", URL + "#", "an empty fragment"),
    ]:
        b.case(f"url-{slug}", f"a signed URL: {what}", square(URL, BODY), BODY, "signature_mismatch", provider=SQUARE, url=url,
               threats=[104])
    for slug, url, what in [
        ("none", None, "not handed over"), ("empty", "", "empty"), ("path", "/in?id=7", "from the path on"),
        ("no-scheme", "//hooks.example.com/in?id=7", "without its scheme"), ("scheme-upper", URL.replace("https", "HTTPS"), "its scheme in capitals"),
        ("scheme-other", "ftp://hooks.example.com/in?id=7", "another protocol"), ("space", "https://hooks.example.com/in?id=7 ", "a space"),
        ("quote", 'https://hooks.example.com/in?id="7"', "a quotation mark"), ("brace", "https://hooks.example.com/in?id={7}", "braces"),
        ("bracket", "https://hooks.example.com/in?id[]=7", "brackets"), ("break", "https://hooks.example.com/in?id=7\n", "a line break"),
        ("nul", "https://hooks.example.com/in?id=\u00007", "a NUL"), ("umlaut", "https://hooks.example.com/\u00e4", "a letter beyond ASCII"),
    ]:
        b.case(f"url-{slug}", f"a signed URL, rightly signed: {what}", square(url or "", BODY), BODY, "url_missing", provider=SQUARE,
               url=url, threats=[57, 104])
    away = [("Host", "internal:3000"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http")]
    b.case("url-headers", "headers that name another host and scheme are not read", [*square(URL, BODY), *away], BODY, proved(pointers=DEDUPE),
           provider=SQUARE | {"dedupe": ["/id"]}, url=URL, threats=[104])
    named = [("Host", "hooks.example.com"), ("X-Forwarded-Host", "hooks.example.com"), ("X-Forwarded-Proto", "https")]
    b.case("url-headers-right", "headers that name the right host and scheme are not read", [*square(URL, BODY), *named], BODY,
           "signature_mismatch", provider=SQUARE, url="http://internal:3000/in?id=7", threats=[104])
    odd = "http://hooks.example.com:8080/~a/b%20c;d=1,2:3@x!$&'()*+-._?q=%5B%5D&&#end"
    b.case("url-odd", "every character that a URL may hold", square(odd, BODY), BODY, proved(), provider=SQUARE, url=odd)


def hubspot(*parts, stamp=f"{NOW}000"):
    tag = b64(mac("sha256", SECRET, *parts, stamp))
    return [("X-HubSpot-Signature-v3", tag), ("X-HubSpot-Request-Timestamp", stamp)]


def methods(b):
    good = proved(timestamp=NOW)
    for method in ("POST", "PUT", "GET"):
        b.case(f"method-{method.lower()}", f"a signed method: {method}", hubspot(method, URL, BODY), BODY, good, provider=HUBSPOT,
               url=URL, method=method)
    b.case("method-other", "a signed method: another one", hubspot("POST", URL, BODY), BODY, "signature_mismatch", provider=HUBSPOT,
           url=URL, method="GET", threats=[104])
    for slug, method, what in [
        ("none", None, "not handed over"), ("empty", "", "empty"), ("lower", "post", "small letters"), ("title", "Post", "one capital"),
        ("space", "POST ", "a space behind it"), ("digit", "POST1", "a digit"), ("break", "POST\n", "a line break"),
    ]:
        b.case(f"method-{slug}", f"a signed method, rightly signed: {what}", hubspot(method or "", URL, BODY), BODY, "method_missing",
               provider=HUBSPOT, url=URL, method=method, threats=[57])
    b.case("method-no-url", "a method, but no URL", hubspot("POST", "", BODY), BODY, "url_missing", provider=HUBSPOT, method="POST")
    b.case("method-unused", "a method for a scheme that does not sign it", square(URL, BODY), BODY, proved(), provider=SQUARE, url=URL,
           method="post")


def bodies(b):
    """Right behind a URL a body must not look like a piece of it, though it is rightly signed."""
    for slug, body, what in [
        ("list", "[1]", "a JSON list"), ("text", '"a"', "a JSON text"), ("xml", "<a/>", "XML"), ("indented", "\n {}", "JSON behind a line break"),
        ("bom", "\ufeff{}", "JSON behind a byte order mark"), ("umlaut", "\u00e4=1", "a letter beyond ASCII"), ("empty", "", "no body"),
        ("binary", b"\x00\x01", "bytes"), ("long", Repeat('{"n":1}\n', 9000), "a long one"),
    ]:
        b.case(f"behind-url-{slug}", f"behind a signed URL: {what}", square(URL, as_bytes(body)), body, proved(), provider=SQUARE, url=URL)
    for slug, body, what in [
        ("form", "id=1&amount=100", "a form"), ("number", "5", "a JSON number"), ("negative", "-5", "a negative number"),
        ("true", "true", "a JSON word"), ("word", "hello", "plain text"), ("escape", "%7B%7D", "an escaped brace"),
        ("question", "?a=1", "a query"), ("fragment", "#{}", "a fragment"), ("long-form", Repeat("id=1&", 14000), "a long form"),
    ]:
        b.case(f"behind-url-{slug}", f"behind a signed URL: {what}", square(URL, as_bytes(body)), body, "body_ambiguous", provider=SQUARE,
               url=URL, threats=[57])
    stamp = str(NOW)
    for slug, body in [("form", "id=1&amount=100"), ("json", BODY)]:
        tag = hex_mac("sha256", SECRET, f"POST\n{URL}\n{stamp}\n", body)
        b.case(f"lined-{slug}", "line breaks between all parts: any body", [("X-Lined", tag), ("X-Lined-Time", stamp)], body,
               proved(timestamp=NOW), provider=LINED, url=URL, method="POST")


def boundaries(b):
    """The signature of one request, its signed bytes cut into other parts."""
    head, last = URL[:-1], URL[-1]
    for slug, url, body, expect in [
        ("right", URL, BODY, proved()), ("into-body", head, last + BODY, "body_ambiguous"),
        ("into-url", URL + BODY[0], BODY[1:], "url_missing"), ("all-url", URL + BODY, "", "url_missing"),
        ("host-into-body", "https://hooks", ".example.com/in?id=7" + BODY, "body_ambiguous"),
    ]:
        b.case(f"cut-{slug}", f"URL and body cut elsewhere: {slug}", square(URL, BODY), body, expect, provider=SQUARE, url=url, threats=[57])
    b.case("cut-no-body", "no body: the URL's end taken for one", square(URL), last, "body_ambiguous", provider=SQUARE, url=head, threats=[57])
    for slug, method, url, body, stamp, expect in [
        ("method-right", "POST", URL, BODY, f"{NOW}000", proved(timestamp=NOW)),
        ("method-into-url", "POS", "T" + URL, BODY, f"{NOW}000", "url_missing"),
        ("url-into-method", "POSTh", URL[1:], BODY, f"{NOW}000", "url_missing"),
        ("body-into-time", "POST", URL, BODY[:-1], BODY[-1] + f"{NOW}000", "timestamp_malformed"),
        ("time-into-body", "POST", URL, BODY + "1", f"{NOW}000"[1:], "timestamp_malformed"),
    ]:
        headers = [hubspot("POST", URL, BODY)[0], ("X-HubSpot-Request-Timestamp", stamp)]
        b.case(f"cut-{slug}", f"method, URL, body and time cut elsewhere: {slug}", headers, body, expect, provider=HUBSPOT, url=url,
               method=method, threats=[57])
    tag = hex_mac("sha256", SECRET, str(NOW), URL, BODY)
    for slug, stamp, url, expect in [
        ("time-right", str(NOW), URL, proved(timestamp=NOW)), ("time-into-url", str(NOW)[:-1], "3" + URL, "url_missing"),
        ("url-into-time", str(NOW) + "h", URL[1:], "url_missing"),
    ]:
        b.case(f"cut-{slug}", f"time and URL cut elsewhere: {slug}", [("X-Signature", tag), ("X-Timestamp", stamp)], BODY, expect,
               provider=AHEAD, url=url, threats=[57])
    stamp = str(NOW)
    tag = hex_mac("sha256", SECRET, f"POST\n{URL}\n{stamp}\n", BODY)
    b.case("cut-lines", "the time's line taken for a line of the URL", [("X-Lined", tag), ("X-Lined-Time", stamp)], BODY, "url_missing",
           provider=LINED, url=f"{URL}\n{stamp}", method="POST", threats=[57])
