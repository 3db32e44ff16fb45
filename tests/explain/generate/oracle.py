"""Computes MACs on its own, with the standard library only."""

import base64
import hmac


def as_bytes(value):
    """Text means its UTF-8 bytes."""
    return value.encode("utf-8") if isinstance(value, str) else bytes(value)


def mac(algorithm, key, content):
    return hmac.new(as_bytes(key), as_bytes(content), algorithm).digest()


def b64(data):
    return base64.b64encode(as_bytes(data)).decode("ascii")


def b64url(data):
    return base64.urlsafe_b64encode(as_bytes(data)).decode("ascii").rstrip("=")


def unb64(text):
    return base64.b64decode(text + "=" * (-len(text) % 4))


ENCODINGS = {"hex": lambda tag: tag.hex(), "base64": b64, "base64url": b64url}
