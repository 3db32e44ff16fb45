"""Literals from the libraries of Standard Webhooks and Svix, and from SDKs of providers that use the scheme."""

from .cases import Delivery

MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"test": 2432232314}'
JAVASCRIPT = "standard-webhooks/standard-webhooks libraries/javascript/src/webhook.test.ts @ b2fa7b8"
RUST = "standard-webhooks/standard-webhooks libraries/rust/src/lib.rs @ b2fa7b8"
SVIX = "svix/svix-webhooks server/svix-server/src/worker.rs @ 4fc0cfb8b"
OPENAI = "openai/openai-python tests/lib/test_webhooks.py"
RESEND = ("symfony/symfony src/Symfony/Component/Mailer/Bridge/Resend/Tests/Webhook/ResendRequestParserTest.php")
V1A = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
RESEND_BODY = """{\r
    "created_at": "2024-04-08T09:43:09.500Z",\r
    "data": {\r
        "created_at": "2024-04-08T09:43:09.438Z",\r
        "email_id": "172c41ce-ba6d-4281-8a7a-541faa725748",\r
        "from": "test@resend.com",\r
        "headers": [\r
            {\r
                "name": "Sender",\r
                "value": "test@resend.com"\r
            }\r
        ],\r
        "subject": "Test subject",\r
        "to": [\r
            "test@example.com"\r
        ]\r
    },\r
    "type": "email.sent"\r
}\r
"""

# (slug, comment, source, secret, names, id, timestamp, signature, body)
LITERALS = [
    ("one", "one signature", JAVASCRIPT, SECRET, "webhook", MESSAGE, 1614265330,
     "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", BODY),
    ("list", "a wrong v1, an unknown v2, the right v1, a wrong v1", JAVASCRIPT, SECRET, "webhook", MESSAGE, 1614265330,
     "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= "
     "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=", BODY),
    ("third", "the third of four signatures is right", RUST, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "webhook",
     "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", 1649367553,
     "v1,tFtCZ5RDCPxzWQRWXWPgrCgE2frDBe9gjpbWQxnVfsQ= v1,Mm7xgUVICxZfQ3bgf0h0Dof65L/IFx+PnZvnDWPCX6Q= "
     "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw= v1,9DfC1c3eeOrXB6w/5dIDydLNQaEyww5KalE5jLBZucE=",
     '{"email":"test@example.com","username":"test_user"}'),
    ("with-v1a", "symmetric and asymmetric signature side by side", SVIX, SECRET, "webhook", MESSAGE, 1614265330,
     f"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= {V1A}", BODY),
    ("openai", "OpenAI", OPENAI, "whsec_RdvaYFYUXuIFuEbvZHwMfYFhUf7aMYjYcmM24+Aj40c=", "webhook",
     "wh_685c059ae39c8190af8c71ed1022a24d", 1750861210, "v1,gUAg4R2hWouRZqRQG4uJypNS8YK885G838+EHb4nKBY=",
     '{"id": "evt_685c059ae3a481909bdc86819b066fb6", "object": "event", "created_at": 1750861210, '
     '"type": "response.completed", "data": {"id": "resp_123"}}'),
    ("resend", "Resend, under Svix's names", RESEND, "whsec_ESwTAuuIe3yfH4DgdgI+ENsiNzPAGdp+", "svix",
     "172c41ce-ba6d-4281-8a7a-541faa725748", 1712569389, "v1,4wjuRp64yC/2itgCQwl2xPePVwSPTdPbXLIY6IxGLTA=",
     RESEND_BODY),
]


def pairs(names, identity, timestamp, signature):
    return [(f"{names}-id", identity), (f"{names}-timestamp", str(timestamp)), (f"{names}-signature", signature)]


def add(b):
    for slug, comment, source, secret, names, identity, timestamp, signature, body in LITERALS:
        b.case(f"vendor-{slug}", comment, pairs(names, identity, timestamp, signature), body,
               Delivery(names, id=identity, signed=True, timestamp=timestamp, algorithm="sha256"),
               now=timestamp, options={"secret": secret}, source=source)
        b.case(f"vendor-{slug}-tampered", f"{comment}; the body changed", pairs(names, identity, timestamp, signature),
               body.replace("test", "tesT", 1) if "test" in body else body + " ", "signature_mismatch", now=timestamp,
               options={"secret": secret}, source=f"made from {source}", threats=[7])
    slug, _, source, _, names, identity, timestamp, signature, body = LITERALS[0]
    for name, offset, code in [("too-old", 301, "timestamp_too_old"), ("too-new", -301, "timestamp_too_new")]:
        b.case(f"vendor-{name}", "tolerance and one second more, as the libraries test it",
               pairs(names, identity, timestamp, signature), body, code, now=timestamp + offset,
               options={"secret": SECRET}, source=f"made from {source}", threats=[61])
    b.case("vendor-v1a-alone", "the asymmetric signature alone", pairs(names, identity, timestamp, V1A), body,
           "signature_unsupported", now=timestamp, options={"secret": SECRET}, source=f"made from {SVIX}", threats=[26])
