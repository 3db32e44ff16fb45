"""A receiver that writes a row and completes in the same transaction, or lets the receiver do so."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from hookseal import Delivery
from hookseal.django import webhook
from hookseal.django.replay import ModelStore
from hookseal.replay import replay_claim

SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81"

failing: list[str] = []


@webhook("transcodely", SECRET, replay=ModelStore())
def receive(request: HttpRequest, delivery: Delivery, how: str) -> Any:
    # With ATOMIC_REQUESTS this is the transaction of the view.
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO work VALUES (%s)", [delivery.dedupe_key])
    if how == "joined":
        replay_claim(delivery).complete()
    if failing:
        raise InterruptedError(failing.pop())
    return HttpResponse(f"attempt {replay_claim(delivery).attempt}")


urlpatterns = [path("<how>", receive)]
