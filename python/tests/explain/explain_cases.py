"""Reads tests/explain: the planted cases, and how they are handed to the public API."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import vectors

FOLDER = Path(__file__).parents[3] / "tests" / "explain"


def load(name: str) -> list[dict[str, Any]]:
    """The cases of a file: none if there is no file, which its count does not let pass."""
    path = FOLDER / name
    return list(vectors.load(path)["cases"]) if path.exists() else []


def options(case: dict[str, Any]) -> dict[str, Any]:
    """As the keywords of `Webhook`."""
    given = {vectors.snake(name): value for name, value in case["options"].items()}
    if "secret" in given:
        given["secret"] = vectors.secret(given["secret"])
    if isinstance(given.get("secrets"), list):
        given["secrets"] = [vectors.secret(value) for value in given["secrets"]]
    return given


def request(case: dict[str, Any]) -> dict[str, Any]:
    """As the arguments of `explain`."""
    return {
        "body": body(case["body"]),
        "headers": [(name, pieces(value)) for name, value in case["headers"]],
        "now": case["now"],
        "method": case.get("method"),
        "url": case["url"],
        "remote_address": case["remoteAddress"],
        "other_secrets": [vectors.secret(value) for value in case["otherSecrets"]],
    }


def body(given: Any) -> Any:
    if isinstance(given, dict) and "form" in given:
        return vectors.body(given)
    if isinstance(given, dict):
        return pieces(given).encode()
    return None if given is None else base64.b64decode(given)


def pieces(given: Any) -> str:
    return "".join(text * count for text, count in given["pieces"]) if isinstance(given, dict) else str(given)
