from os import environ as env

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from hookseal import Webhook, WebhookVerificationError

webhooks = {
    "transloadit": Webhook("transloadit", env.get("TRANSLOADIT_SECRET")),
    "transcodely": Webhook("transcodely", env.get("TRANSCODELY_SECRET")),
    "assemblyai": Webhook("assemblyai", env.get("ASSEMBLYAI_SECRET"), header="X-My-Webhook-Secret"),
    "connect": Webhook("connect", env.get("CONNECT_SECRET"), url_parameter="token"),
    "standard-webhooks": Webhook("standard-webhooks", env.get("STANDARD_WEBHOOKS_SECRET")),
}


@csrf_exempt
def receive(request, provider):
    try:
        delivery = webhooks[provider].verify(request.body, request.headers, url=request.get_full_path())
    except WebhookVerificationError as error:
        print(f"refused {error.code}", flush=True)
        return HttpResponse("refused", status=401)
    return HttpResponse(f"handled {delivery.variant}")
