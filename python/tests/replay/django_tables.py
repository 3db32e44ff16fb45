"""The tables of the stores of Django, and one that views write to, in each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from django_settings import ALIASES


@pytest.fixture(scope="session", autouse=True)
def tables() -> Iterator[None]:
    with connections["postgresql"].cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS hookseal_django CASCADE")
        cursor.execute("CREATE SCHEMA hookseal_django")
    for alias in ALIASES:
        call_command("migrate", database=alias, verbosity=0)
        with connections[alias].cursor() as cursor:
            cursor.execute("CREATE TABLE work (item varchar(64))")
    yield
    with connections["postgresql"].cursor() as cursor:
        cursor.execute("DROP SCHEMA hookseal_django CASCADE")
    connections.close_all()
