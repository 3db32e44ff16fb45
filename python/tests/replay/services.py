"""Servers for the tests of the stores: Debian's Redis, PostgreSQL and MariaDB, on free ports of 127.0.0.1.

Each has a folder of its own, and is ended by its process id.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pymysql  # type: ignore[import-untyped]
import redis


@contextmanager
def redis_server(*options: str) -> Iterator[int]:
    """Its port."""
    port = free_port()
    with _folder() as folder:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]

        def ping() -> None:
            with redis.Redis("127.0.0.1", port) as client:
                client.ping()

        with _running([*command, *options], None, folder, ping):
            yield port


@contextmanager
def postgres_server() -> Iterator[str]:
    """Its URL, for a superuser without a password."""
    port = free_port()
    with _folder() as folder:
        user, data = _give(folder, "postgres"), str(folder / "data")
        initdb = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D", data]
        subprocess.run([_postgres("initdb"), *initdb], check=True, capture_output=True, cwd="/", **user)
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=300"]
        command = [_postgres("postgres"), "-D", data, "-p", str(port)]
        for setting in settings:
            command += ["-c", setting]
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        # SIGINT: it ends the connections that are left.
        with _running(command, user, folder, lambda: psycopg.connect(url).close(), signal.SIGINT):
            yield url


@contextmanager
def mariadb_server() -> Iterator[int]:
    """Its port, for the user root without a password, and a database "hookseal"."""
    port = free_port()
    with _folder() as folder:
        user, data = _give(folder, "nobody"), str(folder / "data")
        install = ["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", f"--datadir={data}"]
        subprocess.run(["mariadb-install-db", *install], check=True, capture_output=True, cwd="/", **user)
        command = ["mariadbd", "--no-defaults", f"--datadir={data}", "--bind-address=127.0.0.1", f"--port={port}"]
        command += [f"--socket={folder}/socket", "--max-connections=300"]

        def create() -> None:
            with pymysql.connect(host="127.0.0.1", port=port, user="root") as connection:
                connection.cursor().execute("CREATE DATABASE hookseal")

        with _running(command, user, folder, create):
            yield port


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hookseal-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(folder: Path, name: str) -> dict[str, Any]:
    """Root may not run these servers: gives the folder to their user, and says how to become it."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(name)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def _running(
    command: list[str],
    user: dict[str, Any] | None,
    folder: Path,
    ready: Callable[[], object],
    end: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **(user or {}))
    try:
        until = time.monotonic() + 30
        while True:
            try:
                ready()
                break
            except Exception as error:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]} is not ready: {log.read_text()[-2000:]}") from error
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(end)
        process.wait(30)


def _postgres(program: str) -> str:
    """Debian has them in a folder named after the version, off PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return str(found[-1]) if found else program
