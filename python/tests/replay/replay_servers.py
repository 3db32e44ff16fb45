"""Fixtures: the servers that the stores are tested on, those of the environment or our own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from services import mariadb_server, postgres_server, redis_server


@pytest.fixture(scope="session")
def redis_port() -> Iterator[int]:
    given = os.environ.get("HOOKSEAL_REDIS_PORT")
    if given is not None:
        yield int(given)
        return
    with redis_server() as port:
        yield port


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    given = os.environ.get("HOOKSEAL_POSTGRES_URL")
    if given is not None:
        yield given
        return
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def mariadb_port() -> Iterator[int]:
    given = os.environ.get("HOOKSEAL_MARIADB_PORT")
    if given is not None:
        yield int(given)
        return
    with mariadb_server() as port:
        yield port
