"""Multipart forms: what RFC 7578 and RFC 2046 allow is read, whatever two parsers could read differently is not."""

from . import transloadit as t
from .forms import BOUNDARY, multipart, multipart_type, part



def ours(value=None, extra=(), disposition=None):
    return part("transloadit", t.JSON if value is None else value, extra, disposition)


def sig(extra=(), disposition=None):
    return part("signature", t.signature(), extra, disposition)


def add(b):
    accepted(b)
    types(b)
    refused(b)
    limits(b)


def accepted(b):
    png = part("", b"\x89PNG\r\n\x1a\n--\r\n-- hookseal", ["Content-Type: image/png"],
               'Content-Disposition: form-data; name="file"; filename="a;b.png"')
    for slug, body, what in [
        ("plain", multipart([ours(), sig()]), "nothing but the two fields"),
        ("reversed", multipart([sig(), ours()]), "the signature first"),
        ("preamble", multipart([ours(), sig()], preamble=b"To be ignored.\r\n"), "a preamble"),
        ("preamble-break", multipart([ours(), sig()], preamble=b"\r\n"), "an empty line in front"),
        ("epilogue", multipart([ours(), sig()], epilogue=b"\r\nTo be ignored."), "an epilogue"),
        ("no-last-break", multipart([ours(), sig()], epilogue=b""), "no line break behind the closing boundary"),
        ("closing-padding", multipart([ours(), sig()], epilogue=b" \t\r\n"), "padding behind the closing boundary"),
        ("padding", multipart([ours(), sig()], padding=b" \t "), "padding behind each boundary"),
        ("other-field", multipart([part("a", "1"), ours(), part("a", "2"), sig(), part("b", "")]), "other fields"),
        ("file", multipart([png, ours(), sig()]), "a file part, its bytes not UTF-8"),
        ("file-last", multipart([ours(), sig(), png]), "a file part at the end"),
        ("part-type", multipart([ours(extra=["Content-Type: text/plain; charset=utf-8"]), sig()]), "a type of its own"),
        ("part-json", multipart([ours(extra=["Content-Type: application/json"]), sig()]), "a JSON type on the field"),
        ("part-length", multipart([ours(extra=[f"Content-Length: {len(t.JSON)}"]), sig()]), "a length of its own"),
        ("part-unknown", multipart([ours(extra=["X-Anything: a:b; c=d"]), sig()]), "an unknown header"),
        ("encoding-7bit", multipart([ours(extra=["Content-Transfer-Encoding: 7bit"]), sig()]), "7bit"),
        ("encoding-8bit", multipart([ours(extra=["Content-Transfer-Encoding: 8BIT"]), sig()]), "8bit, in upper case"),
        ("encoding-binary", multipart([ours(extra=["content-transfer-encoding:binary"]), sig()]), "binary"),
        ("header-case", multipart([ours(disposition='CONTENT-DISPOSITION: Form-Data; NAME="transloadit"'), sig()]),
         "part header, type and parameter in upper case"),
        ("header-late", multipart([part("", t.JSON, ['content-disposition: form-data; name="transloadit"'],
                                        "X-First: 1"), sig()]), "the disposition behind another header"),
        ("name-token", multipart([ours(disposition="Content-Disposition: form-data; name=transloadit"), sig()]),
         "a name without quotation marks"),
        ("name-spaces", multipart([ours(disposition='Content-Disposition:form-data ;  name="transloadit" '), sig()]),
         "other white space"),
        ("empty-other", multipart([part("e", ""), ours(), sig()]), "a part with an empty value"),
    ]:
        b.case(f"multipart-{slug}", f"accepted: {what}", [multipart_type()], body, t.proved(), threats=[53])
    for slug, value, what in [
        ("crlf", "line 1\r\nline 2\r\n", "line breaks, one at the end"), ("dashes", "\r\n--\r\n---\r\n-", "dashes"),
        ("near-boundary", f"x--{BOUNDARY}\r\n--{BOUNDARY[:-1]}\r\n", "text like the boundary"),
        ("only-break", "\r\n", "a line break alone"), ("lone-cr", "a\rb\nc", "lone CR and LF"),
    ]:
        body = multipart([ours(value), part("signature", t.signature(value))])
        b.case(f"multipart-value-{slug}", f"the signed field holds {what}", [multipart_type()], body, t.proved(value),
               threats=[53])


def types(b):
    """The Content-Type header of the request."""
    good = multipart([ours(), sig()])
    for slug, value, what in [
        ("quoted", f'multipart/form-data; boundary="{BOUNDARY}"', "a quoted boundary"),
        ("upper", f"Multipart/Form-Data; BOUNDARY={BOUNDARY}", "type and parameter in upper case"),
        ("other-parameter", f"multipart/form-data; charset=utf-8; boundary={BOUNDARY}", "a parameter before it"),
        ("tight", f"multipart/form-data;boundary={BOUNDARY}", "no space behind the semicolon"),
    ]:
        b.case(f"multipart-type-{slug}", f"accepted: {what}", [("content-type", value)], good, t.proved())
    for slug, boundary in [("one", "x"), ("70", "b" * 70), ("signs", "'()+_,-./:=?x"), ("space", "a b")]:
        b.case(f"multipart-boundary-{slug}", "a quoted boundary at an end of RFC 2046's grammar",
               [multipart_type(f'"{boundary}"')], multipart([ours(), sig()], boundary), t.proved())
    for slug, value, what in [
        ("none", "multipart/form-data", "no boundary"), ("empty", "multipart/form-data; boundary=", "an empty boundary"),
        ("empty-quoted", 'multipart/form-data; boundary=""', "an empty quoted boundary"),
        ("other", "multipart/form-data; boundary=other", "a boundary that the body does not have"),
        ("case", f"multipart/form-data; boundary={BOUNDARY.upper()}", "the boundary in another case"),
        ("twice", f"multipart/form-data; boundary={BOUNDARY}; boundary=other", "two boundaries"),
        ("unclosed", f'multipart/form-data; boundary="{BOUNDARY}', "a quotation mark that is not closed"),
        ("mixed", f"multipart/mixed; boundary={BOUNDARY}", "another multipart type"),
        ("json", "application/json", "JSON"), ("text", "text/plain", "text"),
        ("prefix", f"multipart/form-datax; boundary={BOUNDARY}", "a type that starts alike"),
        ("urlencoded-prefix", "application/x-www-form-urlencodedx", "an urlencoded type that starts alike"),
        ("blank", "", "an empty header"), ("non-ascii", "multipart/form-d\u00e4ta; boundary=x", "beyond ASCII"),
    ]:
        b.case(f"multipart-type-{slug}", f"content type: {what}", [("content-type", value)], good, "form_malformed",
               threats=[53])
    b.case("multipart-type-missing", "no content type", [], good, "form_malformed", threats=[53])
    b.case("multipart-type-two", "two content types", [multipart_type(), multipart_type("x")], good,
           "duplicate_header", threats=[38, 53])
    b.case("multipart-boundary-71", "a boundary of 71 characters", [multipart_type("b" * 71)],
           multipart([ours(), sig()], "b" * 71), "form_malformed", threats=[54])


def refused(b):
    def named(parameters):
        return multipart([ours(disposition=f"Content-Disposition: form-data; {parameters}"), sig()])

    good = multipart([ours(), sig()])
    open_end = good[: good.rindex(b"--")]
    for slug, body, what in [
        ("no-closing", open_end, "no closing boundary"), ("cut", good[:-20], "cut inside the closing boundary"),
        ("cut-value", good[:120], "cut inside a value"), ("no-boundary", b"transloadit=x", "no boundary at all"),
        ("line-feeds", good.replace(b"\r\n", b"\n"), "line feeds for CRLF"),
        ("junk-behind", good.replace(b"vectors\r\n", b"vectors junk\r\n", 1), "text behind a boundary"),
        ("longer-boundary", good.replace(b"vectors\r\n", b"vectorsx\r\n", 1), "a letter behind a boundary"),
        ("longer-inside", multipart([ours(f"a\r\n--{BOUNDARY}x\r\nb"), part("signature", t.signature(
            f"a\r\n--{BOUNDARY}x\r\nb"))]), "the boundary and a letter at the start of a line of the signed field"),
        ("closing-junk", multipart([ours(), sig()], epilogue=b"x\r\n"), "a letter behind the closing boundary"),
        ("no-header-end", good.replace(b'"transloadit"\r\n\r\n', b'"transloadit"\r\n', 1), "no empty line behind headers"),
        ("no-colon", multipart([ours(extra=["Nonsense"]), sig()]), "a header line without a colon"),
        ("folded", multipart([ours(extra=["X-A: b", " c"]), sig()]), "a folded header line"),
        ("no-disposition", multipart([part("", "x", disposition="X-A: b"), ours(), sig()]), "a part without disposition"),
        ("two-dispositions", multipart([ours(extra=['Content-Disposition: form-data; name="other"']), sig()]),
         "two dispositions"),
        ("two-names", named('name="transloadit"; name="other"'), "two names"),
        ("two-names-equal", named('name="transloadit"; name="transloadit"'), "the name twice"),
        ("no-name", named('x="transloadit"'), "no name"),
        ("attachment", multipart([ours(disposition='Content-Disposition: attachment; name="transloadit"'), sig()]),
         "another disposition"),
        ("backslash", named('name="trans\\loadit"'), "a backslash in the name"),
        ("unclosed-name", named('name="transloadit'), "a quotation mark that is not closed"),
        ("behind-name", named('name="transloadit"x'), "text behind the quoted name"),
        ("file", named('name="transloadit"; filename="a.json"'), "the signed field as a file"),
        ("file-empty", named('name="transloadit"; filename=""'), "the signed field with an empty file name"),
        ("file-extended", named("name=\"transloadit\"; filename*=UTF-8''a"), "the signed field with an extended file name"),
        ("file-first", named('filename="a"; name="transloadit"'), "the signed field as a file, name last"),
        ("signature-file", multipart([ours(), sig(disposition=
            'Content-Disposition: form-data; name="signature"; filename="s"')]), "the signature as a file"),
        ("base64", multipart([ours(extra=["Content-Transfer-Encoding: base64"]), sig()]), "base64"),
        ("quoted-printable", multipart([ours(extra=["Content-Transfer-Encoding: quoted-printable"]), sig()]),
         "quoted-printable"),
        ("unknown-encoding", multipart([ours(extra=["content-transfer-encoding: x-uu"]), sig()]), "an unknown encoding"),
        ("other-base64", multipart([part("o", "AAAA", ["Content-Transfer-Encoding: base64"]), ours(), sig()]),
         "base64 on another part"),
    ]:
        b.case(f"multipart-bad-{slug}", f"refused: {what}", [multipart_type()], body, "form_malformed", threats=[53])
    for slug, body, code, what in [
        ("empty", b"", "form_malformed", "no body"),
        ("twice", multipart([ours(), ours(), sig()]), "duplicate_field", "the signed field twice"),
        ("twice-apart", multipart([ours(), sig(), ours("{}")]), "duplicate_field", "a second, other signed field"),
        ("signature-twice", multipart([sig(), ours(), sig()]), "duplicate_field", "the signature twice"),
        ("no-field", multipart([sig()]), "field_missing", "no signed field"),
        ("quote-in-name", named('name="transloadit\\""'), "field_missing", "an escaped quotation mark makes another name"),
        ("name-case", multipart([part("Transloadit", t.JSON), sig()]), "field_missing", "its name in another case"),
        ("name-space", multipart([part("transloadit ", t.JSON), sig()]), "field_missing", "a space behind its name"),
        ("name-percent", multipart([part("%74ransloadit", t.JSON), sig()]), "field_missing", "a percent escape"),
        ("no-signature", multipart([ours()]), "signature_missing", "no signature"),
        ("empty-signature", multipart([ours(), part("signature", "")]), "signature_missing", "an empty signature"),
        ("signature-break", multipart([ours(), part("signature", t.signature() + "\r\n")]), "signature_malformed",
         "a line break behind the signature"),
        ("signature-not-utf8", multipart([ours(), part("signature", b"sha384:" + b"\xff" * 96)]), "signature_malformed",
         "a signature that is not UTF-8"),
    ]:
        b.case(f"multipart-{slug}", f"refused: {what}", [multipart_type()], body, code, threats=[53])


def limits(b):
    def many(count):
        return multipart([part(f"f{n}", "x") for n in range(count - 2)] + [ours(), sig()])

    b.case("multipart-64", "sixty-four parts", [multipart_type()], many(64), t.proved(), threats=[54])
    b.case("multipart-65", "sixty-five parts", [multipart_type()], many(65), "form_malformed", threats=[54])
    for slug, size, code in [("8000", 7800, None), ("9000", 9000, "form_malformed")]:
        for where, parts in [("ours", [ours(extra=["X: " + "a" * size]), sig()]),
                             ("other", [part("o", "", ["X: " + "a" * size]), ours(), sig()])]:
            b.case(f"multipart-header-{slug}-{where}", f"part headers of about {slug} bytes", [multipart_type()],
                   multipart(parts), code or t.proved(), threats=[54])
    own = len('Content-Disposition: form-data; name="transloadit"\r\nX: ')
    for size, expect in [(8192, t.proved()), (8193, "form_malformed")]:
        b.case(f"multipart-header-{size}", f"part headers of {size} bytes", [multipart_type()],
               multipart([ours(extra=["X: " + "a" * (size - own)]), sig()]), expect, threats=[54])
    for slug, joint in [("comma", ","), ("space", ", ")]:
        for kind, boundary in [("token", BOUNDARY), ("quoted", f'"{BOUNDARY}"')]:
            one = f"multipart/form-data; boundary={boundary}"
            b.case(f"multipart-type-joined-{slug}-{kind}", "refused: the content type twice, joined",
                   [("content-type", one + joint + one)], multipart([ours(), sig()]), "duplicate_header", threats=[38])
    lines = [f"X-{n}: {'a' * 90}" for n in range(100)]
    b.case("multipart-header-lines", "a hundred header lines that are too long together", [multipart_type()],
           multipart([ours(extra=lines), sig()]), "form_malformed", threats=[54])
