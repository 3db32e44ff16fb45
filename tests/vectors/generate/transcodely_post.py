"""Builds a delivery of Transcodely's documented generation, rightly signed unless a case says otherwise."""

from .cases import NOW, Delivery
from .oracle import as_bytes, hex_mac, latin1
from .payloads import TRANSCODELY_SHORT

SECRET = "whsec_your_signing_secret"
ID = "dlv_x1y2z3w4v5u6"
SIGNATURE, TIMESTAMP, DELIVERY = "X-Transcodely-Signature", "X-Transcodely-Timestamp", "X-Transcodely-Delivery-ID"
BODY = TRANSCODELY_SHORT


def tag(body=BODY, timestamp=NOW, secret=SECRET):
    return hex_mac("sha256", secret, latin1(str(timestamp)), b".", as_bytes(body))


def headers(signature, timestamp=NOW, identity=ID):
    pairs = [("Content-Type", "application/json"), (SIGNATURE, signature), (TIMESTAMP, str(timestamp))]
    return pairs + ([(DELIVERY, identity)] if identity is not None else [])


def signed(body=BODY, timestamp=NOW, secret=SECRET, identity=ID):
    return headers(f"sha256={tag(body, timestamp, secret)}", timestamp, identity)


def proved(timestamp=NOW, id=ID, **more):
    return Delivery("x-transcodely-signature", id=id, timestamp=timestamp, algorithm="sha256", **more)
