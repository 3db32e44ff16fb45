"""What the log says where something has consumed the body (threats 91, 95): the line of the framework that keeps it."""

from __future__ import annotations

import re

import pytest

import client
from rows.row import Step, transcodely
from servers import Start
from test_receivers import RECEIVERS

LINES = {
    "apps.django_app": r"`request\.body` before `request\.POST`",
    "apps.flask_app": r"`request\.get_data\(\)` before `request\.form`",
    "apps.fastapi_app": r"`await request\.body\(\)` before `request\.form\(\)`",
    "apps.asgi_app": r"mount this application outside of what reads the body",
    # Over WSGI a stream that was read looks like one that broke off, so nothing can say it.
    "apps.wsgi_app": None,
}
SHOWN = [name for name, receiver in RECEIVERS.items() if LINES[receiver.app.partition(":")[0]] is not None]


@pytest.mark.parametrize("name", SHOWN)
def test_the_log_names_the_line_that_keeps_the_body(start: Start, name: str) -> None:
    receiver = RECEIVERS[name]
    line = LINES[receiver.app.partition(":")[0]]
    server = start(receiver.server, receiver.app)
    mark = server.mark()
    step = Step("consumed", transcodely())
    assert client.send(server.port, step.bytes_for(receiver.prefix)).status == 401
    (entry,) = server.since(mark)
    assert (entry["log"], entry["level"]) == ("body_not_raw", "error")
    assert line is not None and re.search(line, entry["message"]), entry["message"]


def test_only_plain_wsgi_cannot_say_it() -> None:
    assert {*RECEIVERS} - {*SHOWN} == {"WSGI, gunicorn"}
