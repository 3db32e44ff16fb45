"""The control: a server that handles whatever it gets."""

from __future__ import annotations

from typing import Any

from endpoints import report


def app(environ: dict[str, Any], start_response: Any) -> Any:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    report(ran=environ["PATH_INFO"].rpartition("/")[2], refused=False, body=environ["wsgi.input"].read(length).hex())
    start_response("200 OK", [("content-length", "0")])
    return [b""]
