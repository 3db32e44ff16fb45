"""Reads tests/vectors: the cases, and how they are handed to the public API."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hookseal import Webhook

FOLDER = Path(__file__).parents[2] / "tests" / "vectors"

tally = {"passed": 0, "failed": 0}


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def files() -> list[Path]:
    """The files of verify, sign and construct cases."""
    return sorted(path for path in FOLDER.glob("*.json") if path.name != "schema.json")


def cases(kind: str) -> Iterator[dict[str, Any]]:
    for path in files():
        yield from load(path).get(kind, [])


def build(webhook: dict[str, Any]) -> Webhook:
    options = {snake(name): value for name, value in webhook.get("options", {}).items()}
    if "secret" in options:
        options["secret"] = secret(options["secret"])
    if isinstance(options.get("secrets"), list):
        options["secrets"] = [secret(value) for value in options["secrets"]]
    return Webhook(webhook["provider"], **options)


def secret(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) and "base64" in value else value


def snake(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def body(case: dict[str, Any]) -> Any:
    if "text" in case:
        return case["text"].encode()
    if "base64" in case:
        return base64.b64decode(case["base64"])
    if "repeat" in case:
        return (case["repeat"][0] * case["repeat"][1]).encode()
    fields: dict[str, list[str]] = {}
    for name, value in case["form"]:
        fields.setdefault(name, []).append(value)
    return fields
