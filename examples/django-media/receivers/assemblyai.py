"""Receives AssemblyAI's transcripts, authenticated by header and by address, and keeps the metadata of the URL."""

import logging
import os

from hookseal import RefusedRequest
from hookseal.django import webhook
from hookseal.django.replay import ModelStore

from .models import Transcript


@webhook(
    "assemblyai",
    os.environ.get("ASSEMBLYAI_SECRET"),
    header="X-My-Webhook-Secret",
    senders=["us", "eu"],
    # Your own proxies: without them the address is that of the socket's peer.
    trusted_proxies=["127.0.0.1"],
    replay=ModelStore(),
    # A 4xx ends AssemblyAI's attempts, so a wrong secret or address loses deliveries. Begin with allow_refused=True:
    # refused requests then reach the view, which says so and answers 200. Remove it once none comes any more.
    allow_refused=os.environ.get("ALLOW_REFUSED") == "true",
)
def assemblyai(request, delivery):
    if isinstance(delivery, RefusedRequest):
        logging.warning("would be refused: %s", delivery.code)
        return
    transcript = delivery.json()
    # From https://your-host/assemblyai?customer_id=1234, which you gave as webhook_url.
    Transcript.objects.create(
        transcript_id=transcript.get("transcript_id"),
        status=transcript["status"],
        customer=request.GET.get("customer_id"),
    )
