"""The parts of a Flask request."""

from __future__ import annotations

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from .._receiver.reading import Unread, read_body
from .._receiver.request import Body, Request, environ_length


def received(limit: int, deadline: float) -> Request:
    """The request of the context as the receiver takes it."""
    request = flask.request
    return Request.of_environ(request.environ, _body(limit, deadline), request)


def _body(limit: int, deadline: float) -> Body:
    request = flask.request
    length = environ_length(request.environ, marks_end=bool(request.environ.get("wsgi.input_terminated")))
    if isinstance(length, Unread):
        return length
    # Werkzeug keeps what it has made once.
    touched = "stream" in vars(request)
    body = read_body(_read, request.content_length, limit, deadline)
    if touched and (body == b"" or isinstance(body, Unread) and body.code == "body_incomplete"):
        # Something has read before. What `get_data` kept are the bytes themselves.
        return request.get_data(cache=False) or request.form or (None if request.content_length else b"")
    return body


def _read(size: int) -> bytes:
    try:
        data: bytes = flask.request.stream.read(size)
        return data
    except RequestEntityTooLarge:
        raise Unread("body_too_large", "the body is longer than MAX_CONTENT_LENGTH of the Flask app allows") from None


HINT = "the body was consumed before verification: call `request.get_data()` before `request.form`, or not at all"
