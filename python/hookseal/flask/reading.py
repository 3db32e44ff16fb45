"""The parts of a Flask request."""

from __future__ import annotations

from collections.abc import Callable

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from .._receiver.reading import Unread, read_body
from .._receiver.request import Body, Request, environ_length


def received(limit: int, deadline: float) -> Request:
    """The request of the context as the receiver takes it."""
    # The request itself: the proxy would look it up again for each attribute.
    request = flask.request._get_current_object()  # type: ignore[attr-defined]
    return Request.of_environ(request.environ, _body(request, limit, deadline), flask.request)


def _body(request: flask.Request, limit: int, deadline: float) -> Body:
    length = environ_length(request.environ, marks_end=bool(request.environ.get("wsgi.input_terminated")))
    if isinstance(length, Unread):
        return length
    # Werkzeug keeps what it has made once.
    touched = "stream" in vars(request)
    body = read_body(_reader(request), request.content_length, limit, deadline)
    if touched and (body == b"" or isinstance(body, Unread) and body.code == "body_incomplete"):
        # Something has read before. What `get_data` kept are the bytes themselves.
        return request.get_data(cache=False) or request.form or (None if request.content_length else b"")
    return body


def _reader(request: flask.Request) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        try:
            data: bytes = request.stream.read(size)
            return data
        except RequestEntityTooLarge:
            raise Unread("body_too_large", TOO_LARGE) from None

    return read


TOO_LARGE = "the body is longer than MAX_CONTENT_LENGTH of the Flask app allows"
HINT = "the body was consumed before verification: call `request.get_data()` before `request.form`, or not at all"
