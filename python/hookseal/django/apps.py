"""The Django app: the table of `ModelStore`. Put "hookseal.django" into INSTALLED_APPS for it."""

# Django has no types of its own.
# mypy: allow-subclassing-any

from django.apps import AppConfig


class HooksealConfig(AppConfig):
    """Labelled "hookseal", for the last part of its name is taken by Django."""

    name = "hookseal.django"
    label = "hookseal"
    verbose_name = "Webhooks"
    default_auto_field = "django.db.models.BigAutoField"
