from os import environ as env

from flask import Flask, request
from hookseal import Webhook, WebhookVerificationError

webhooks = {
    "transloadit": Webhook("transloadit", env.get("TRANSLOADIT_SECRET")),
    "transcodely": Webhook("transcodely", env.get("TRANSCODELY_SECRET")),
    "assemblyai": Webhook("assemblyai", env.get("ASSEMBLYAI_SECRET"), header="X-My-Webhook-Secret"),
    "connect": Webhook("connect", env.get("CONNECT_SECRET"), url_parameter="token"),
    "standard-webhooks": Webhook("standard-webhooks", env.get("STANDARD_WEBHOOKS_SECRET")),
}
app = Flask(__name__)


@app.post("/<provider>")
def receive(provider):
    delivery = webhooks[provider].verify(request.get_data(), request.headers, url=request.url)
    return f"handled {delivery.variant}"


@app.errorhandler(WebhookVerificationError)
def refuse(error):
    print(f"refused {error.code}", flush=True)
    return "refused", 401
