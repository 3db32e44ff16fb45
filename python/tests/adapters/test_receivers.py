"""Every receiver is held to the same table, over real sockets. `OTHERWISE` says where a server or a framework decides
before hookseal can, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import deliveries
from judge import Otherwise, judge
from rows import ROWS
from servers import Start


@dataclass(frozen=True)
class Receiver:
    """How a receiver is served, and under which prefix its endpoints stand.

    Attributes:
        otherwise: what comes of a row here, where that is not for hookseal to say.
        lacks: rows that cannot be shown here, with the reason.
        rethrows: whether what a handler raises goes on to the framework.
    """

    server: str
    app: str
    prefix: str
    otherwise: dict[str, Otherwise] = field(default_factory=dict)
    lacks: dict[str, str] = field(default_factory=dict)
    rethrows: bool = True


FRAMEWORKS_OWN = {"log": (), "text": None, "level": None, "message": ""}
NOT_FOUND = {"a path with a slash at its end": {**FRAMEWORKS_OWN, "status": (404,)}}
CORS = {"a preflight of CORS": {**FRAMEWORKS_OWN, "status": (200,)}}

WSGI: dict[str, Otherwise] = {
    # WSGI joins what was sent twice, and a token may hold a comma: the joined text is another token.
    "a token header twice": {"log": ("token_mismatch",)},
    # PEP 3333 leaves `Connection` to the server.
    "two gigabytes announced, and never sent": {"closed": False},
}
BLOCKING: dict[str, Otherwise] = {
    # What blocks cannot be stopped: it ends in its own time, which here is before its lease ends.
    "a handler that hangs first": (
        {"status": (200,), "log": (), "text": None, "retry_after": False},
        {"log": ("duplicate",), "runs": (), "text": b""},
        {},
    ),
}
DJANGO: dict[str, Otherwise] = {
    **NOT_FOUND,
    **CORS,
    # DATA_UPLOAD_MAX_MEMORY_SIZE. A connection with an unread body may be reset before its answer is read.
    "a form may be longer": {"status": (413, None), "log": ("body_too_large",), "runs": (), "message": "DATA_UPLOAD"},
}
DJANGO_OVER_WSGI = {**WSGI, **DJANGO}
H11: dict[str, Otherwise] = {
    # As RFC 9112 allows, h11 takes the chunks, which hold what was signed.
    "a length and chunks, both announced": {"status": (200,), "runs": (deliveries.payload("transcodely"),)},
}
DJANGO_OVER_ASGI: dict[str, Otherwise] = {
    **H11,
    **DJANGO,
    # No view is called before the whole body is there.
    "shorter than announced": {**FRAMEWORKS_OWN, "status": (400, None)},
    "chunked, without the last chunk": {**FRAMEWORKS_OWN, "status": (400, None)},
}
FLASK: dict[str, Otherwise] = {
    **WSGI,
    **BLOCKING,
    **NOT_FOUND,
    # Flask answers this method itself.
    "OPTIONS without a signature": {**FRAMEWORKS_OWN, "status": (200,)},
    "a preflight of CORS": {**FRAMEWORKS_OWN, "status": (200,)},
}
WERKZEUG: dict[str, Otherwise] = {
    **FLASK,
    # Werkzeug's development server takes the chunks, which hold what was signed.
    "a length and chunks, both announced": {"status": (200,), "runs": (deliveries.payload("transcodely"),)},
}
FASTAPI: dict[str, Otherwise] = {
    **H11,
    "a path with a slash at its end": {**FRAMEWORKS_OWN, "status": (307,)},
    # By CORSMiddleware, which allows GET alone unless it is told otherwise.
    "a preflight of CORS": {**FRAMEWORKS_OWN, "status": (400,)},
    "OPTIONS without a signature": {**FRAMEWORKS_OWN, "status": (405,)},
}
PLAIN_ASGI: dict[str, Otherwise] = {**H11, **NOT_FOUND}
PLAIN_WSGI: dict[str, Otherwise] = {
    **WSGI,
    **BLOCKING,
    **NOT_FOUND,
    # Where the stream is all there is, one that was read looks like one that broke off.
    "a body that was consumed": {"status": (400,), "log": ("body_incomplete",), "level": None, "message": ""},
}

BLOCKING_READ = {"a body that never ends": "the read blocks, so the time-out is the server's own"}
WHOLE_BODY = "Django over ASGI receives the whole body before any view: only a server in front of it limits that"
RECEIVED_BEFORE = {"a body that never ends": WHOLE_BODY, "two gigabytes announced, and never sent": WHOLE_BODY}
NO_FORMS = {
    "a parsed form, urlencoded": "there is no parser of forms",
    "a parsed form, multipart": "there is no parser of forms",
}

RECEIVERS = {
    "Django, sync, gunicorn": Receiver(
        "gunicorn", "apps.django_app:wsgi", "sync", {**DJANGO_OVER_WSGI, **BLOCKING}, BLOCKING_READ
    ),
    "Django, async, gunicorn": Receiver("gunicorn", "apps.django_app:wsgi", "async", DJANGO_OVER_WSGI, BLOCKING_READ),
    "Django, class, gunicorn": Receiver(
        "gunicorn", "apps.django_app:wsgi", "class", {**DJANGO_OVER_WSGI, **BLOCKING}, BLOCKING_READ
    ),
    "Django REST framework, function, gunicorn": Receiver(
        "gunicorn", "apps.django_app:wsgi", "rest-function", {**DJANGO_OVER_WSGI, **BLOCKING}, BLOCKING_READ
    ),
    "Django REST framework, class, gunicorn": Receiver(
        "gunicorn", "apps.django_app:wsgi", "rest-class", {**DJANGO_OVER_WSGI, **BLOCKING}, BLOCKING_READ
    ),
    "Django, sync, uvicorn": Receiver(
        "uvicorn", "apps.django_app:asgi", "sync", {**DJANGO_OVER_ASGI, **BLOCKING}, RECEIVED_BEFORE
    ),
    "Django, async, uvicorn": Receiver("uvicorn", "apps.django_app:asgi", "async", DJANGO_OVER_ASGI, RECEIVED_BEFORE),
    "Flask, sync, gunicorn": Receiver("gunicorn threads", "apps.flask_app:app", "sync", FLASK, BLOCKING_READ),
    "Flask, async, werkzeug": Receiver("werkzeug", "apps.flask_app:app", "async", WERKZEUG, BLOCKING_READ),
    "FastAPI, async, uvicorn": Receiver("uvicorn", "apps.fastapi_app:app", "async", FASTAPI),
    "FastAPI, sync, gunicorn": Receiver("gunicorn uvicorn", "apps.fastapi_app:app", "sync", {**FASTAPI, **BLOCKING}),
    "ASGI, uvicorn": Receiver("uvicorn", "apps.asgi_app:app", "async", PLAIN_ASGI, NO_FORMS, rethrows=False),
    "WSGI, gunicorn": Receiver(
        "gunicorn", "apps.wsgi_app:app", "sync", PLAIN_WSGI, {**NO_FORMS, **BLOCKING_READ}, rethrows=False
    ),
}


HELD = [(name, row) for name, receiver in RECEIVERS.items() for row in ROWS if row not in receiver.lacks]


@pytest.mark.parametrize(("name", "row"), HELD)
def test_a_row_of_the_table(start: Start, name: str, row: str) -> None:
    receiver = RECEIVERS[name]
    server = start(receiver.server, receiver.app)
    faults = judge(server, receiver.prefix, row, receiver.otherwise.get(row, {}), receiver.rethrows)
    assert not faults, "\n".join(faults)


def test_no_receiver_is_held_to_next_to_nothing() -> None:
    """What a receiver does not show has a reason, and names a row."""
    for name, receiver in RECEIVERS.items():
        assert {*receiver.lacks, *receiver.otherwise} <= {*ROWS}, name
        assert len(receiver.lacks) <= 3 and all(receiver.lacks.values()), name


@pytest.mark.parametrize("row", ROWS)
def test_a_receiver_that_forgets_the_decorator_is_found(start: Start, row: str) -> None:
    """The control: a server that handles everything fails each row in which something is refused."""
    server = start("gunicorn", "apps.bare_app:app")
    steps = ROWS[row]()
    if any(step.log and not step.runs for step in steps) and row not in BREAKS_OFF:
        assert judge(server, "any", row, {}, rethrows=True) != []


BREAKS_OFF = ("a body that never ends", "two gigabytes announced, and never sent")
"""A server that waits for the rest says nothing at all."""
