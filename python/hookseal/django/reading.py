"""The parts of a Django request, over WSGI and ASGI."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, RawPostDataException, UnreadablePostError

from .._receiver.reading import Unread, read_body
from .._receiver.request import Body, Request, environ_length


def received(request: Any, limit: int, deadline: float) -> Request:
    """The request as the receiver takes it. That of Django REST framework holds Django's own."""
    request = getattr(request, "_request", request)
    body = _body(request, limit, deadline)
    scope = getattr(request, "scope", None)
    if scope is None:
        return Request.of_environ(request.META, body, request)
    # META joins the values of a header, and takes an underscore in its name for a dash: threats 38, 42.
    return Request.of_scope(scope, body, request)


def _body(request: HttpRequest, limit: int, deadline: float) -> Body:
    # Over ASGI the body is there, whole, before a view is called.
    marks_end = hasattr(request, "scope") or bool(request.META.get("wsgi.input_terminated"))
    length = environ_length(request.META, marks_end=marks_end)
    if isinstance(length, Unread):
        return length
    if length is not None and length > limit:
        return Unread("body_too_large")
    try:
        body = request.body
    except RequestDataTooBig:
        return Unread("body_too_large", "the body is longer than Django's DATA_UPLOAD_MAX_MEMORY_SIZE: raise it")
    except UnreadablePostError:
        return Unread("body_incomplete")
    except RawPostDataException:
        return request.POST if request.POST or request.FILES else None
    if length is None and not body and request.META.get("wsgi.input_terminated"):
        # Without a length Django reads nothing; a server that marks the end of a body has it all the same.
        return read_body(request.META["wsgi.input"].read, None, limit, deadline)
    if len(body) > limit:
        return Unread("body_too_large")
    return body if length in (None, len(body)) else Unread("body_incomplete")


HINT = "the body was consumed before verification: read `request.body` before `request.POST` or `request.read()`"
