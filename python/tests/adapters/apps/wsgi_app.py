"""WSGI without a framework: each endpoint an application of its own."""

from __future__ import annotations

import time
from typing import Any

from hookseal.wsgi import webhook

from endpoints import ENDPOINTS, ran


def application(endpoint: str) -> Any:
    options = ENDPOINTS[endpoint]

    @webhook(*options.arguments, **options.keywords)  # type: ignore[call-overload, untyped-decorator]
    def receive(delivery: Any, environ: Any) -> Any:
        status, seconds = ran(endpoint, delivery)
        time.sleep(seconds)
        return None if status == 200 else (status, {"x-test": "1"}, "text")

    return receive


APPLICATIONS = {f"/sync/{endpoint}": application(endpoint) for endpoint in ENDPOINTS}


def app(environ: dict[str, Any], start_response: Any) -> Any:
    found = APPLICATIONS.get(environ["PATH_INFO"])
    if found is None:
        start_response("404 Not Found", [("content-length", "0")])
        return [b""]
    if "/consumed" in environ["PATH_INFO"]:
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    return found(environ, start_response)
