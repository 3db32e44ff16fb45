"""Literals from the test suites of Transcodely's own SDKs."""

from .cases import Delivery

CORPUS = "transcodely/transcodely-js tests/webhooks/fixtures/vectors.json @ c87e6a1"
KNOWN = "transcodely/transcodely-js tests/webhooks/signature.test.ts @ c87e6a1"
TEST_SECRET = "whsec_test_12345678901234567890abcdef"

# (slug, comment, source, secrets, header, body, now, index of the secret)
LITERALS = [
    ("ok-job-succeeded", "ok job succeeded", CORPUS,
     [TEST_SECRET],
     "t=1716480293,v1=dcfbcba43e084a2503986056d20378a37ae2ceff278d8a836ec07043688e1c54",
     '{"id":"evt_t1","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:55:08Z","type":"job.succeeded","data":{"id":"job_t1","object":"job","status":"completed"},"livemode":true,"pending_webhooks":0,"request":{"id":"req_t1","idempotency_key":null}}',
     1716480293, 0),
    ("ok-app-created", "ok app created", CORPUS,
     [TEST_SECRET],
     "t=1716480293,v1=708a3d6f47583a1a2bd3c341336a6ab7c32fe95ea48a3dacfcc45476575ec642",
     '{"id":"evt_t3","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:55:08Z","type":"app.created","data":{"id":"app_t3","object":"app","name":"Test App"},"livemode":true,"pending_webhooks":0,"request":{"id":"req_t3","idempotency_key":null}}',
     1716480293, 0),
    ("ok-at-tolerance-edge", "ok at tolerance edge", CORPUS,
     [TEST_SECRET],
     "t=1716480000,v1=6154434bd16244bb50d4131806484952ca0f96cc4316dca86f7623fb0252e3b1",
     '{"id":"evt_t5","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:50:00Z","type":"job.created","data":{"id":"job_t5","object":"job"},"livemode":true,"pending_webhooks":0,"request":{"id":"req_t5","idempotency_key":null}}',
     1716480299, 0),
    ("ok-multi-secret-rotation", "ok multi secret rotation", CORPUS,
     ["whsec_old_secret", TEST_SECRET],
     "t=1716480293,v1=cecb0282cc46489487a926b42e6515dfe6e475c66430f3e240dc3b9fd4c1fc44",
     '{"id":"evt_t7","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:55:08Z","type":"job.succeeded","data":{"id":"job_t7","object":"job"},"livemode":true,"pending_webhooks":0,"request":{"id":"req_t7","idempotency_key":null}}',
     1716480293, 1),
    ("payload-error-empty-request-id", "payload error empty request id: signed rightly, so the verifier accepts what its parser would not", CORPUS,
     [TEST_SECRET],
     "t=1716480293,v1=f2a86761602bfdaf27c9de6e20cacdddf299f016ac9d8bd8fab58b3c6a13b491",
     '{"id":"evt_t12","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:55:08Z","type":"job.succeeded","data":{"id":"job_t12","object":"job"},"livemode":true,"pending_webhooks":0,"request":{"id":"","idempotency_key":null}}',
     1716480293, 0),
    ("payload-error-data-is-string", "payload error data is string: signed rightly, so the verifier accepts what its parser would not", CORPUS,
     [TEST_SECRET],
     "t=1716480293,v1=79bfff73806f9e77881a5934ed3844ab4b6b90f21d70b730ae84234144a55e27",
     '{"id":"evt_t10","object":"event","api_version":"2026-05-23","created":"2026-05-24T10:55:08Z","type":"job.succeeded","data":"not an object","livemode":true,"pending_webhooks":0,"request":{"id":"req_t10","idempotency_key":null}}',
     1716480293, 0),
    ("payload-error-invalid-json", "payload error invalid json: signed rightly, so the verifier accepts what its parser would not", CORPUS,
     [TEST_SECRET],
     "t=1716480293,v1=886f11a4df62e674ef04593de4424c4f7fd7854d6845c3953b33b1e7877de35b",
     '{not valid json',
     1716480293, 0),
    ("known-answer", "known answer", KNOWN,
     ["whsec_known_answer_test_key_here"],
     "t=1700000000,v1=738628e4926e9ad49a18b13f0e83519f30e3a79650f68528a4b69dfe27abdd93",
     '{"id":"job_abc123","status":"succeeded"}',
     1700000000, 0),
]


def add(b):
    for slug, comment, source, secrets, header, body, now, index in LITERALS:
        options = {"secret": secrets[0]} if len(secrets) == 1 else {"secrets": secrets}
        timestamp = int(header[2:12])
        b.case(f"vendor-{slug}", comment, [("Transcodely-Signature", header)], body,
               Delivery("transcodely-signature", timestamp=timestamp, algorithm="sha256", index=index,
                        pointers=("/id",)),
               now=now, options=options, source=source)
    slug, _, source, _, header, body, now, _ = LITERALS[0]
    for name, moved, code in [("too-old", 301, "timestamp_too_old"), ("too-new", -301, "timestamp_too_new")]:
        b.case(f"vendor-{slug}-{name}", "the same delivery with the clock moved past the window",
               [("Transcodely-Signature", header)], body, code, now=now + moved, options={"secret": TEST_SECRET},
               source=f"made from {source}")
    b.case(f"vendor-{slug}-tampered", "the same delivery with one member changed", [("Transcodely-Signature", header)],
           body.replace("job_t1", "job_t2"), "signature_mismatch", now=now, options={"secret": TEST_SECRET},
           source=f"made from {source}")
