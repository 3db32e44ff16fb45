"""Limits how long a step waits for a database server that takes what it is sent and says nothing.

`statement_timeout` and the like are kept by the server, which may be frozen, and the drivers wait without end. So the
connection is cut from outside. The step stays in its thread, on the connection of that thread, and raises.
"""

from __future__ import annotations

import math
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import OperationalError


@contextmanager
def time_limit(connection: Any, seconds: float) -> Iterator[Limit]:
    """Makes the connection if there is none, and cuts it if the step is not over in time.

    Args:
        connection: of Django, in the thread that it belongs to.
        seconds: for the whole step. To connect may take longer: 2 seconds, or as long as OPTIONS of the database says
            with `connect_timeout`.

    Raises:
        OperationalError: from the step or before it, if the time is over.
    """
    limit = Limit(seconds)
    try:
        with _connect_timeout(connection, seconds):
            if connection.connection is not None:
                limit.hold(connection.connection)
                # What CONN_HEALTH_CHECKS asks for comes before the first statement of a request.
                connection.close_if_health_check_failed()
            if connection.connection is None:
                limit.check()
                connection.ensure_connection()
                limit.hold(connection.connection)
            limit.check()
            yield limit
    finally:
        limit.end()
        if limit.is_over and not connection.in_atomic_block:
            # It was cut. The next step makes another one.
            connection.close()


@contextmanager
def _connect_timeout(connection: Any, seconds: float) -> Iterator[None]:
    settings = connection.settings_dict
    # A pool makes its connections for others as well, and has a time-out of its own.
    if connection.vendor != "sqlite" and not settings["OPTIONS"].get("pool"):
        # libpq takes no less than 2 seconds.
        options = {"connect_timeout": max(2, math.ceil(seconds)), **settings["OPTIONS"]}
        connection.settings_dict = {**settings, "OPTIONS": options}
    try:
        yield
    finally:
        connection.settings_dict = settings


class Limit:
    """Cuts the connection that it holds when the time is over, so that what waits for its server raises."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def hold(self, driver: Any) -> None:
        """Holds a connection of a driver, and no other any more."""
        # A duplicate: the number of the driver's own may be given to another connection at any time.
        # PyMySQL shows none, and has `read_timeout`; SQLite has no server.
        duplicate = socket.fromfd(driver.fileno(), *ANY_SOCKET) if hasattr(driver, "fileno") else None
        self._replace(duplicate)

    def check(self) -> None:
        """Looks whether it is too late to go on.

        Raises:
            OperationalError: it is.
        """
        if self.is_over:
            raise OperationalError("the database has not answered in time")

    @contextmanager
    def inside(self, connection: Any) -> Iterator[None]:
        """Closes what was cut while `atomic` still stands, which would connect anew to roll back."""
        try:
            yield
        except Exception:
            if self.is_over:
                connection.close()
            raise

    def end(self) -> None:
        """Lets go of the connection."""
        self._timer.cancel()
        self._replace(None)

    def _replace(self, duplicate: socket.socket | None) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = duplicate

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            if self._socket is not None:
                # The server may have ended it before.
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


ANY_SOCKET = (socket.AF_INET, socket.SOCK_STREAM)
"""What it really is does not matter to `shutdown`."""
