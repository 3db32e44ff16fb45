"""Receives Transloadit's Assembly Notifications: prints what was uploaded and what came of it."""

import os

from flask import Flask
from hookseal.flask import webhook
from hookseal.replay import MemoryStore

app = Flask(__name__)


@app.post("/transloadit")
@webhook("transloadit", os.environ.get("TRANSLOADIT_SECRET"), replay=MemoryStore())
def transloadit(delivery):
    assembly = delivery.json()
    print(f"--> {assembly.get('ok') or assembly.get('error')} {assembly.get('assembly_ssl_url')}")
    for upload in assembly.get("uploads", []):
        print(f"    uploaded {upload['name']}: {upload['ssl_url']}")
    for step, results in assembly.get("results", {}).items():
        for result in results:
            print(f"    {step} made {result['name']}: {result['ssl_url']}", flush=True)
