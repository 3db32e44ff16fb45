"""Makes the table by the text that the other SQL stores ship, so that they can share it."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from ..dialects import dialect_of
from ..fields import InstantField


class CreateDeliveries(migrations.CreateModel):
    """`CreateModel`, but for the statements."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            for statement in dialect_of(schema_editor.connection).schema.split(";\n"):
                schema_editor.execute(statement.strip().removesuffix(";"))


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        CreateDeliveries(
            name="Delivery",
            fields=[
                (
                    "key",
                    models.CharField(
                        help_text="The dedupe_key of the delivery.", max_length=64, primary_key=True, serialize=False
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the payload first seen under the key.", max_length=64),
                ),
                ("token", models.CharField(help_text="The owner's.", max_length=64, null=True)),
                ("attempt", models.IntegerField(help_text="How often it was claimed.")),
                ("done", models.BooleanField(default=False)),
                ("leased_until", InstantField()),
                ("expires_at", InstantField()),
            ],
            options={
                "db_table": "hookseal_deliveries",
                "verbose_name_plural": "deliveries",
                "indexes": [models.Index(fields=["expires_at"], name="hookseal_deliveries_expires_at")],
            },
        ),
    ]
