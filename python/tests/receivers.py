"""The same receiver in each framework, behind a real server on a free port of 127.0.0.1.

`/raw/<provider>` verifies the bytes, `/form/<provider>` the form that the framework parsed, `/json/<provider>` what its
JSON parser made. The answer tells the test what a real receiver must not tell: the code, or the bytes that were proved.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import wsgiref.simple_server
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import django
import flask
import starlette.applications
import starlette.routing
import uvicorn
import werkzeug.serving
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path
from hookseal import Webhook, WebhookVerificationError
from starlette.responses import PlainTextResponse

import deliveries
from deliveries import Delivery, Pairs

WEBHOOKS = {provider: deliveries.webhook(provider) for provider in deliveries.WEBHOOK_SECRETS}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


def judged(verify: Callable[[], Any]) -> tuple[int, str]:
    try:
        return 200, verify().body.hex()
    except WebhookVerificationError as error:
        return 401, error.code


def django_view(request: Any, kind: str, provider: str) -> HttpResponse:
    webhook = WEBHOOKS[provider]
    if kind == "raw":
        body = request.body
    else:
        body = request.POST if kind == "form" else json.loads(request.body)
    status, text = judged(lambda: webhook.verify(body, request.headers, url=request.get_full_path()))
    return HttpResponse(text, status=status)


urlpatterns = [path("<kind>/<provider>", django_view)]

flask_app = flask.Flask(__name__)


@flask_app.post("/<kind>/<provider>")
def flask_view(kind: str, provider: str) -> tuple[str, int]:
    request = flask.request
    if kind == "raw":
        body: Any = request.get_data()
    else:
        body = request.form if kind == "form" else request.get_json()
    status, text = judged(lambda: WEBHOOKS[provider].verify(body, request.headers, url=request.url))
    return text, status


async def starlette_view(request: Any) -> PlainTextResponse:
    kind, webhook = request.path_params["kind"], WEBHOOKS[request.path_params["provider"]]
    if kind == "raw":
        body = await request.body()
    else:
        body = await (request.form() if kind == "form" else request.json())
    status, text = judged(lambda: webhook.verify(body, request.headers, url=str(request.url)))
    await request.close()  # And the files of its form.
    return PlainTextResponse(text, status)


starlette_app = starlette.applications.Starlette(
    routes=[starlette.routing.Route("/{kind}/{provider}", starlette_view, methods=["POST"])]
)


async def asgi_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """ASGI without a framework: pairs of bytes."""
    body, more = b"", True
    while more:
        event = await receive()
        body, more = body + event.get("body", b""), event.get("more_body", False)
    url = scope["raw_path"] + b"?" + scope["query_string"]
    webhook: Webhook = WEBHOOKS[scope["path"].rpartition("/")[2]]
    status, text = judged(lambda: webhook.verify(body, scope["headers"], url=url))
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": text.encode()})


def wsgi_app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """WSGI without a framework: the environ."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    webhook = WEBHOOKS[environ["PATH_INFO"].rpartition("/")[2]]
    url = environ["PATH_INFO"] + "?" + environ["QUERY_STRING"]
    status, text = judged(lambda: webhook.verify(body, environ, url=url))
    start_response(f"{status} Judged", [("Content-Length", str(len(text)))])
    return [text.encode()]


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class QuietWerkzeug(werkzeug.serving.WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def wsgi(app: Any) -> Iterator[int]:
    with wsgiref.simple_server.make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        with running(server.serve_forever, server.shutdown):
            yield server.server_port


@contextlib.contextmanager
def werkzeug_server(app: Any) -> Iterator[int]:
    server = werkzeug.serving.make_server("127.0.0.1", 0, app, request_handler=QuietWerkzeug)
    with contextlib.closing(server.socket), running(server.serve_forever, server.shutdown):
        yield server.server_port


@contextlib.contextmanager
def asgi(app: Any) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, http="h11", loop="asyncio"))

        def stop() -> None:
            server.should_exit = True

        with running(lambda: server.run([listening]), stop):
            # The socket listens already: what is sent before the loop runs waits there.
            yield listening.getsockname()[1]


@contextlib.contextmanager
def running(serve: Callable[[], Any], stop: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()


settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="unused")
django.setup(set_prefix=False)

RECEIVERS: dict[str, Callable[[], contextlib.AbstractContextManager[int]]] = {
    "Django over WSGI": lambda: wsgi(WSGIHandler()),
    "Django over ASGI": lambda: asgi(ASGIHandler()),
    "Flask": lambda: werkzeug_server(flask_app),
    "Starlette": lambda: asgi(starlette_app),
    "ASGI": lambda: asgi(asgi_app),
    "WSGI": lambda: wsgi(wsgi_app),
}
PARSERS = ("Django over WSGI", "Django over ASGI", "Flask", "Starlette")


def post(port: int, kind: str, delivery: Delivery, headers: Pairs | None = None, body: bytes | None = None) -> Answer:
    """Sends exactly these headers, also two of one name."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    with contextlib.closing(connection):
        query = delivery.url.partition("?")[2]
        connection.putrequest("POST", f"/{kind}/{delivery.provider}?{query}")
        for name, value in delivery.headers if headers is None else headers:
            connection.putheader(name, value.encode("latin-1"))
        content = delivery.body if body is None else body
        connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content)
        response = connection.getresponse()
        return Answer(response.status, response.read().decode())
