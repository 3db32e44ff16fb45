"""Receivers that write a row and complete in the same transaction, or let the receiver do so: one for each database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django_settings import ATOMIC
from hookseal import Delivery
from hookseal.django import webhook
from hookseal.django.replay import ModelStore
from hookseal.replay import Replay, replay_claim

SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81"
SHORT_LEASE = 0.5

during: list[Callable[[], object]] = []
"""What happens while the next view runs, before it writes: SQLite has one writer at a time."""
failing: list[str] = []


def receiver(alias: str, lease: float) -> Any:
    replay = Replay(ModelStore(using=alias), lease=lease, handler_timeout=lease / 2)

    @webhook("transcodely", SECRET, replay=replay)
    def receive(request: HttpRequest, delivery: Delivery, how: str) -> Any:
        # With ATOMIC_REQUESTS this is the transaction of the view.
        assert connections[alias].in_atomic_block
        if during:
            during.pop()()
        with connections[alias].cursor() as cursor:
            cursor.execute("INSERT INTO work VALUES (%s)", [delivery.dedupe_key])
        if how == "joined":
            replay_claim(delivery).complete()
        if failing:
            raise InterruptedError(failing.pop())
        return HttpResponse(f"attempt {replay_claim(delivery).attempt}")

    return receive


urlpatterns = [
    path(f"{alias}/{name}/<how>", receiver(alias, lease))
    for alias in ATOMIC
    for name, lease in (("long", 60), ("short", SHORT_LEASE))
]
