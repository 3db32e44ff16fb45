"""Computes MACs and dedupe keys on its own, from the definitions, with the standard library only."""

import base64
import hashlib
import hmac
import json

SIZES = {"sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}


def as_bytes(value):
    """Text means its UTF-8 bytes; everything that is fed to a MAC goes through here."""
    return value.encode("utf-8") if isinstance(value, str) else bytes(value)


def mac(algorithm, key, *parts):
    state = hmac.new(as_bytes(key), digestmod=algorithm)
    for part in parts:
        state.update(as_bytes(part))
    digest = state.digest()
    assert len(digest) == SIZES[algorithm]
    return digest


def hex_mac(algorithm, key, *parts):
    return mac(algorithm, key, *parts).hex()


def b64(data):
    return base64.b64encode(as_bytes(data)).decode("ascii")


def b64url(data):
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def latin1(text):
    """The bytes of header text: one character is one byte."""
    return text.encode("latin-1")


def member(document, pointer):
    """The text of one JSON member, or None: only non-empty strings and integers identify anything."""
    value = document
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict) or token not in value:
            return None
        value = value[token]
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    return value if isinstance(value, str) and value else None


def members(body, pointers):
    def refuse(name):
        raise ValueError(name)

    try:
        # Decoded first: json.loads would skip a BOM in bytes, and take NaN, which JSON does not have.
        document = json.loads(body.decode("utf-8"), parse_constant=refuse)
    except ValueError:
        return None
    values = [member(document, pointer) for pointer in pointers]
    return None if not values or None in values else values


def dedupe_key(provider, body, *, name="", signed_id=None, pointers=()):
    """SHA-256 over length-prefixed fields; a signed id first, then members, then the body's digest."""
    body = as_bytes(body)
    found = members(body, pointers)
    if signed_id is not None:
        fields = ["id", signed_id]
    elif found is not None:
        fields = ["members", *found]
    else:
        fields = ["body", hashlib.sha256(body).digest()]
    state = hashlib.sha256()
    for field in [provider, name, *fields]:
        field = as_bytes(field)
        state.update(len(field).to_bytes(8, "big") + field)
    return state.hexdigest()
