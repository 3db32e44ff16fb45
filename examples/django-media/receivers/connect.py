"""Receives Connect's events: writes each down, answers well within 3 seconds, works later."""

import os

from hookseal.django import webhook
from hookseal.django.replay import ModelStore

from .models import Event


# You register https://your-host/connect?token=<CONNECT_SECRET>.
@webhook("connect", os.environ.get("CONNECT_SECRET"), url_parameter="token", replay=ModelStore())
def connect(request, delivery):
    Event.objects.create(body=delivery.json())


def work():
    """Works on what was written down; `manage.py work` calls it. A failed event stays and is tried again."""
    for event in Event.objects.order_by("id"):
        print(f"worked on {event.body['event']}", flush=True)
        event.delete()
