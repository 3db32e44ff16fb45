"""Custom schemes of the kinds that receivers write down."""


def bare(name, header, encoding="hex", algorithm="sha256", prefix=None, content="{body}", **more):
    signature = {"header": header, "encoding": encoding} | ({"prefix": prefix} if prefix else {})
    return {"name": name, "signature": signature, "algorithms": [algorithm], "content": content} | more


PREFIXED = bare("forge", "X-Forge-Signature-256", prefix="sha256=")
SHOP = bare("shop", "X-Shop-Hmac-Sha256", encoding="base64")
URLSAFE = bare("board", "X-Board-Signature", encoding="base64url")
LONG = bare("ledger", "X-Ledger-Signature", algorithm="sha512")
SHORT = bare("pager", "X-Pager-Signature", algorithm="sha1", encoding="base64")
TIMED = bare(
    "parcel",
    "X-Parcel-Signature",
    prefix="v0=",
    content="v0:{timestamp}:{body}",
    timestamp={"header": "X-Parcel-Request-Timestamp"},
)
JOINED = bare(
    "triple",
    "X-Triple-Signature",
    encoding="base64",
    content="{id}{timestamp}{body}",
    timestamp={"header": "X-Triple-Timestamp"},
    id={"header": "X-Triple-Id"},
)
DOTTED = bare(
    "dotted",
    "X-Dotted-Signature",
    content="{timestamp}.{body}",
    timestamp={"header": "X-Dotted-Timestamp"},
    id={"header": "X-Dotted-Id"},
)
BODY_ONLY = bare("bodyonly", "X-Dotted-Signature")
HEX_KEY = bare("vault", "X-Vault-Signature", secret={"encoding": "hex"})
BASE64_KEY = bare("depot", "X-Depot-Signature", encoding="base64", secret={"encoding": "base64"})
PAIRS = {
    "name": "till",
    "algorithms": ["sha256"],
    "content": "{timestamp}:{body}",
    "timestamp": {"value": "ts"},
    "signature": {
        "header": "Till-Signature",
        "encoding": "hex",
        "pairs": {"separator": ";", "assign": "=", "signature": "h1"},
    },
}
MILLISECONDS = {
    "name": "content",
    "algorithms": ["sha256"],
    "content": "{timestamp}.{body}",
    "timestamp": {"value": "t", "unit": "milliseconds"},
    "signature": {
        "header": "content-webhook-signature",
        "encoding": "base64url",
        "pairs": {"separator": ",", "assign": "=", "signature": "v1"},
    },
}
# The signature covers one field of a form, and covers the whole of it.
FIELD = bare("slash", "X-Slash-Signature", body={"field": "payload"})
WHOLE = bare("slash", "X-Slash-Signature")
BEARER = {"name": "bearer", "token": {"header": "Authorization", "prefix": "Bearer "}}
PLAIN_TOKEN = {"name": "lab", "token": {"header": "X-Lab-Token"}}
QUERY = {"name": "query", "token": {"urlParameter": "key"}}
