"""The vectors that all languages share, through the public API of the installed wheel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hookseal import Webhook, WebhookConfigError, WebhookVerificationError

import vectors

FACTS = ("variant", "authentication", "id", "id_signed", "timestamp", "algorithm", "secret_index", "dedupe_key")


def test_verify() -> None:
    passes("verify")


def test_sign() -> None:
    passes("sign")


def test_construct() -> None:
    passes("construct")


def test_rfc() -> None:
    passes("rfc")


def test_wycheproof() -> None:
    passes("wycheproof")


def test_every_case_was_run() -> None:
    contents = [vectors.load(path) for path in vectors.files()]
    there = {kind: sum(len(content.get(kind, [])) for content in contents) for kind in CHECKS}
    there["rfc"] = len(vectors.load(vectors.FOLDER / "rfc" / "hmac.json")["cases"])
    there["wycheproof"] = sum(vectors.load(path)["numberOfTests"] for path in wycheproof_files())
    assert min(there.values()) > 0
    assert sum(there.values()) > 2000
    # What no other test has run yet is run here.
    assert {suite: len(results(suite)) for suite in there} == there


def passes(suite: str) -> None:
    failures = [f"{name}: {failure}" for name, failure in results(suite) if failure is not None]
    assert not failures, f"{len(failures)} failed\n" + "\n".join(failures)


@cache
def results(suite: str) -> list[tuple[str, str | None]]:
    """The name of each case and what is wrong with it, run and counted once."""
    run = {"rfc": rfc, "wycheproof": wycheproof}.get(suite, lambda: shared(suite))
    found = list(run())
    for _, failure in found:
        vectors.tally["passed" if failure is None else "failed"] += 1
    return found


def shared(kind: str) -> Iterator[tuple[str, str | None]]:
    for case in vectors.cases(kind):
        yield f"{case['id']} ({case['comment']})", CHECKS[kind](case)


def rfc() -> Iterator[tuple[str, str | None]]:
    for case in vectors.load(vectors.FOLDER / "rfc" / "hmac.json")["cases"]:
        key, data, tag = (bytes.fromhex(case[member]) for member in ("key", "data", "digest"))
        expected = "signature_malformed" if case["truncated"] else None
        yield case["source"], hmac(case["algorithm"], key, data, tag, expected)


def wycheproof() -> Iterator[tuple[str, str | None]]:
    sizes = {"sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
    for path in wycheproof_files():
        algorithm = path.name.split("_")[1]
        for group in vectors.load(path)["testGroups"]:
            for case in group["tests"]:
                key, data, tag = (bytes.fromhex(case[member]) for member in ("key", "msg", "tag"))
                # A tag is refused for its length before it is compared.
                refused = None if case["result"] == "valid" else "signature_mismatch"
                expected = refused if len(tag) == sizes[algorithm] else "signature_malformed"
                name = f"{algorithm} {case['tcId']} ({case['comment']})"
                yield name, hmac(algorithm, key, data, tag, expected)


def wycheproof_files() -> list[Path]:
    return sorted((vectors.FOLDER / "wycheproof").glob("*.json"))


def verify(case: dict[str, Any]) -> str | None:
    request = case["request"]
    try:
        delivery = vectors.build(case["webhook"]).verify(
            vectors.body(request["body"]),
            [(name, value) for name, value in request["headers"]],
            now=case["now"],
            method=request.get("method"),
            url=request.get("url"),
            remote_address=request.get("remoteAddress"),
        )
    except WebhookVerificationError as error:
        return differs({"code": error.code}, case["expect"])
    expected = case["expect"].get("delivery")
    if expected is None:
        return f"accepted, expected {case['expect']}"
    found = {name: getattr(delivery, name) for name in FACTS}
    wanted = {name: expected[camel] for name, camel in zip(FACTS, map(camel_case, FACTS), strict=True)}
    if "body" in expected and delivery.body != vectors.body(expected["body"]):
        return f"another body: {delivery.body[:80]!r}"
    return differs(found, wanted)


def sign(case: dict[str, Any]) -> str | None:
    expected = case["expect"]
    try:
        signed = vectors.build(case["webhook"]).sign(vectors.body(case["body"]), **case["options"])
    except WebhookConfigError as error:
        return differs({"code": error.code}, expected)
    found = {"headers": [list(pair) for pair in signed.headers.items()], "url": signed.url, "body": signed.body}
    if "code" in expected:
        return f"signed, expected {expected}"
    return differs(found, {**expected, "body": vectors.body(expected["body"])})


def construct(case: dict[str, Any]) -> str | None:
    try:
        vectors.build(case["webhook"])
    except WebhookConfigError as error:
        return differs({"code": error.code}, case["expect"])
    return f"built, expected {case['expect']}"


def hmac(algorithm: str, key: bytes, data: bytes, tag: bytes, expected: str | None) -> str | None:
    """Verifies, and where the tag is right also signs, under a custom scheme whose content is the body."""
    scheme = {
        "name": "rfc",
        "signature": {"header": "X-Signature", "encoding": "hex"},
        "algorithms": [algorithm],
        "content": "{body}",
    }
    webhook = Webhook(scheme, key)
    try:
        delivery = webhook.verify(data, {"x-signature": tag.hex()})
    except WebhookVerificationError as error:
        return differs(error.code, expected)
    signed = webhook.sign(data).headers["x-signature"]
    return differs((delivery.algorithm, expected, signed), (algorithm, None, tag.hex()))


def camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def differs(found: object, expected: object) -> str | None:
    return None if found == expected else f"expected {expected}, got {found}"


CHECKS: dict[str, Callable[[dict[str, Any]], str | None]] = {"verify": verify, "sign": sign, "construct": construct}
