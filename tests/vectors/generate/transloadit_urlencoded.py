"""Urlencoded forms: escapes, names, separators, limits."""

from . import transloadit as t
from .cases import Repeat
from .forms import URLENCODED_TYPE, percent, urlencoded


def add(b):
    value, sig = percent(t.JSON), percent(t.signature())
    pair, last = f"transloadit={value}", f"signature={sig}"
    every = "".join(f"%{ord(c):02x}" for c in t.JSON)
    for slug, body, what in [
        ("plain", f"{pair}&{last}", "the two fields"), ("reversed", f"{last}&{pair}", "the signature first"),
        ("others", f"a=1&{pair}&a=2&b&=c&{last}&__proto__=1", "other fields, some without name or value"),
        ("empty-pairs", f"&&{pair}&&{last}&", "empty pairs"),
        ("all-escaped", f"transloadit={every}&{last}", "every byte escaped, in lower case"),
        ("name-escaped", f"%74ransloadit={value}&signatur%65={sig}", "names with escapes"),
        ("raw-signs", f"transloadit={t.JSON.replace(',', '%2C')}&signature={t.signature()}", "signs left unescaped"),
    ]:
        b.case(f"urlencoded-{slug}", f"accepted: {what}", [URLENCODED_TYPE], body, t.proved(), threats=[53])
    for slug, content in [("charset", "application/x-www-form-urlencoded; charset=UTF-8"),
                          ("upper", "Application/X-WWW-Form-URLencoded"),
                          ("spaces", " application/x-www-form-urlencoded ;charset=utf-8 ")]:
        b.case(f"urlencoded-type-{slug}", "the content type in another spelling", [("content-type", content)],
               f"{pair}&{last}", t.proved())
    for slug, field, raw, what in [
        ("plus", "a b", "a+b", "a plus sign is a space"), ("escaped-plus", "a+b", "a%2Bb", "an escaped plus sign"),
        ("equals", "a=b", "a=b", "a second equals sign belongs to the value"),
        ("semicolon", "a;b", "a;b", "a semicolon separates nothing"), ("percent", "100%", "100%25", "a percent sign"),
        ("double", "%41", "%2541", "escapes are decoded once"), ("nul", "a\u0000b", "a%00b", "a NUL"),
        ("crlf", "a\r\nb", "a%0D%0Ab", "a line break"), ("empty", "", "", "an empty value"),
        ("entity", "a&b", "a%26b", "an escaped ampersand"),
    ]:
        b.case(f"urlencoded-value-{slug}", f"the signed field: {what}", [URLENCODED_TYPE],
               f"transloadit={raw}&signature={percent(t.signature(field))}", t.proved(field), threats=[53])
    b.case("urlencoded-value-bytes", "escapes that are not UTF-8 are signed as bytes", [URLENCODED_TYPE],
           f"transloadit=%FF%FE&signature={percent(t.signature(bytes([255, 254])))}", t.proved(bytes([255, 254])),
           threats=[92])
    b.case("urlencoded-no-equals", "a signed field without an equals sign is empty", [URLENCODED_TYPE],
           f"transloadit&signature={percent(t.signature(''))}", t.proved(""))
    for slug, body, what in [
        ("letters", f"{pair}%zz&{last}", "an escape that is not hexadecimal"), ("one", f"{pair}%4&{last}", "half an escape"),
        ("end", f"{pair}&{last}%", "a percent sign at the end"), ("end-one", f"{pair}&{last}%4", "half an escape at the end"),
        ("other-field", f"{pair}&{last}&a=%g1", "a bad escape in another field"),
        ("name", f"{pair}&{last}&%1=a", "a bad escape in another name"), ("sign", f"{pair}%+1&{last}", "a sign in an escape"),
        ("unicode", f"{pair}%u0041&{last}", "an escape of four digits"), ("space", f"{pair}% 1&{last}", "a space in one"),
    ]:
        b.case(f"urlencoded-escape-{slug}", f"refused: {what}", [URLENCODED_TYPE], body, "form_malformed",
               threats=[47, 53])
    for slug, body, code, what in [
        ("nothing", "", "field_missing", "no body"), ("no-field", last, "field_missing", "no signed field"),
        ("json", t.JSON, "field_missing", "JSON in place of a form"),
        ("name-case", f"Transloadit={value}&{last}", "field_missing", "the name in another case"),
        ("name-brackets", f"transloadit%5B%5D={value}&{last}", "field_missing", "the name of a list"),
        ("name-space", f"+transloadit={value}&{last}", "field_missing", "a space before the name"),
        ("semicolons", f"x=1;{pair}&{last}", "field_missing", "a semicolon before the field"),
        ("no-signature", pair, "signature_missing", "no signature"),
        ("empty-signature", f"{pair}&signature=", "signature_missing", "an empty signature"),
        ("bare-signature", f"{pair}&signature", "signature_missing", "a signature without an equals sign"),
        ("twice", f"{pair}&{pair}&{last}", "duplicate_field", "the signed field twice"),
        ("twice-escaped", f"{pair}&%74ransloadit=x&{last}", "duplicate_field", "the signed field twice, once escaped"),
        ("twice-empty", f"transloadit&{pair}&{last}", "duplicate_field", "an empty signed field beside the right one"),
        ("signature-twice", f"{pair}&{last}&{last}", "duplicate_field", "the signature twice"),
        ("re-encoded", urlencoded([("transloadit", percent(t.JSON)), ("signature", t.signature())]),
         "signature_mismatch", "the signed field escaped twice"),
        ("unescaped-plus", f"transloadit=a+b&signature={percent(t.signature('a+b'))}", "signature_mismatch",
         "a plus sign that was not escaped"),
    ]:
        b.case(f"urlencoded-{slug}", f"refused: {what}", [URLENCODED_TYPE], body, code, threats=[53])
    for slug, content in [("comma", "application/x-www-form-urlencoded; charset=utf-8,application/x-www-form-urlencoded"),
                          ("space", "application/x-www-form-urlencoded; charset=utf-8, application/x-www-form-urlencoded")]:
        b.case(f"urlencoded-type-joined-{slug}", "refused: the content type twice, joined", [("content-type", content)],
               f"{pair}&{last}", "duplicate_header", threats=[38])
    full = "&".join([f"f{n}=x" for n in range(62)] + [pair, last])
    b.case("urlencoded-64", "sixty-four fields and an empty pair", [URLENCODED_TYPE], f"{full}&", t.proved(), threats=[54])
    b.case("urlencoded-65", "sixty-five fields", [URLENCODED_TYPE], f"{full}&g", "form_malformed", threats=[54])
    b.case("urlencoded-16m", "a form of 16 MiB, which holds no field of ours", [URLENCODED_TYPE],
           Repeat("a", 1 << 24), "field_missing", threats=[54, 98])
    b.case("urlencoded-over-16m", "a form of 16 MiB and a byte", [URLENCODED_TYPE], Repeat("a", (1 << 24) + 1),
           "form_malformed", threats=[54, 98])
