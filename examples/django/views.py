from os import environ as env

from django.http import HttpResponse
from hookseal.django import webhook
from hookseal.replay import MemoryStore

ENDPOINTS = {
    "transloadit": {"secret": env.get("TRANSLOADIT_SECRET")},
    "transcodely": {"secret": env.get("TRANSCODELY_SECRET")},
    "assemblyai": {"secret": env.get("ASSEMBLYAI_SECRET"), "header": "X-My-Webhook-Secret"},
    "connect": {"secret": env.get("CONNECT_SECRET"), "url_parameter": "token"},
    "standard-webhooks": {"secret": env.get("STANDARD_WEBHOOKS_SECRET")},
}
replay = MemoryStore()


def receive(request, delivery):
    return HttpResponse(f"handled {delivery.variant}")


views = {provider: webhook(provider, **options, replay=replay)(receive) for provider, options in ENDPOINTS.items()}
