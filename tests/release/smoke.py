"""An installed wheel verifies a delivery and refuses a changed one; standard library only."""

import hookseal

webhook = hookseal.Webhook("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
# The example of the Standard Webhooks reference libraries.
headers = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
assert webhook.verify(b'{"test": 2432232314}', headers, now=1614265330).authentication == "signature"
try:
    webhook.verify(b'{"test": 2432232315}', headers, now=1614265330)
except hookseal.WebhookVerificationError as error:
    assert error.code == "signature_mismatch"
else:
    raise SystemExit("a changed body was accepted")
print("1 passed, 0 failed")
