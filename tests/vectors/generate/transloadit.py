"""Transloadit: the `transloadit` field of a form, authenticated by its `signature` field."""

from .cases import NOW, Book, Delivery, Form
from .forms import URLENCODED_TYPE, multipart, multipart_type, part, urlencoded
from .oracle import SIZES, as_bytes, b64, hex_mac, mac
from .payloads import ODD_BODIES, TRANSLOADIT_ERROR, TRANSLOADIT_ID, TRANSLOADIT_STATUS
from .spellings import bad_hex, flips
from . import transloadit_multipart, transloadit_urlencoded, transloadit_vendor

SECRET = "0123456789abcdef0123456789abcdef01234567"
JSON = f'{{"ok":"ASSEMBLY_COMPLETED","assembly_id":"{TRANSLOADIT_ID}"}}'


def signature(value=JSON, algorithm="sha384", secret=SECRET):
    return f"{algorithm}:{hex_mac(algorithm, secret, as_bytes(value))}"


def encoded(value=JSON, sig=None):
    """The urlencoded request that most cases are built on."""
    return urlencoded([("transloadit", value), ("signature", signature(value) if sig is None else sig)])


def proved(value=JSON, algorithm="sha384", **more):
    return Delivery("form", algorithm=algorithm, body=value, pointers=("/assembly_id",), **more)


def book():
    b = Book("transloadit", "Transloadit: multipart, urlencoded and parsed forms.", "transloadit", {"secret": SECRET})
    accepted(b)
    algorithms(b)
    refused(b)
    parsed(b)
    transloadit_multipart.add(b)
    transloadit_urlencoded.add(b)
    transloadit_vendor.add(b)
    return b


def accepted(b):
    for slug, value, what in [("status", TRANSLOADIT_STATUS, "an Assembly Status"),
                              ("error", TRANSLOADIT_ERROR, "an error with text beyond ASCII")]:
        body = multipart([part("transloadit", value), part("signature", signature(value))])
        b.case(f"multipart-{slug}", f"multipart: {what}", [multipart_type()], body, proved(value))
        b.case(f"urlencoded-{slug}", f"urlencoded: {what}", [URLENCODED_TYPE], encoded(value), proved(value))
    for slug, odd, what, threats in ODD_BODIES:
        body = multipart([part("transloadit", odd), part("signature", signature(odd))])
        b.case(f"field-{slug}", f"the signed field: {what}", [multipart_type()], body, proved(odd), threats=threats)
    long = '{"assembly_id":"x","pad":"' + "a" * 66000 + '"}'
    b.case("field-66k", "a signed field of 66 KB", [multipart_type()],
           multipart([part("transloadit", long), part("signature", signature(long))]).decode(),
           proved(long, show=False), threats=[20, 21])
    for index in range(2):
        secrets = ["a" * 40, "b" * 40]
        b.case(f"rotation-{index}", f"two secrets, signed with number {index}", [URLENCODED_TYPE],
               encoded(sig=signature(secret=secrets[index])), proved(index=index), options={"secrets": secrets},
               threats=[124, 127])
    b.case("endpoint-name", "the endpoint's name enters the dedupe key", [URLENCODED_TYPE], encoded(), proved(),
           options={"secret": SECRET, "name": "eu"})
    b.case("no-assembly-id", "without /assembly_id the key is the digest of the field", [URLENCODED_TYPE],
           encoded('{"ok":"X"}'), proved('{"ok":"X"}'))
    b.case("any-clock", "no timestamp, so the clock is of no account", [URLENCODED_TYPE], encoded(), proved(), now=0)


def algorithms(b):
    for name in SIZES:
        b.case(f"algorithm-{name}", f"signed with {name}", [URLENCODED_TYPE], encoded(sig=signature(algorithm=name)),
               proved(algorithm=name))
        b.case(f"algorithm-{name}-only", f"only {name} is allowed", [URLENCODED_TYPE],
               encoded(sig=signature(algorithm=name)), proved(algorithm=name),
               options={"secret": SECRET, "algorithms": [name]})
        other = "sha256" if name == "sha384" else "sha384"
        b.case(f"algorithm-{name}-refused", f"{name}, rightly signed, where only {other} is allowed",
               [URLENCODED_TYPE], encoded(sig=signature(algorithm=name)), "algorithm_not_allowed",
               options={"secret": SECRET, "algorithms": [other]}, threats=[8, 9])
    bare = hex_mac("sha1", SECRET, JSON)
    b.case("bare", "a bare tag is SHA-1", [URLENCODED_TYPE], encoded(sig=bare), proved(algorithm="sha1"), threats=[9])
    b.case("bare-allowed", "a bare tag where SHA-1 is among the allowed", [URLENCODED_TYPE], encoded(sig=bare),
           proved(algorithm="sha1"), options={"secret": SECRET, "algorithms": ["sha384", "sha1"]}, threats=[9])
    b.case("bare-refused", "a right bare tag where SHA-1 is not allowed", [URLENCODED_TYPE], encoded(sig=bare),
           "algorithm_not_allowed", options={"secret": SECRET, "algorithms": ["sha256", "sha384", "sha512"]},
           threats=[9])
    b.case("upper-hex", "the tag in upper case", [URLENCODED_TYPE],
           encoded(sig="sha384:" + hex_mac("sha384", SECRET, JSON).upper()), proved(), threats=[46])
    b.case("bare-upper-hex", "the bare tag in upper case", [URLENCODED_TYPE], encoded(sig=bare.upper()),
           proved(algorithm="sha1"), threats=[46])
    good = hex_mac("sha384", SECRET, JSON)
    for slug, name in [
        ("upper", "SHA384"), ("dash", "sha-384"), ("sha224", "sha224"), ("md5", "md5"), ("ssl3-md5", "ssl3-md5"),
        ("rsa", "RSA-SHA384"), ("sha3", "sha3-384"), ("blake", "blake2b512"), ("sm3", "sm3"), ("slash", "sha512/256"),
        ("ripemd", "ripemd160"), ("none", "none"), ("empty", ""), ("space", "sha384 "), ("space-first", " sha384"),
        ("newline", "sha384\n"), ("nul", "sha384\u0000"), ("proto", "__proto__"), ("constructor", "constructor"),
        ("non-ascii", "sh\u00e1384"), ("equals", "sha384="), ("hmac", "hmac-sha384"), ("long", "a" * 8000),
    ]:
        b.case(f"name-{slug}", f"the right tag under the algorithm name {name[:20]!a}", [URLENCODED_TYPE],
               encoded(sig=f"{name}:{good}"), "algorithm_not_allowed", threats=[8, 10])
    b.case("name-too-long", "an algorithm name of 9000 letters", [URLENCODED_TYPE], encoded(sig="a" * 9000 + ":" + good),
           "header_too_long", threats=[10, 51])


def refused(b):
    good = mac("sha384", SECRET, JSON)
    for position, changed in flips(good):
        b.case(f"tag-bit-{position}", f"one bit of byte {position} of the tag changed", [URLENCODED_TYPE],
               encoded(sig=f"sha384:{changed.hex()}"), "signature_mismatch", threats=[1, 7])
    for slug, value, sig, what, threats in [
        ("field", JSON.replace("COMPLETED", "CANCELED"), signature(), "the signed field changed", [7]),
        ("field-space", JSON + " ", signature(), "a space added to the signed field", [7]),
        ("secret", JSON, signature(secret="f" * 40), "another secret", [128]),
        ("empty-key", JSON, signature(secret=""), "signed with the empty key", [13]),
        ("bare", JSON, "0" * 40, "a bare tag of zeros", [7]),
        ("lossy", b'"\xff"', signature('"\ufffd"'), "a byte that is not UTF-8 for a replacement character", [92]),
    ]:
        b.case(f"tampered-{slug}", f"refused: {what}", [URLENCODED_TYPE], encoded(value, sig), "signature_mismatch",
               threats=threats)
    for slug, text, what, threats in bad_hex(good.hex()):
        b.case(f"hex-{slug}", f"tag: {what}", [URLENCODED_TYPE], encoded(sig=f"sha384:{text}"), "signature_malformed",
               threats=threats)
    for slug, sig, what, threats in [
        ("no-tag", "sha384:", "a name and no tag", [5]),
        ("doubled", f"sha384:sha384:{good.hex()}", "the name twice", [50]),
        ("other-length", f"sha256:{good.hex()}", "a SHA-384 tag under the name of SHA-256", [5, 32]),
        ("bare-sha384", good.hex(), "a bare SHA-384 tag, where bare means SHA-1", [9]),
        ("bare-sha256", hex_mac("sha256", SECRET, JSON), "a bare SHA-256 tag", [9]),
        ("bare-short", hex_mac("sha1", SECRET, JSON)[:-2], "a bare tag without its last byte", [5]),
        ("equals", f"sha384={good.hex()}", "an equals sign for the colon", [50]),
        ("bare-base64", b64(mac("sha1", SECRET, JSON)), "a bare tag in base64", [47]),
        ("space-behind", f"sha384:{good.hex()} ", "a space behind it: fields are not trimmed", [45]),
        ("space-inside", f"sha384: {good.hex()}", "a space behind the colon", [45]),
    ]:
        b.case(f"signature-{slug}", f"signature: {what}", [URLENCODED_TYPE], encoded(sig=sig), "signature_malformed",
               threats=threats)


def parsed(b):
    """A form that a framework has parsed is taken as it is: no header is needed."""
    sig = signature()
    b.case("parsed", "a parsed form", [], Form([("transloadit", JSON), ("signature", sig)]), proved())
    b.case("parsed-order", "other fields, another order", [],
           Form([("signature", sig), ("extra", "1"), ("extra", "2"), ("transloadit", JSON)]), proved())
    b.case("parsed-non-ascii", "text beyond ASCII is UTF-8", [],
           Form([("transloadit", TRANSLOADIT_ERROR), ("signature", signature(TRANSLOADIT_ERROR))]),
           proved(TRANSLOADIT_ERROR))
    b.case("parsed-empty-field", "an empty signed field, rightly signed", [],
           Form([("transloadit", ""), ("signature", signature(""))]), proved(""), threats=[101])
    b.case("parsed-type", "a content type beside it is not read", [("Content-Type", "application/json")],
           Form([("transloadit", JSON), ("signature", sig)]), proved())
    for slug, pairs, code, what, threats in [
        ("none", [], "field_missing", "no field at all", [95]),
        ("no-field", [("signature", sig)], "field_missing", "no transloadit field", [27]),
        ("name-case", [("Transloadit", JSON), ("signature", sig)], "field_missing", "the name in another case", [41]),
        ("brackets", [("transloadit[]", JSON), ("signature", sig)], "field_missing", "the name of a list", [40]),
        ("no-signature", [("transloadit", JSON)], "signature_missing", "no signature field", [27]),
        ("empty-signature", [("transloadit", JSON), ("signature", "")], "signature_missing", "an empty signature", [28]),
        ("signature-case", [("transloadit", JSON), ("Signature", sig)], "signature_missing",
         "the signature's name in another case", [41]),
        ("field-twice", [("transloadit", JSON), ("transloadit", JSON), ("signature", sig)], "duplicate_field",
         "the transloadit field twice", [40, 53]),
        ("signature-twice", [("transloadit", JSON), ("signature", sig), ("signature", sig)], "duplicate_field",
         "the signature field twice", [40, 53]),
        ("signature-twice-empty", [("transloadit", JSON), ("signature", ""), ("signature", sig)], "duplicate_field",
         "a second, empty signature field", [53]),
        ("mismatch", [("transloadit", JSON + "\n"), ("signature", sig)], "signature_mismatch", "a line feed added", [7]),
    ]:
        b.case(f"parsed-{slug}", f"parsed form: {what}", [], Form(pairs), code, threats=threats)
    b.case("header-signature", "a signature in a header is not read", [URLENCODED_TYPE, ("signature", sig)],
           urlencoded([("transloadit", JSON)]), "signature_missing", now=NOW, threats=[27])
