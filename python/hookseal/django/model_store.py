"""The replay store in a database of Django."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ..replay import _sql
from ..replay._sql import Result, Row, Steps
from ..replay._wrong_client import invalid_option
from ..replay.store import ClaimResult
from .dialects import DIALECTS, Dialect
from .time_limit import time_limit


class ModelStore:
    """Remembers deliveries in the table of the app "hookseal.django": PostgreSQL, SQLite, MySQL or MariaDB.

    ```python
    INSTALLED_APPS = [..., "hookseal.django"]  # then: manage.py migrate

    @webhook("transcodely", settings.TRANSCODELY_SECRET, replay=ModelStore())
    def receive(request, delivery):
        with transaction.atomic():
            Job.objects.create(...)
            replay_claim(delivery).complete()
        return HttpResponse()
    ```

    A claim is a transaction of its own, for in the view's it would be invisible to every other worker: it raises inside
    `transaction.atomic()`. `hookseal.django.webhook` claims outside of the view's transaction, also with
    ATOMIC_REQUESTS. `complete` joins `transaction.atomic()` of the same database: what the view writes and the
    completion then happen both or neither.

    A step waits `timeout` seconds for the row or the database's lock, then it raises, and the guard answers 503. From a
    server that says nothing at all the connection is cut 0.4 seconds later. A new one may take 2 seconds, or what
    `connect_timeout` in OPTIONS of the database says, or `timeout` of its `pool`. PyMySQL's cannot be cut: give it a
    `read_timeout`. Where `complete` joins your transaction, nothing is cut: its limits are yours.

    Every step is on Django's own connection of the thread, so `TestCase` sees and rolls back what it writes.

    Args:
        using: the alias of the database.
        timeout: seconds; for MySQL whole ones, rounded down, and at least one.

    Raises:
        WebhookConfigError: `invalid_option`, if there is no such alias, its database is of another kind or has
            AUTOCOMMIT switched off, or `timeout` is no number above 0.
    """

    runs_in_caller = True
    """Django's connections belong to a thread each."""

    def __init__(self, *, using: str = DEFAULT_DB_ALIAS, timeout: float = 1.5) -> None:
        if using not in connections:
            raise invalid_option("`using` of ModelStore must be an alias of DATABASES")
        database = connections[using]
        if database.vendor not in DIALECTS:
            raise invalid_option(f"ModelStore takes a database of {', '.join(DIALECTS)}, not of {database.vendor}")
        if not database.settings_dict["AUTOCOMMIT"]:
            raise invalid_option("ModelStore needs a database with AUTOCOMMIT, or no other worker sees a claim")
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not 0 < timeout < 3600:
            raise invalid_option("`timeout` of ModelStore must be a number of seconds above 0")
        self._using, self._timeout = using, timeout
        self._dialect: Dialect = DIALECTS[database.vendor]

    def claim(self, key: str, *, token: str, digest: str, lease: float, ttl: float) -> ClaimResult:
        """As `ReplayStore.claim`.

        Raises:
            RuntimeError: this is inside `transaction.atomic()`.
        """
        return self._run_alone(self._dialect.claim(self._dialect.statements, key, token, digest, lease, ttl))

    def complete(self, key: str, token: str, ttl: float, connection: None = None) -> bool:
        """As `ReplayStore.complete`, inside `transaction.atomic()` if there is one.

        Raises:
            WebhookConfigError: `invalid_option`, if a connection is given; it is that of `using`.
        """
        if connection is not None:
            raise invalid_option("ModelStore completes on the connection of its database: leave `connection` out")
        steps = _sql.complete(self._dialect.statements, key, token, ttl)
        if connections[self._using].in_atomic_block:
            return _sql.run(steps, self._send)
        return self._run_alone(steps)

    def release(self, key: str, token: str) -> bool:
        """As `ReplayStore.release`.

        Raises:
            RuntimeError: this is inside `transaction.atomic()`.
        """
        return self._run_alone(_sql.release(self._dialect.statements, key, token))

    def sweep(self) -> None:
        """Deletes what has expired, never anything that is still to be remembered; to be called from time to time."""
        self._send(self._dialect.statements.sweep, ())

    def _run_alone(self, steps: Steps[Result]) -> Result:
        connection = connections[self._using]
        # The server's own limit, which keeps the connection, comes first.
        with time_limit(connection, self._timeout + GRACE) as limit:

            def send(text: str, parameters: tuple[Any, ...]) -> Row:
                with self._within_time(), transaction.atomic(self._using, durable=True), limit.inside(connection):
                    if self._dialect.now_limit is None:
                        self._limit(self._timeout * self._dialect.unit)
                    return self._send(text, parameters)

            return _sql.run(steps, send)

    def _send(self, text: str, parameters: tuple[Any, ...]) -> Row:
        with connections[self._using].cursor() as cursor:
            cursor.execute(text, parameters)
            if cursor.description is None:
                # What MySQL has in place of RETURNING. Django has it count the rows found, not only those changed.
                return (cursor.rowcount,) if cursor.rowcount > 0 else None
            row: Row = cursor.fetchone()
            return row

    @contextmanager
    def _within_time(self) -> Iterator[None]:
        now_limit = self._dialect.now_limit
        before = None if now_limit is None else self._send(now_limit, ())
        if before is None:
            yield
            return
        self._limit(self._timeout * self._dialect.unit)
        try:
            yield
        finally:
            self._limit(before[0])

    def _limit(self, amount: float) -> None:
        self._send(self._dialect.limit % max(1, int(amount)), ())


GRACE = 0.4
"""Seconds. With the default `timeout` the step ends within the 2 seconds that the guard gives it."""
