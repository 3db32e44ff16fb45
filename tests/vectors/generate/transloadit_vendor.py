"""Literals from Transloadit's own Node SDK and relay."""

from .cases import Delivery, Form
from .forms import URLENCODED_TYPE, urlencoded

CLIENT = "transloadit/node-sdk packages/node/test/unit/test-transloadit-client.test.ts @ e9a722a"
RELAY = "transloadit/node-sdk packages/notify-url-relay/test/index.test.ts @ e9a722a"
CHECKED = "made; accepted by npm @transloadit/utils 4.8.1 verifyWebhookSignature"
CHECKED_NOT = "made; refused by npm @transloadit/utils 4.8.1 verifyWebhookSignature"
LONG = ('{"ok":"ASSEMBLY_COMPLETED","message":"The Assembly was successfully completed.",'
        '"assembly_id":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","bytes_expected":1024,'
        '"fields":{"name":"Zo\u00eb \U0001f980 $$1 \\"q\\" \\/ \\u00e9"}}')

# (slug, comment, source, secret, field, signature, algorithm or code)
LITERALS = [
    ("client-1", "the SDK's signing function", CLIENT, "13123123123", "foo",
     "sha384:8b90663d4b7d14ac7d647c74cb53c529198dee4689d0f8faae44f0df1c2a157acce5cb8c55a375218bc331897cf92e9d", "sha384"),
    ("client-2", "the SDK's signing function", CLIENT, "13123123123", "akjdkadskjads",
     "sha384:3595c177fc09c9cc46672cef90685257838a0a4295056dcfd45b5d5c255e8f987e1c1ca8800b9c21ee03e4ada7485e9d", "sha384"),
    ("client-3", "the SDK's signing function, another secret", CLIENT, "90191902390123", "foo",
     "sha384:b6f967f8bd659652c6c2093bc52045becbd6e8fbd96d8ef419e07bbc9fb411c56316e75f03dfc2a6613dbe896bbad20f", "sha384"),
    ("relay", "a notification as the relay sends it", RELAY, "foo_secret", '{"ok":"ASSEMBLY_COMPLETED"}',
     "sha384:bf26800c5256b38bbf9375c76894d5b649751903973f99d0f036c8e52f6cda287bed711b73c21dbde4d4df6c8fc540a1", "sha384"),
    ("sha1", "SHA-1 by name", CHECKED, "foo_secret", LONG, "sha1:572d88f418bde62a1ff160f3edd63eedf46b9d46", "sha1"),
    ("sha512", "SHA-512", CHECKED, "foo_secret", LONG,
     "sha512:2489fa78a66608d1c1bdf937967a09e67b0979d9c00cd45b63e725b78b811c3e"
     "6eb4ae386bbc7e56f1ddcbc9a94ae3d4cec5dd6749f820e0f5d0b637e39ab29b", "sha512"),
    ("bare-sha1", "a bare tag", CHECKED, "foo_secret", LONG, "572d88f418bde62a1ff160f3edd63eedf46b9d46", "sha1"),
    ("bare-sha384", "a bare SHA-384 tag: a bare tag means SHA-1", CHECKED_NOT, "foo_secret", LONG,
     "d967c5c25f052207277bf06727880b6835226ee258a7d929a4c8f198dfcf6f11244054d698fca02902ceb29d26df3e7f",
     "signature_malformed"),
]


def add(b):
    for slug, comment, source, secret, field, signature, outcome in LITERALS:
        pairs = [("transloadit", field), ("signature", signature)]
        expect = outcome if outcome == "signature_malformed" else Delivery(
            "form", algorithm=outcome, body=field, pointers=("/assembly_id",))
        options = {"secret": secret}
        b.case(f"vendor-{slug}", f"{comment}, urlencoded", [URLENCODED_TYPE], urlencoded(pairs), expect,
               options=options, source=source)
        b.case(f"vendor-{slug}-parsed", f"{comment}, parsed", [], Form(pairs), expect, options=options, source=source)
