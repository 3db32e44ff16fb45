"""Makes with hmac alone what genuine requests must carry, and compares it with what hookseal signs and accepts.

python primitive.py REQUESTS, in an environment where hookseal is installed. No difference is allowed. Shows threat 20.
"""

import base64
import hmac
import io
import json
import platform
import sys
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, quote, unquote_to_bytes, urlencode, urlsplit

import python_multipart

import hookseal_side

Request = dict[str, Any]
Parts = dict[str, Any]

JSON = {"content-type": "application/json"}


def main(path: str) -> int:
    counts = Counter({variant: 0 for variant in SENDERS})
    passed = failed = 0
    with open(path, encoding="ascii") as lines:
        for line in lines:
            request = json.loads(line)
            if request["genuine"] is None:
                continue
            variant = request["genuine"].get("variant", request["scheme"])
            counts[variant] += 1
            for what, found, expected in compared(request, variant):
                if found == expected:
                    passed += 1
                    continue
                failed += 1
                if failed <= 10:
                    print(f"{what}: {found}, expected {expected}\n  {line[:900]}")
    unseen = [variant for variant, count in counts.items() if count < 100]
    if unseen:
        failed += 1
        print(f"fewer than 100 requests of {', '.join(unseen)}")
    print(f"hmac of Python {platform.python_version()}: {passed} passed, {failed} failed")
    return 1 if failed else 0


def compared(request: Request, variant: str) -> list[tuple[str, object, object]]:
    right = SENDERS[variant](request, request["secrets"])
    wrong = SENDERS[variant](request, ["b3RoZXIga2V5"])
    refusal = hookseal_side.verdict(carrying(request, wrong))
    return [
        ("signs", carried(request, hookseal_side.signed_request(request)), right),
        ("accepts", hookseal_side.verdict(carrying(request, right)), "accepted"),
        ("refuses", refusal.rsplit("_", 1)[-1], "mismatch"),
    ]


def standard(request: Request, secrets: list[str]) -> Parts:
    names, id, time = (request["genuine"][member] for member in ("variant", "id", "timestamp"))
    keys = [base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets]
    tags = [mac("sha256", key, f"{id}.{time}.".encode() + hookseal_side.body(request)) for key in keys]
    signature = " ".join("v1," + base64.b64encode(tag).decode() for tag in tags)
    return {**JSON, f"{names}-id": id, f"{names}-timestamp": str(time), f"{names}-signature": signature}


def transcodely(request: Request, secrets: list[str]) -> Parts:
    id, time = request["genuine"]["id"], request["genuine"]["timestamp"]
    content = f"{time}.".encode() + hookseal_side.body(request)
    tags = [mac("sha256", secret.encode(), content).hex() for secret in secrets]
    if request["genuine"]["variant"] == "transcodely-signature":
        return {
            **JSON,
            "webhook-id": id,
            "transcodely-signature": ",".join([f"t={time}", *(f"v1={tag}" for tag in tags)]),
        }
    names = ("x-transcodely-delivery-id", "x-transcodely-timestamp", "x-transcodely-signature")
    return {**JSON, **dict(zip(names, (id, str(time), f"sha256={tags[0]}")))}


def transloadit(request: Request, secrets: list[str]) -> Parts:
    algorithm, field = request["genuine"]["algorithm"], base64.b64decode(request["field"])
    tag = mac(algorithm, secrets[0].encode(), field).hex()
    return {"transloadit": field, "signature": f"{algorithm}:{tag}".encode()}


def assemblyai(request: Request, secrets: list[str]) -> Parts:
    return {**JSON, request["options"]["header"].lower(): secrets[0]}


def connect(request: Request, secrets: list[str]) -> Parts:
    return {request["options"]["urlParameter"]: secrets[0]}


def carried(request: Request, signed: Any) -> Parts:
    """The same names and texts, read from a request that hookseal has signed."""
    if request["scheme"] == "connect":
        name = request["options"]["urlParameter"]
        return {name: ",".join(parse_qs(urlsplit(signed.url).query, strict_parsing=True)[name])}
    if request["scheme"] != "transloadit":
        return dict(signed.headers)
    kind = signed.headers["content-type"]
    if not kind.startswith("multipart/"):
        pairs = (pair.split("=") for pair in signed.body.decode("ascii").replace("+", " ").split("&"))
        return {name: unquote_to_bytes(value) for name, value in pairs}
    fields: Parts = {}

    def add(field: Any) -> None:
        fields[field.field_name.decode()] = field.value or b""

    python_multipart.parse_form({"Content-Type": kind.encode()}, io.BytesIO(signed.body), add, None)
    return fields


def carrying(request: Request, parts: Parts) -> Request:
    """The request with these texts in their place."""
    if request["scheme"] == "transloadit":
        body = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items()).encode()
        headers = [("content-type", "application/x-www-form-urlencoded")]
        return {**request, "headers": headers, "body": base64.b64encode(body).decode()}
    if request["scheme"] == "connect":
        return {**request, "url": f"https://example.com/hook?{urlencode(parts)}"}
    return {**request, "headers": list(parts.items())}


def mac(algorithm: str, key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, algorithm)


SENDERS = {
    "webhook": standard,
    "svix": standard,
    "transcodely-signature": transcodely,
    "x-transcodely-signature": transcodely,
    "transloadit": transloadit,
    "assemblyai": assemblyai,
    "connect": connect,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
