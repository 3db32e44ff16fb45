"""Receives Transcodely's job events: what a handler writes and the claim commit together."""

import os

from django.db import transaction
from hookseal.django import webhook
from hookseal.django.replay import ModelStore
from hookseal.replay import replay_claim

from .models import Job

STATUS = {
    "job.completed": "ready",
    "job.succeeded": "ready",  # so it is called in the event envelope
    "job.partial": "partly ready",
    "job.failed": "failed",
    "job.canceled": "canceled",
    "job.awaiting_confirmation": "waits for you",
}


@webhook("transcodely", os.environ.get("TRANSCODELY_SECRET"), replay=ModelStore())
def transcodely(request, delivery):
    event = delivery.json()
    status = STATUS.get(event.get("event") or event.get("type"))
    if status is None:
        return
    job = event.get("job") or event.get("data")
    with transaction.atomic():
        Job.objects.update_or_create(id=job["id"], defaults={"status": status})
        replay_claim(delivery).complete()
