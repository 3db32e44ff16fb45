"""A body that is there and cannot be read is refused (threat 100): it is never taken for an empty one.

The provider's secret is a header, so that an empty body would be as genuine as any.
"""

from __future__ import annotations

from typing import Any

import pytest
from hookseal._receiver.reading import Unread
from hookseal._receiver.request import environ_length

import client
import deliveries
from servers import Start

APPS = {
    "Django": ("apps.django_app:wsgi", "sync"),
    "Django, async": ("apps.django_app:wsgi", "async"),
    "Flask": ("apps.flask_app:app", "sync"),
    "WSGI": ("apps.wsgi_app:app", "sync"),
}
SENT = deliveries.assemblyai()


@pytest.mark.parametrize("also", [(), (("Content-Length", "0"),), (("Content-Length", str(len(SENT.body))),)])
@pytest.mark.parametrize("app", APPS)
def test_chunks_where_the_server_decodes_none(start: Start, app: str, also: client.Pairs) -> None:
    module, prefix = APPS[app]
    server = start("wsgiref", module)
    mark = server.mark()
    request = client.chunked("POST", f"/{prefix}/assemblyai", [*SENT.headers, *also], SENT.body)
    # The connection may be reset before the answer is read, for nobody has read the chunks.
    assert client.send(server.port, request).status in (400, None)
    (line,) = server.since(mark)
    assert (line["log"], line["bytes"]) == ("body_incomplete", None)
    assert "`wsgi.input_terminated`" in line["message"]


@pytest.mark.parametrize("length", ["abc", "-1", "+5", "1_0", "5,5", "5 5", "9" * 5000])
@pytest.mark.parametrize("app", APPS)
def test_a_length_that_is_no_number(start: Start, app: str, length: str) -> None:
    module, prefix = APPS[app]
    server = start("wsgiref", module)
    mark = server.mark()
    headers = [*SENT.headers, ("Content-Length", length)]
    answer = client.send(server.port, client.head("POST", f"/{prefix}/assemblyai", headers) + SENT.body)
    assert answer.status in (400, None)
    (line,) = server.since(mark)
    assert (line["log"], line["message"]) == ("body_incomplete", "the Content-Length is no number")


@pytest.mark.parametrize("app", APPS)
def test_what_announces_no_body_has_an_empty_one(start: Start, app: str) -> None:
    """The control: the same delivery is handled, with its length, and as an empty one without any."""
    module, prefix = APPS[app]
    server = start("wsgiref", module)
    for body, length in ((SENT.body, [("Content-Length", str(len(SENT.body)))]), (b"", [])):
        mark = server.mark()
        head = client.head("POST", f"/{prefix}/assemblyai", [*SENT.headers, *length])
        assert client.send(server.port, head + body).status == 200
        (line,) = server.since(mark)
        assert line["body"] == body.hex()


@pytest.mark.parametrize(
    ("environ", "marks_end", "length"),
    [
        ({}, False, None),
        ({"CONTENT_LENGTH": ""}, False, None),
        ({"CONTENT_LENGTH": "0"}, False, 0),
        ({"CONTENT_LENGTH": " 12\t"}, False, 12),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, True, None),
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "0"}, True, None),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, False, Unread),
        ({"HTTP_TRANSFER_ENCODING": "identity", "CONTENT_LENGTH": "12"}, False, Unread),
        ({"CONTENT_LENGTH": "abc"}, False, Unread),
        ({"CONTENT_LENGTH": "abc"}, True, Unread),
        ({"CONTENT_LENGTH": "12\n"}, True, Unread),
        ({"CONTENT_LENGTH": " "}, False, None),
    ],
)
def test_how_long_a_body_is_over_wsgi(environ: dict[str, str], marks_end: bool, length: Any) -> None:
    found = environ_length(environ, marks_end=marks_end)
    assert isinstance(found, Unread) if length is Unread else found == length
