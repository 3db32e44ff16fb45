"""Connect: a token that the receiver put in its own URL, or no authentication at all."""

from .cases import Book, Delivery, Form, Repeat
from .payloads import CONNECT_EVENT, ODD_BODIES

SECRET = "hT9vQ2xL8mZ4"
OPTIONS = {"urlParameter": "token", "secret": SECRET}


def proved(**more):
    return Delivery("url-parameter", "token", **more)


def book():
    b = Book("connect", "Connect: a token in the receiver's own URL, and the unauthenticated mode.", "connect", OPTIONS)
    accepted(b)
    refused(b)
    unauthenticated(b)
    return b


def accepted(b):
    body = CONNECT_EVENT
    b.case("path", "path and query", [], body, proved(show=True), url=f"/hook?token={SECRET}", threats=[24])
    for slug, url, what in [
        ("absolute", f"https://example.com/hook?token={SECRET}", "an absolute url"),
        ("port", f"http://127.0.0.1:8080/?token={SECRET}", "an absolute url with a port"),
        ("user", f"https://a:b@example.com/hook?token={SECRET}", "an absolute url with user and password"),
        ("ipv6", f"https://[::1]:8443/hook?token={SECRET}", "an IPv6 host"),
        ("no-path", f"https://example.com?token={SECRET}", "no path"), ("root", f"/?token={SECRET}", "the root"),
        ("others", f"/hook?a=1&token={SECRET}&b=2&a=3", "other parameters, one of them twice"),
        ("others-empty", f"/hook?&&a&=b&token={SECRET}&", "empty pairs, a name alone, a value alone"),
        ("fragment", f"/hook?token={SECRET}#token=wrong", "a fragment"),
        ("escaped", "/hook?token=" + "".join(f"%{ord(c):02X}" for c in SECRET), "every character escaped"),
        ("escaped-lower", "/hook?token=" + "".join(f"%{ord(c):02x}" for c in SECRET), "escapes in lower case"),
        ("escaped-name", f"/hook?%74oken={SECRET}", "the name escaped"),
        ("name-alike", f"/hook?Token=x&tokens=y&token%20=z&token={SECRET}", "names that are alike"),
        ("question", f"/hook?a=b?c&token={SECRET}", "a second question mark"),
        ("path-escape", f"/ho%3Fok%zz?token={SECRET}", "escapes in the path"),
        ("in-path", f"/token=x?token={SECRET}", "a path that looks like a query"),
    ]:
        b.case(f"url-{slug}", f"accepted: {what}", [], body, proved(), url=url)
    for slug, secret, text, what in [
        ("slash", "a/b+c=d&e", "a%2Fb%2Bc%3Dd%26e", "signs that must be escaped"), ("plus", "a b", "a+b", "a plus sign for a space"),
        ("space", "a b", "a%20b", "an escaped space"), ("raw", "a/b:c@d!e", "a/b:c@d!e", "signs that need no escape"),
        ("equals", "abc==", "abc==", "equals signs in the value"), ("percent", "100%25", "100%2525", "escapes are decoded once"),
        ("comma", "a,b", "a,b", "a comma"), ("question", "a?b", "a?b", "a question mark"),
    ]:
        b.case(f"token-{slug}", f"accepted: {what}", [], body, proved(), url=f"/hook?token={text}",
               options=OPTIONS | {"secret": secret})
    b.case("parameter", "another name for the parameter", [], body, proved(), url=f"/hook?my%20key={SECRET}",
           options={"urlParameter": "my key", "secret": SECRET})
    for index in range(2):
        b.case(f"rotation-{index}", f"two tokens, number {index} sent", [], body, proved(index=index),
               url=f"/hook?token={['old-token', 'new-token'][index]}",
               options={"urlParameter": "token", "secrets": ["old-token", "new-token"]}, threats=[124, 127])
    b.case("endpoint-name", "the endpoint's name enters the dedupe key", [], body, proved(),
           url=f"/hook?token={SECRET}", options=OPTIONS | {"name": "eu"})
    for slug, odd, what, threats in ODD_BODIES[:5]:
        b.case(f"body-{slug}", f"body: {what}", [], odd, proved(show=True), url=f"/hook?token={SECRET}", threats=threats)
    b.case("body-200k", "a body of 200 KB", [], Repeat("0123456789", 20000), proved(), url=f"/hook?token={SECRET}")


def refused(b):
    body = CONNECT_EVENT
    for slug, url, code, what, threats in [
        ("other", "/hook?token=other", "token_mismatch", "another token", [23]),
        ("prefix", f"/hook?token={SECRET[:-1]}", "token_mismatch", "all but the last character", [23]),
        ("longer", f"/hook?token={SECRET}4", "token_mismatch", "one character more", [23]),
        ("case", f"/hook?token={SECRET.lower()}", "token_mismatch", "another case", [23]),
        ("twice-escaped", "/hook?token=" + "".join(f"%25{ord(c):02X}" for c in SECRET), "token_mismatch", "escaped twice", [23]),
        ("space-behind", f"/hook?token={SECRET}%20", "token_mismatch", "a space behind it: parameters are not trimmed", [45]),
        ("nul", f"/hook?token={SECRET}%00", "token_mismatch", "a NUL behind it", [45]),
        ("not-utf8", f"/hook?token={SECRET}%FF", "token_mismatch", "a byte that is not UTF-8 behind it", [33]),
        ("bad-escape", f"/hook?token={SECRET}%zz", "token_mismatch", "a bad escape behind it", [47]),
        ("semicolon", f"/hook?token={SECRET};a=1", "token_mismatch", "a semicolon separates nothing", [23]),
        ("plus", f"/hook?token={SECRET}+", "token_mismatch", "a plus sign is a space", [45]),
        ("missing", "/hook?a=1", "token_missing", "no such parameter", [27]), ("no-query", "/hook", "token_missing", "no query", [27]),
        ("empty-query", "/hook?", "token_missing", "an empty query", [27]),
        ("empty", "/hook?token=", "token_missing", "an empty token", [28]), ("bare", "/hook?token", "token_missing", "a name alone", [28]),
        ("name-case", f"/hook?Token={SECRET}", "token_missing", "the name in another case", [41]),
        ("name-brackets", f"/hook?token[]={SECRET}", "token_missing", "the name of a list", [40]),
        ("fragment", f"/hook#?token={SECRET}", "token_missing", "the token in the fragment", [27]),
        ("fragment-absolute", f"https://example.com/hook#token={SECRET}", "token_missing", "the token in a fragment", [27]),
        ("path", f"/hook/token={SECRET}", "token_missing", "the token in the path", [27]),
        ("path-escape", f"/hook%3Ftoken={SECRET}", "token_missing", "an escaped question mark", [27]),
        ("second-question", f"/hook?a?token={SECRET}", "token_missing", "the token behind a second question mark", [27]),
        ("twice", f"/hook?token={SECRET}&token={SECRET}", "duplicate_field", "the parameter twice", [38]),
        ("twice-other", f"/hook?token=x&token={SECRET}", "duplicate_field", "a wrong one before the right one", [38]),
        ("twice-behind", f"/hook?token={SECRET}&a=1&token=x", "duplicate_field", "a wrong one behind the right one", [38]),
        ("twice-empty", f"/hook?token=&token={SECRET}", "duplicate_field", "an empty one before the right one", [38]),
        ("twice-name", f"/hook?token={SECRET}&%74oken={SECRET}", "duplicate_field", "twice, one name escaped", [38]),
        ("no-url", None, "url_missing", "no url", [27]), ("empty-url", "", "url_missing", "an empty url", [28]),
    ]:
        b.case(f"refused-{slug}", f"refused: {what}", [], body, code, url=url, threats=threats)
    b.case("refused-header", "the token in a header is not read", [("token", SECRET), ("Authorization", f"Bearer {SECRET}")],
           body, "token_missing", url="/hook", threats=[27])
    b.case("refused-body", "the token in the body is not read", [], f"token={SECRET}", "token_missing", url="/hook",
           threats=[30])
    b.case("refused-retired", "a token that is no longer listed", [], body, "token_mismatch", url="/hook?token=old",
           options={"urlParameter": "token", "secrets": ["new-1", "new-2"]}, threats=[125])
    b.case("parsed", "an object that a framework has parsed", [], Form([("event", "x")]), "body_not_raw",
           url=f"/hook?token={SECRET}", threats=[91])


def unauthenticated(b):
    none = Delivery("unauthenticated", "none", show=True)
    options = {"allowUnauthenticated": True}
    b.case("none", "no authentication, asked for by name", [], CONNECT_EVENT, none, options=options, threats=[11, 24])
    b.case("none-url", "a url that looks like a token proves nothing", [], CONNECT_EVENT, none, options=options,
           url="/hook?token=a&token=b", threats=[11])
    b.case("none-empty", "an empty body", [], "", none, options=options, threats=[101])
    b.case("none-parsed", "an object that a framework has parsed", [], Form([("event", "x")]), "body_not_raw",
           options=options, threats=[91])
    b.case("denied", "allowUnauthenticated: false allows nothing", [], CONNECT_EVENT, "token_missing", url="/hook",
           options=OPTIONS | {"allowUnauthenticated": False}, threats=[11])
