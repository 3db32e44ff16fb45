"""Receives Transloadit's Assembly Notifications: prints what was uploaded and what came of it."""

import os

from hookseal.django import webhook
from hookseal.django.replay import ModelStore


@webhook("transloadit", os.environ.get("TRANSLOADIT_SECRET"), replay=ModelStore())
def transloadit(request, delivery):
    assembly = delivery.json()
    print(f"--> {assembly.get('ok') or assembly.get('error')} {assembly.get('assembly_ssl_url')}")
    for upload in assembly.get("uploads", []):
        print(f"    uploaded {upload['name']}: {upload['ssl_url']}")
    for step, results in assembly.get("results", {}).items():
        for result in results:
            print(f"    {step} made {result['name']}: {result['ssl_url']}", flush=True)
