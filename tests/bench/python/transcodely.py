"""The competitor: what Transcodely's page "Webhooks" gives Python receivers under "Signature Verification"."""

import hashlib
import hmac
import time

from deliveries import SECRET as WEBHOOK_SECRET
from deliveries import Request


def verify_webhook(request: Request) -> bool:
    signature = request.headers.get("X-Transcodely-Signature", "")
    timestamp = request.headers.get("X-Transcodely-Timestamp", "")
    body = request.body.decode("utf-8")
    if abs(time.time() - int(timestamp)) > 300:
        return False
    signed_payload = f"{timestamp}.{body}"
    expected = hmac.new(WEBHOOK_SECRET.encode("utf-8"), signed_payload.encode("utf-8"), hashlib.sha256).hexdigest()
    expected_sig = f"sha256={expected}"
    return hmac.compare_digest(expected_sig, signature)
