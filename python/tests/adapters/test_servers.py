"""What depends on how a server is run: forked workers, reloading, proxy headers, endless bodies."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from pathlib import Path

import pytest

import client
from rows.callers import coming
from rows.row import Step, handled, transcodely
from servers import FOLDER, Server, Start, serving


def post(server: Server, step: Step, prefix: str) -> tuple[client.Answer, list[dict[str, object]]]:
    mark = server.mark()
    answer = client.send(server.port, step.bytes_for(prefix))
    return answer, server.since(mark)


def test_workers_that_are_forked_with_the_application_loaded(tmp_path: Path) -> None:
    """Threat 140: a webhook, its receiver and its store, made before the fork, work in each worker."""
    with serving("gunicorn prefork", "apps.flask_app:app", tmp_path) as server:
        workers: set[object] = set()
        for number in range(400):
            step = handled(transcodely(b"%d" % number), "hanging-store" if number == 0 else "once-transcodely")
            answer, lines = post(server, step, "sync")
            if number == 0:
                assert answer.status == 503  # A thread with a limit of time, in a forked worker.
                continue
            assert answer.status == 200
            workers |= {line["process"] for line in lines if "ran" in line}
            if len(workers) > 1:
                return
    pytest.fail("one worker got everything")


def test_an_application_that_is_loaded_anew(tmp_path: Path) -> None:
    """Threat 140: nothing is left of the application that was there before."""
    module = tmp_path / "reloaded.py"
    module.write_text("from apps.asgi_app import app\n")
    with serving("uvicorn reloading", "reloaded:app", tmp_path, PYTHONPATH=f"{tmp_path}:{PATHS}") as server:
        step = handled(transcodely(b"before"))
        answer, lines = post(server, step, "async")
        assert answer.status == 200
        (before,) = [line["process"] for line in lines]
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            # Until it is seen: uvicorn takes the time of a file that it looks at first for an old one.
            module.touch()
            with contextlib.suppress(ConnectionError, TimeoutError):
                answer, lines = post(server, step, "async")
                after = {line["process"] for line in lines if "ran" in line}
                if answer.status == 200 and after and after != {before}:
                    return
            time.sleep(0.1)
    pytest.fail("the server has not loaded it anew")


def test_uvicorn_takes_a_header_for_the_peer_unless_told_otherwise(start: Start) -> None:
    """Threat 130: by default it believes X-Forwarded-For from 127.0.0.1, before any application sees the request.

    With `--no-proxy-headers`, as the table is run, and `trusted_proxies` it is hookseal that reads the chain.
    """
    server = start("uvicorn with its defaults", "apps.asgi_app:app")
    for header, status in ((("X-Forwarded-For", "44.238.19.20"), 200), (("X-Forwarded-For", "6.6.6.6"), 401)):
        answer, _ = post(server, handled(coming(header), "senders"), "async")
        assert answer.status == status


@pytest.mark.parametrize(
    ("kind", "app", "prefix"),
    [
        ("gunicorn", "apps.django_app:wsgi", "sync"),
        ("gunicorn", "apps.wsgi_app:app", "sync"),
        ("gunicorn threads", "apps.flask_app:app", "sync"),
        ("uvicorn", "apps.asgi_app:app", "async"),
        ("uvicorn", "apps.fastapi_app:app", "async"),
    ],
)
def test_a_body_of_gigabytes_is_not_kept(start: Start, kind: str, app: str, prefix: str) -> None:
    """Threat 98: two gigabytes in chunks, of which no more is read than the limit, and some that waits on the way."""
    server = start(kind, app)
    before = resident(server)
    chunk = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
    headers = [*transcodely().headers, ("Transfer-Encoding", "chunked")]
    mark, sent = server.mark(), 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        with contextlib.suppress(ConnectionError, TimeoutError):
            connection.sendall(client.head("POST", f"/{prefix}/transcodely", headers))
            connection.settimeout(5)
            for _ in range(2048):
                connection.sendall(chunk)
                sent += 1
    while not server.since(mark):
        time.sleep(0.02)
    assert [line["log"] for line in server.since(mark)] == ["body_too_large"]
    assert sent < 64, "the server took it all"
    assert resident(server) - before < 32 << 20


def resident(server: Server) -> int:
    """The most memory, in bytes, that the server and its workers have held."""
    statuses = [read(path) for path in Path("/proc").glob("[0-9]*/status")]
    own = rf"^P?Pid:\t{server.process.pid}$"
    peaks = [re.search(r"VmHWM:\s+(\d+) kB", text) for text in statuses if re.search(own, text, re.MULTILINE)]
    return sum(int(peak[1]) * 1024 for peak in peaks if peak)


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""  # The process has ended meanwhile.


PATHS = f"{FOLDER}:{FOLDER.parent}"
