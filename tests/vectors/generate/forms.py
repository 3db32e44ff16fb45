"""Builds multipart and urlencoded bodies, right ones and ones broken in a single place."""

from .oracle import as_bytes

BOUNDARY = "hookseal-vectors"


def part(name, value, extra=(), disposition=None):
    """One part: its header lines and its value."""
    first = disposition if disposition is not None else f'Content-Disposition: form-data; name="{name}"'
    lines = ([first] if first else []) + list(extra)
    return "".join(line + "\r\n" for line in lines).encode("utf-8") + b"\r\n" + as_bytes(value)


def multipart(parts, boundary=BOUNDARY, preamble=b"", epilogue=b"\r\n", padding=b""):
    out = bytearray(preamble)
    for each in parts:
        out += b"--" + boundary.encode() + padding + b"\r\n" + each + b"\r\n"
    return bytes(out + b"--" + boundary.encode() + b"--" + epilogue)


def multipart_type(boundary=BOUNDARY):
    return ("Content-Type", f"multipart/form-data; boundary={boundary}")


URLENCODED_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
UNRESERVED = frozenset(b"*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def percent(value):
    """One name or value as the application/x-www-form-urlencoded serialiser of the URL standard writes it."""
    return "".join(chr(b) if b in UNRESERVED else "+" if b == 0x20 else f"%{b:02X}" for b in as_bytes(value))


def urlencoded(pairs):
    return "&".join(f"{percent(name)}={percent(value)}" for name, value in pairs)
