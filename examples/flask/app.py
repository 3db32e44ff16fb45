from os import environ as env

from flask import Flask, abort, request
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
    webhook = webhooks.get(provider) or abort(404)
    return "handled " + webhook.verify(request.get_data(), request.headers, url=request.url).variant


@app.errorhandler(WebhookVerificationError)
def refuse(error):
    app.logger.warning("refused %s: %s", error.code, error)
    return "refused", 401
