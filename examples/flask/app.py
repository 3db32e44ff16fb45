from os import environ as env

from flask import Flask
from hookseal.flask import webhook
from hookseal.replay import MemoryStore

ENDPOINTS = {
    "transloadit": {"secret": env.get("TRANSLOADIT_SECRET")},
    "transcodely": {"secret": env.get("TRANSCODELY_SECRET")},
    "assemblyai": {"secret": env.get("ASSEMBLYAI_SECRET"), "header": "X-My-Webhook-Secret"},
    "connect": {"secret": env.get("CONNECT_SECRET"), "url_parameter": "token"},
    "standard-webhooks": {"secret": env.get("STANDARD_WEBHOOKS_SECRET")},
}
app = Flask(__name__)
replay = MemoryStore()


def receive(delivery):
    return f"handled {delivery.variant}"


for provider, options in ENDPOINTS.items():
    view = webhook(provider, **options, replay=replay)(receive)
    app.post(f"/{provider}", endpoint=provider)(view)
