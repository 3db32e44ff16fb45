"""Flask three times: bare, with the provider's snippet, and with the adapter."""

from deliveries import SECRET
from flask import Flask, Response, request
from hookseal.flask import webhook
from transcodely import verify_webhook

from .snippet import Received

app = Flask(__name__)


@app.post("/bare")
def bare() -> Response:
    request.get_data()
    return Response()


@app.post("/snippet")
def snippet() -> Response:
    return Response(status=200 if verify_webhook(Received(request.get_data(), request.headers)) else 401)


@app.post("/hookseal")
@webhook("transcodely", SECRET)
def hookseal(delivery: object) -> Response:
    return Response()
