import logging
from os import environ as env

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from hookseal import Webhook, WebhookVerificationError

webhooks = [
    Webhook("transloadit", env.get("TRANSLOADIT_SECRET")),
    Webhook("transcodely", env.get("TRANSCODELY_SECRET")),
    Webhook("assemblyai", env.get("ASSEMBLYAI_SECRET"), header="X-My-Webhook-Secret"),
    Webhook("connect", env.get("CONNECT_SECRET"), url_parameter="token"),
    Webhook("standard-webhooks", env.get("STANDARD_WEBHOOKS_SECRET")),
]


@csrf_exempt
def receive(request, webhook):
    try:
        delivery = webhook.verify(request.body, request.headers, url=request.get_full_path())
    except WebhookVerificationError as error:
        logging.getLogger(__name__).warning("refused %s: %s", error.code, error)
        return HttpResponse("refused", status=401)
    return HttpResponse(f"handled {delivery.variant}")
