"""The signature list of Standard Webhooks: items, versions, bad items between good ones, limits."""

import base64

from . import standard_webhooks as sw
from .cases import NOW
from .oracle import b64
from .spellings import bad_base64


def right():
    """A message whose tag shows both characters in which the two base64 alphabets differ."""
    for number in range(10000):
        identity = f"msg_{number}"
        text = b64(sw.digest(identity=identity))
        # Doubled spare bits must stay inside the alphabet, which the last letter but one decides.
        if "+" in text and "/" in text and text[-2] in "AEIMQUYcgkosw048":
            return identity, text
    raise AssertionError("no such tag")


def add(b):
    identity, good = right()
    zero = b64(bytes(32))

    def case(slug, what, value, expect, threats):
        b.case(f"list-{slug}", what, sw.headers(value, NOW, identity), sw.BODY, expect, threats=threats)

    def proved():
        return sw.proved(id=identity)

    for slug, value, what, threats in [
        ("one", f"v1,{good}", "one item", []),
        ("spaces", f"  v1,{good}   v1,{zero} ", "several spaces between items", [35]),
        ("wrong-first", f"v1,{zero} v1,{good}", "a wrong item before the right one", [36]),
        ("wrong-last", f"v1,{good} v1,{zero}", "a wrong item behind the right one", [36]),
        ("junk-first", f"junk v1,{good}", "an item without a comma before it", [35]),
        ("junk-many", f"v1 = ; \u00ff v1,{good}", "several items without a comma", [34, 35]),
        ("short-first", f"v1,AAAA v1,{good}", "an item of another length before it", [32, 35]),
        ("unpadded-first", f"v1,{good[:-1]} v1,{good}", "an item without padding before it", [35, 48]),
        ("non-ascii-first", f"v1,\u00e9\u00e8 v1,{good}", "an item beyond ASCII before it", [34, 35]),
        ("other-versions", f"v2,{good} v1a,{good} v0,{zero} v1,{good}", "items of other versions before it", [26]),
        ("strange-versions", f"__proto__,{good} constructor,x v1,{good}", "versions that name object members", [43]),
        ("repeated", f"v1,{good} v1,{good}", "the right item twice", [36]),
    ]:
        case(slug, f"accepted: {what}", value, proved(), threats)
    wrong = [b64(bytes([n]) * 32) for n in range(1, 17)]
    for position in range(16):
        items = wrong[:position] + [good] + wrong[position:15]
        case(f"position-{position + 1}", f"the right item at place {position + 1} of sixteen",
             " ".join(f"v1,{item}" for item in items), proved(), [36])
    sixteen = " ".join(f"v1,{item}" for item in wrong)
    for slug, value, code, what, threats in [
        ("17-last", f"{sixteen} v1,{good}", "too_many_signatures", "seventeen items, the right one last", [37]),
        ("17-first", f"v1,{good} {sixteen}", "too_many_signatures", "seventeen items, the right one first", [37]),
        ("17-versions", " ".join(f"v{n},x" for n in range(2, 18)) + f" v1,{good}", "too_many_signatures",
         "sixteen items of other versions and the right one", [37]),
        ("all-wrong", sixteen, "signature_mismatch", "sixteen wrong items", [37]),
        ("wrong-other-right", f"v1,{zero} v2,{good}", "signature_mismatch",
         "the right tag under a version that is not judged", [26]),
        ("v2", f"v2,{good}", "signature_unsupported", "the right tag under a later version", [26]),
        ("v1a", f"v1a,{good}", "signature_unsupported", "the right tag under the asymmetric version", [12, 26]),
        ("upper", f"V1,{good}", "signature_unsupported", "the version in upper case", [26]),
        ("v10", f"v10,{good}", "signature_unsupported", "a version that starts alike", [26]),
        ("v01", f"v01,{good}", "signature_unsupported", "a version with a leading zero", [26]),
        ("sha256", f"sha256,{good}", "signature_unsupported", "the hash's name as the version", [8, 26]),
        ("bare", good, "signature_malformed", "the right tag without a version", [50]),
        ("equals", f"v1={good}", "signature_malformed", "an equals sign for the comma", [50]),
        ("colon", f"v1:{good}", "signature_malformed", "a colon for the comma", [50]),
        ("word", "signature", "signature_malformed", "a word", [31]),
        ("version-alone", "v1", "signature_malformed", "a version without a tag", [5]),
        ("split", f"v1 {good}", "signature_malformed", "version and tag apart", [31]),
        ("doubled", f"v1,v1-{good}", "signature_malformed", "the version inside the tag", [50]),
        ("hex", "v1," + b64_to_hex(good), "signature_malformed", "the right digest, in hexadecimal", [48]),
        ("tab", f"v1,{zero}\tv1,{good}", "signature_malformed", "a tab between two items", [31, 45]),
        ("none-well-formed", f"v1,AAAA v1,{good[:-1]} junk", "signature_malformed", "no item is well formed", [5, 48]),
        ("malformed-and-v2", f"v1,AAAA v2,{good}", "signature_malformed",
         "a malformed item beside the right tag of another version", [26]),
        ("empty-tag", "v1,", "duplicate_header", "an item that ends in a comma", [5, 38]),
        ("comma-behind", f"v1,{good},", "duplicate_header", "the right item with a comma behind it", [38]),
        ("joined", f"v1,{good},v1,{zero}", "duplicate_header", "two items joined with a comma", [38]),
        ("joined-space", f"v1,{zero}, v1,{good}", "duplicate_header", "two headers joined with comma and space", [38]),
        ("prefix-twice", f"v1,v1,{good}", "duplicate_header", "the version twice", [38, 50]),
        ("other-joined", f"v2,{zero},v1,{good}", "duplicate_header", "another version joined with the right item", [38]),
        ("behind-good", f"v1,{good} v2,", "duplicate_header", "an item of another version that ends in a comma", [38]),
    ]:
        case(slug, f"refused: {what}", value, code, threats)
    for slug, text, what, threats in bad_base64(good):
        case(f"tag-{slug}", f"tag: {what}", f"v1,{text}", "signature_malformed", threats)
    keys = [bytes([n]) * 32 for n in (7, 8)]
    tags = [b64(sw.digest(key=key)) for key in keys]
    secrets = ["whsec_" + b64(key) for key in keys]
    for slug, header, options, index, what in [
        ("both", f"v1,{tags[0]} v1,{tags[1]}", {"secrets": secrets}, 0, "both secrets, both known: the first is told"),
        ("overlap-new", f"v1,{tags[0]} v1,{tags[1]}", {"secret": secrets[0]}, 0, "both sent, one known"),
        ("overlap-old", f"v1,{tags[0]} v1,{tags[1]}", {"secret": secrets[1]}, 0, "both sent, the other known"),
        ("second", f"v1,{zero} v1,{tags[1]}", {"secrets": secrets}, 1, "the second secret on the second item"),
    ]:
        b.case(f"rotation-list-{slug}", what, sw.headers(header), sw.BODY, sw.proved(index=index), options=options,
               threats=[124, 127])


def b64_to_hex(text):
    return base64.b64decode(text).hex()
