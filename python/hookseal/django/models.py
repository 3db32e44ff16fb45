"""What `ModelStore` keeps of a delivery: the row of the other SQL stores."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from __future__ import annotations

from django.db import models

from .fields import InstantField


class Delivery(models.Model):
    """A delivery that was claimed, and perhaps handled. `ModelStore` alone writes it.

    Delete one to let a manual retry of it through.
    """

    key = models.CharField(max_length=64, primary_key=True, help_text="The dedupe_key of the delivery.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the payload first seen under the key.")
    token = models.CharField(max_length=64, null=True, help_text="The owner's.")
    attempt = models.IntegerField(help_text="How often it was claimed.")
    done = models.BooleanField(default=False)
    leased_until = InstantField()
    expires_at = InstantField()

    class Meta:
        db_table = "hookseal_deliveries"
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["expires_at"], name="hookseal_deliveries_expires_at")]

    def __str__(self) -> str:
        return str(self.key)
