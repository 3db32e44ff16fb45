"""A bare WSGI application three times: as it is, with the provider's snippet, and with the adapter."""

from collections.abc import Iterable
from typing import Any

from deliveries import SECRET
from hookseal.wsgi import webhook
from transcodely import verify_webhook

from .snippet import Received


def bare(environ: Any, start_response: Any) -> Iterable[bytes]:
    read(environ)
    return answer(start_response, "200 OK")


def snippet(environ: Any, start_response: Any) -> Iterable[bytes]:
    names = ("X-Transcodely-Signature", "X-Transcodely-Timestamp")
    headers = {name: environ["HTTP_" + name.upper().replace("-", "_")] for name in names}
    genuine = verify_webhook(Received(read(environ), headers))
    return answer(start_response, "200 OK" if genuine else "401 Unauthorized")


@webhook("transcodely", SECRET)
def hookseal(delivery: object, environ: object) -> None:
    return None


def read(environ: Any) -> bytes:
    return bytes(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))


def answer(start_response: Any, status: str) -> Iterable[bytes]:
    start_response(status, [("content-length", "0")])
    return [b""]


def missing(environ: Any, start_response: Any) -> Iterable[bytes]:
    return answer(start_response, "404 Not Found")


PATHS: dict[str, Any] = {"/bare": bare, "/snippet": snippet, "/hookseal": hookseal}


def app(environ: Any, start_response: Any) -> Iterable[bytes]:
    handle = PATHS.get(environ["PATH_INFO"], missing)
    result: Iterable[bytes] = handle(environ, start_response)
    return result
