"""What `ModelStore` runs, by the kind of the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..replay import _sql
from ..replay._sql import Steps
from ..replay._statements import PSYCOPG, SQLITE, Statements
from ..replay.store import Claimed, ClaimResult


@dataclass(frozen=True)
class Dialect:
    """The statements of one kind of database, and how long they may wait.

    Attributes:
        statements: with %s for each parameter, as Django has it for every database.
        claim: the steps of a claim.
        now_limit: reads how long a statement may wait; None where a limit ends with the transaction.
        limit: sets how long, given `unit` times the seconds.
        unit: how many there are in a second.
    """

    statements: Statements
    claim: Callable[..., Steps[ClaimResult]]
    now_limit: str | None
    limit: str
    unit: int

    @property
    def schema(self) -> str:
        """The table and its index."""
        return self.statements.schema


def dialect_of(connection: Any) -> Dialect:
    """The dialect of a database of Django.

    Raises:
        NotImplementedError: there is none.
    """
    try:
        return DIALECTS[connection.vendor]
    except KeyError:
        raise NotImplementedError(f"ModelStore knows {', '.join(DIALECTS)}, not {connection.vendor}") from None


def _with_percent_signs(statements: Statements) -> Statements:
    return Statements(**{step: text.replace("?", "%s") for step, text in vars(statements).items()})


def _claim_of_mysql(statements: Statements, key: str, token: str, digest: str, lease: float, ttl: float) -> Any:
    """Claims by a conditional update, or else by inserting. The rows that a statement has touched say whether it won.

    Each is a transaction of its own: together they would lock each other out.
    """
    for _ in range(_sql.ROUNDS):
        if (yield MYSQL_TAKE, (digest, token, lease, lease, ttl, key)) is not None:
            taken = yield MYSQL_TAKEN, (key, token)
            if taken is not None:
                return Claimed(*taken)
        if (yield statements.claim, (key, digest, token, lease, lease, ttl)) is not None:
            return Claimed(1, digest)
        held = yield from _sql.look(statements.look, key)
        if held is not None:
            return held
    raise RuntimeError("the key changed hands during every claim")


MYSQL_NOW = "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) / 1e6)"
# Compared byte by byte: a collation may take two texts for one.
MYSQL_OWNED = "WHERE `key` = %s AND CAST(token AS BINARY) = CAST(%s AS BINARY)"
# MySQL assigns from left to right, and what is assigned already is seen: the columns that decide come last. Without the
# primary key, which alone keeps an INSERT from winning twice, it fails.
MYSQL_TAKE = f"""\
UPDATE hookseal_deliveries FORCE INDEX (PRIMARY) SET
  digest = IF(expires_at <= {MYSQL_NOW}, %s, digest),
  attempt = IF(expires_at <= {MYSQL_NOW}, 1, attempt + 1),
  token = %s,
  done = false,
  leased_until = {MYSQL_NOW} + %s,
  expires_at = {MYSQL_NOW} + greatest(%s, %s)
WHERE `key` = %s AND (expires_at <= {MYSQL_NOW} OR (NOT done AND leased_until <= {MYSQL_NOW}))"""
MYSQL_TAKEN = f"SELECT attempt, digest FROM hookseal_deliveries {MYSQL_OWNED}"
MYSQL = Statements(
    claim=f"""\
INSERT IGNORE INTO hookseal_deliveries (`key`, digest, token, attempt, done, leased_until, expires_at)
VALUES (%s, %s, %s, 1, false, {MYSQL_NOW} + %s, {MYSQL_NOW} + greatest(%s, %s))""",
    complete=f"UPDATE hookseal_deliveries SET done = true, expires_at = {MYSQL_NOW} + %s {MYSQL_OWNED} AND NOT done",
    look=f"""\
SELECT done, digest, greatest(leased_until - {MYSQL_NOW}, 0)
FROM hookseal_deliveries
WHERE `key` = %s AND expires_at > {MYSQL_NOW}""",
    release=f"UPDATE hookseal_deliveries SET token = NULL, leased_until = 0 {MYSQL_OWNED} AND NOT done",
    schema="""\
CREATE TABLE IF NOT EXISTS hookseal_deliveries (
  `key` varchar(64) NOT NULL PRIMARY KEY,
  digest varchar(64) NOT NULL,
  token varchar(64),
  attempt integer NOT NULL,
  done bool NOT NULL DEFAULT false,
  leased_until double precision NOT NULL,
  expires_at double precision NOT NULL,
  INDEX hookseal_deliveries_expires_at (expires_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;""",
    sweep=f"DELETE FROM hookseal_deliveries WHERE expires_at <= {MYSQL_NOW}",
)

DIALECTS = {
    "postgresql": Dialect(PSYCOPG, _sql.claim, None, "SELECT set_config('statement_timeout', '%d', true)", 1000),
    "sqlite": Dialect(_with_percent_signs(SQLITE), _sql.claim, "PRAGMA busy_timeout", "PRAGMA busy_timeout = %d", 1000),
    "mysql": Dialect(
        MYSQL, _claim_of_mysql, "SELECT @@innodb_lock_wait_timeout", "SET innodb_lock_wait_timeout = %d", 1
    ),
}
