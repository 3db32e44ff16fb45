"""Real servers, each a process of its own on a free port of 127.0.0.1, ended by their process id."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import client

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Server:
    """A running receiver. It appends what it does to a file, a line of JSON each time."""

    port: int
    report: Path
    process: subprocess.Popen[bytes]

    def mark(self) -> int:
        """Where the report ends now."""
        return self.report.stat().st_size

    def since(self, mark: int) -> list[dict[str, Any]]:
        """What was reported since then."""
        with self.report.open("rb") as report:
            report.seek(mark)
            return [json.loads(line) for line in report]


Start = Callable[[str, str], Server]
"""Starts a server, given its kind and the application, unless it runs already."""


@contextlib.contextmanager
def serving(kind: str, app: str, folder: Path, **environment: str) -> Iterator[Server]:
    """Starts a server, and waits until it answers.

    Args:
        kind: how to serve it, a key of `COMMANDS`.
        app: the module and its application.
        folder: for its files.
        environment: variables, beside those of this process.
    """
    report, log = folder / "report.jsonl", folder / "server.log"
    report.touch()
    port = free_port()
    command = [word.format(port=port, app=app, folder=folder) for word in COMMANDS[kind]]
    variables = {**os.environ, "PYTHONPATH": f"{FOLDER}:{FOLDER.parent}", "REPORT": str(report), **environment}
    with log.open("wb") as output:
        # A group of its own, since a server may start workers.
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *command],
            cwd=FOLDER,
            env=variables,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            wait_for(port, process, log)
            yield Server(port, report, process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        with contextlib.suppress(ConnectionError, TimeoutError):
            if client.send(port, client.raw("GET", "/up", [])).status is not None:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


GUNICORN = ["gunicorn", "{app}", "--bind", "127.0.0.1:{port}", "--no-control-socket"]
COMMANDS = {
    "gunicorn": GUNICORN,
    "gunicorn threads": [*GUNICORN, "--worker-class", "gthread", "--threads", "4"],
    "gunicorn prefork": [*GUNICORN, "--workers", "4", "--preload"],
    "gunicorn uvicorn": [*GUNICORN, "--worker-class", "uvicorn_worker.UvicornWorker", "--forwarded-allow-ips", ""],
    "uvicorn": ["uvicorn", "{app}", "--port", "{port}", "--no-proxy-headers"],
    "uvicorn with its defaults": ["uvicorn", "{app}", "--port", "{port}"],
    "uvicorn, lifespan": ["uvicorn", "{app}", "--port", "{port}", "--lifespan", "on"],
    "uvicorn reloading": ["uvicorn", "{app}", "--port", "{port}", "--reload", "--reload-dir", "{folder}"],
    "wsgiref": ["apps.plain_server", "{app}", "{port}"],
    "werkzeug": ["flask", "--app", "{app}", "run", "--port", "{port}"],
}
