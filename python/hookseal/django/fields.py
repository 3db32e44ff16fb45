"""The type of the two columns that hold a time."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from django.db import models


class InstantField(models.Field):
    """A time in UTC, in the column type that the stores of `hookseal.replay` have: Unix seconds where there is no type
    with a time zone."""

    description = "A time in UTC"

    def db_type(self, connection: Any) -> str:
        return {"postgresql": "timestamp with time zone", "sqlite": "real"}.get(connection.vendor, "double precision")

    def from_db_value(self, value: Any, expression: object, connection: object) -> datetime | None:
        if isinstance(value, float):
            return datetime.fromtimestamp(value, timezone.utc)
        return None if value is None else value.astimezone(timezone.utc)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        is_time = isinstance(value, datetime) and connection.vendor != "postgresql"
        return value.timestamp() if is_time else value
