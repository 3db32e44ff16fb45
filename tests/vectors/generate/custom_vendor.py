"""Vendors' published values for schemes that hookseal knows only as custom ones."""

from .cases import NOW, Delivery
from .schemes import CONVOY, GITHUB, PADDLE, SANITY, SLACK, STRIPE, bare, pairs

MUX = pairs("mux", "Mux-Signature", "{timestamp}.{body}")
CIRCLECI = bare("circleci", "circleci-signature")
CIRCLECI["signature"]["pairs"] = {"separator": ",", "assign": "=", "signature": "v1"}
WEBSUB = bare("websub", "X-Hub-Signature")
WEBSUB["signature"]["algorithmSeparator"] = "="

# (slug, scheme, source, secret, headers, body, timestamp or None, algorithm)
LITERALS = [
    ('github', GITHUB,
     'octokit/webhooks-methods.js test/sign.test.ts',
     'mysecret',
     [('X-Hub-Signature-256',
      'sha256=4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3')],
     '{"foo":"bar"}',
     None, 'sha256'),
    ('websub-jira', WEBSUB,
     'support.atlassian.com/bitbucket-cloud/docs/manage-webhooks and developer.atlassian.com/cloud/jira/platform/webhooks',
     "It's a Secret to Everybody",
     [('X-Hub-Signature',
      'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9')],
     'Hello World!',
     None, 'sha256'),
    ('bitbucket', bare("bitbucket", "X-Hub-Signature", prefix="sha256="),
     'support.atlassian.com/bitbucket-cloud/docs/manage-webhooks and developer.atlassian.com/cloud/jira/platform/webhooks',
     "It's a Secret to Everybody",
     [('X-Hub-Signature',
      'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9')],
     'Hello World!',
     None, 'sha256'),
    ('circleci', CIRCLECI,
     'circleci.com/docs outbound-webhooks "Validate webhooks" table',
     'secret',
     [('circleci-signature',
      'v1=734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a')],
     'hello world',
     None, 'sha256'),
    ('modern-treasury', bare("modern-treasury", "X-Signature"),
     'Modern-Treasury/modern-treasury-python tests/api_resources/test_webhooks.py',
     'foo',
     [('X-Signature',
      '08ba357e274f528065766c770a639abf6809b39ccfd37c2a3157c7f51954da0a')],
     'foo',
     None, 'sha256'),
    ('sinch', bare("sinch", "X-Sinch-Signature", algorithm="sha1"),
     'sinch/sinch-sdk-python tests/unit/domains/authentication/test_authentication_validation.py',
     'my-callback-secret',
     [('X-Sinch-Signature', 'd2107528d5d52897a97dc6e24e09a208036ccd83')],
     ('{"eventId":"event_id","timestamp":"2025-04-08T10:38:04.854087603","projectId":"project-id","resource'
     'Id":"+1234567890","resourceType":"ACTIVE_NUMBER","eventType":"PROVISIONING_TO_VOICE_PLATFORM","statu'
     's":"SUCCEEDED","failureCode":null,"internalFailureCode":null}'),
     None, 'sha1'),
    ('convoy-sha512', bare("convoy-512", "X-Convoy-Signature", algorithm="sha512"),
     'frain-dev/convoy pkg/verifier/verifier_test.go',
     'Convoy',
     [('X-Convoy-Signature',
      ('83306382f5361d35351d6de45998f23b52f40bcf96befe4e92f137c0f1bf4a7119388b238d8f9d502ac77e6f1a8849a47782'
      '72667ed88d530cac8050bd1fee2d'))],
     'Test Payload Body',
     None, 'sha512'),
    ('convoy-sha512-base64', bare("convoy-b64", "X-Convoy-Signature", encoding="base64", algorithm="sha512"),
     'frain-dev/convoy pkg/verifier/verifier_test.go @ 2b60cc652',
     'Convoy',
     [('X-Convoy-Signature',
      'gzBjgvU2HTU1HW3kWZjyO1L0C8+Wvv5OkvE3wPG/SnEZOIsjjY+dUCrHfm8aiEmkd4JyZn7YjVMMrIBQvR/uLQ==')],
     'Test Payload Body',
     None, 'sha512'),
    ('mailersend', bare("mailersend", "Signature"),
     'symfony/symfony src/Symfony/Component/Mailer/Bridge/MailerSend/Tests/Webhook/MailerSendSignedRequestParserTest.php',
     'GvLY88Uyj70jQm3fUwYyWmAaiz98wWim',
     [('Signature',
      'e60f87b019f0aaae29042b14762991765ebb0cd6f6d42884af9fccca4cbd16e7')],
     ('{    "type": "activity.sent",    "domain_id": "7z3m5jgrogdpyo6n",    "created_at": "2024-01-01T12:00'
     ':00.000000Z",    "webhook_id": "7z3m5jgrogdpyo6n",    "url": "https://www.mailersend.com/webhook",  '
     '  "data": {        "object": "activity",        "id": "62f114f8165fe0d8db0288e5",        "type": "se'
     'nt",        "created_at": "2024-01-01T12:00:00.000000Z",        "email": {            "object": "ema'
     'il",            "id": "62f114f7165fe0d8db0288e2",            "created_at": "2024-01-01T12:00:00.0000'
     '00Z",            "from": "test@mailersend.com",            "subject": "Test subject",            "st'
     'atus": "sent",            "tags": ["test-tag"],            "headers": null,            "message": { '
     '               "object": "message",                "id": "62fb66bef54a112e920b5493",                '
     '"created_at": "2024-01-01T12:00:00.000000Z"            },            "recipient": {                "'
     'object": "recipient",                "id": "62c69be104270ee9c0074d32",                "email": "test'
     '@example.com",                "created_at": "2024-01-01T12:00:00.000000Z"            }        },    '
     '    "morph": null,        "template_id": "0z76k5jg0o3yeg2d"    }}'),
     None, 'sha256'),
    ('gocardless', bare("gocardless", "Webhook-Signature"),
     'gocardless/gocardless-pro-python tests/webhooks_test.py + tests/fixtures/webhook_body.json',
     'ED7D658C-D8EB-4941-948B-3973214F2D49',
     [('Webhook-Signature',
      '2693754819d3e32d7e8fcb13c729631f316c6de8dc1cf634d6527f1c07276e7e')],
     ('{"events":[{"id":"EV00BD05S5VM2T","created_at":"2018-07-05T09:13:51.404Z","resource_type":"subscript'
     'ions","action":"created","links":{"subscription":"SB0003JJQ2MR06"},"details":{"origin":"api","cause"'
     ':"subscription_created","description":"Subscription created via the API."},"metadata":{}},{"id":"EV0'
     '0BD05TB8K63","created_at":"2018-07-05T09:13:56.893Z","resource_type":"mandates","action":"created","'
     'links":{"mandate":"MD000AMA19XGEC"},"details":{"origin":"api","cause":"mandate_created","description'
     '":"Mandate created via the API."},"metadata":{}}]}'),
     None, 'sha256'),
    ('coinbase', bare("coinbase", "X-CC-Webhook-Signature"),
     'coinbase/coinbase-commerce-python tests/test_webhook.py',
     '30291a20-0bd1-4267-9b0f-e6e7b123c0bf',
     [('X-CC-Webhook-Signature',
      '8be7742c7d372f08a6a3224edadf18a22b65fa9e28f3f2de97376cdaa092590d')],
     ('{"id":1,"scheduled_for":"2017-01-31T20:50:02Z","attempt_number":1,"event":{"id":"24934862-d980-46cb-'
     '9402-43c81b0cdba6","type":"charge:created","api_version":"2018-03-22","created_at":"2017-01-31T20:49'
     ':02Z","data":{"code":"66BEOV2A","name":"The Sovereign Individual","description":"Mastering the Trans'
     'ition to the Information Age","hosted_url":"https://commerce.coinbase.com/charges/66BEOV2A","created'
     '_at":"2017-01-31T20:49:02Z","expires_at":"2017-01-31T21:04:02Z","timeline":[{"time":"2017-01-31T20:4'
     '9:02Z","status":"NEW"}],"metadata":{},"pricing_type":"no_price","payments":[],"addresses":{"bitcoin"'
     ':"0000000000000000000000000000000000","ethereum":"0x0000000000000000000000000000000000000000","litec'
     'oin":"3000000000000000000000000000000000","bitcoincash":"bitcoincash:0000000000000000000000000000000'
     '00000000000"}}}}'),
     None, 'sha256'),
    ('onfido', bare("onfido", "X-SHA2-Signature"),
     'onfido ruby/php/python SDK webhook verifier tests',
     'YKOC6mkBxi6yK2zlUIrLMvsJMFEZObP5',
     [('X-SHA2-Signature',
      'c95a5b785484f6fa1bc25f381b5595d66bf85cb442eefb06aa007802ee6a4dfa')],
     ('{"payload":{"resource_type":"workflow_task","action":"workflow_task.started","object":{"id":"profile'
     '_1eb92","task_spec_id":"profile_1eb92","task_def_id":"profile_data","workflow_run_id":"bc77c6e5-753a'
     '-4580-96a6-aaed3e5a8d19","status":"started","started_at_iso8601":"2024-07-10T12:49:09Z","href":"http'
     's://api.eu.onfido.com/v3.6/workflow_runs/bc77c6e5-753a-4580-96a6-aaed3e5a8d19/tasks/profile_1eb92"},'
     '"resource":{"created_at":"2024-07-10T12:49:09Z","id":"profile_1eb92","workflow_run_id":"bc77c6e5-753'
     'a-4580-96a6-aaed3e5a8d19","updated_at":"2024-07-10T12:49:09Z","input":{},"task_def_version":null,"ta'
     'sk_def_id":"profile_data","output":null}}}'),
     None, 'sha256'),
    ('slack', SLACK,
     'slackapi/python-slack-sdk tests/signature/test_signature_verifier.py @ ae87985e',
     '8f742231b10e8888abcd99yyyzzz85a5',
     [('X-Slack-Request-Timestamp', '1531420618'), ('X-Slack-Signature',
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503')],
     ('token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channe'
     'l_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=h'
     'ttps%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigge'
     'r_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'),
     1531420618, 'sha256'),
    ('stripe', STRIPE,
     'minted with npm stripe 23.1.0 webhooks.generateTestHeaderString, accepted by constructEvent',
     'whsec_test_secret',
     [('Stripe-Signature',
      't=1614265330,v1=3c5817089d739023dd6190f70a3757e04f7a2fd8b5dab12c2e000f51970dccff')],
     '{"id":"evt_test_webhook","object":"event"}',
     1614265330, 'sha256'),
    ('mux', MUX,
     'muxinc/mux-node-sdk webhooks tests',
     'SuperSecret123',
     [('Mux-Signature',
      't=1565125718,v1=854ece4c22acef7c66b57d4e504153bc512595e8e9c772ece2a68150548c19a7')],
     '{"test":"body"}',
     1565125718, 'sha256'),
    ('paddle', PADDLE,
     'PaddleHQ/paddle-python-sdk tests/Unit/Notification/test_Verifier.py',
     'pdl_ntf_01hbpjmytsa32fhr36nqgc3kgb_WvRO0eL4Bj9rgYYIBZY6wZhG4EHy9jzh',
     [('Paddle-Signature',
      'ts=1696195954;h1=dummy;h1=d96299976a6eb066f484d7fde011ac56fc32b38fc9940bc419d6e537fdc6ef02')],
     'hello-world',
     1696195954, 'sha256'),
    ('sanity', SANITY,
     'sanity-io/webhook-toolkit test/signature.test.ts',
     'test',
     [('sanity-webhook-signature',
      't=1633519811129,v1=tLa470fx7qkLLEcMOcEUFuBbRSkGujyskxrNXcoh0N0')],
     '{"_id":"resume"}',
     1633519811, 'sha256'),
    ('convoy', CONVOY,
     'frain-dev/convoy pkg/signature/testdata/signature-vectors.json @ 2b60cc652',
     'convoy-webhook-secret',
     [('X-Convoy-Signature',
      't=1700000000,v1=77b8b9269f25a199846a55a2bd25b3fba151c70fdae60bb1dcd87fbbc943c55c')],
     '{"event":"charge.success","amount":1000,"currency":"NGN"}',
     1700000000, 'sha256'),
    ('convoy-two', CONVOY,
     'frain-dev/convoy pkg/signature/testdata/signature-vectors.json @ 2b60cc652',
     'convoy-webhook-secret',
     [('X-Convoy-Signature',
      ('t=1700000000,v1=449623e4897bbde05e35358293f97b8c2f697367ffa3e7466e98178dfba44d19,v1=77b8b9269f25a199'
      '846a55a2bd25b3fba151c70fdae60bb1dcd87fbbc943c55c'))],
     '{"event":"charge.success","amount":1000,"currency":"NGN"}',
     1700000000, 'sha256'),
]

OCTOKIT = "octokit/webhooks-methods.js test/verify.test.ts @ da0cc1c"
CONVOY_TESTS = "frain-dev/convoy pkg/signature/testdata/signature-vectors.json @ 2b60cc652"


def add(b):
    for slug, scheme, source, secret, headers, body, timestamp, algorithm in LITERALS:
        now = NOW if timestamp is None else timestamp
        options = {"secret": secret}
        b.case(f"vendor-{slug}", "as published", headers, body,
               Delivery("custom", timestamp=timestamp, algorithm=algorithm, pointers=tuple(scheme.get("dedupe", ()))),
               provider=scheme, options=options, now=now, source=source)
        b.case(f"vendor-{slug}-tampered", "as published, the body changed", headers, body + " ", "signature_mismatch",
               provider=scheme, options=options, now=now, source=f"made from {source}", threats=[7])
        b.case(f"vendor-{slug}-secret", "as published, another secret", headers, body, "signature_mismatch",
               provider=scheme, options={"secret": secret + "x"}, now=now, source=f"made from {source}", threats=[128])
        if timestamp is not None:
            b.case(f"vendor-{slug}-late", "as published, past the window", headers, body, "timestamp_too_old",
                   provider=scheme, options=options, now=now + 301, source=f"made from {source}", threats=[61])
    refused(b)


def refused(b):
    name, text = "X-Hub-Signature-256", '{"foo":"bar"}'
    good = "sha256=4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3"
    for slug, secret, headers, code in [
        ("wrong-secret", "foo", [(name, good)], "signature_mismatch"),
        ("foo", "mysecret", [(name, "foo")], "signature_malformed"),
        ("missing", "mysecret", [], "signature_missing"),
    ]:
        b.case(f"vendor-github-{slug}", "a refusal from the vendor's tests", headers, text, code, provider=GITHUB,
               options={"secret": secret}, source=OCTOKIT)
    b.case("vendor-github-sha1", "the legacy tag under the name of its hash", [(name, "sha1=" + "0" * 40)], text,
           "signature_malformed", provider=GITHUB, options={"secret": "mysecret"}, threats=[8])
    b.case("vendor-github-id", "an unsigned delivery id is told, not trusted", [(name, good), ("x-github-delivery", "72d3162e")],
           text, Delivery("custom", id="72d3162e", algorithm="sha256"), provider=GITHUB, options={"secret": "mysecret"},
           threats=[69])
    convoy = '{"event":"charge.success","amount":1000,"currency":"NGN"}'
    tag = "77b8b9269f25a199846a55a2bd25b3fba151c70fdae60bb1dcd87fbbc943c55c"
    simple = bare("convoy-simple", "X-Convoy-Signature")
    for slug, scheme, value, code in [
        ("tamper", CONVOY, f"t=1700000000,v1={tag[:-1]}0", "signature_mismatch"),
        ("infinity", CONVOY, f"t=Infinity,v1={tag}", "timestamp_malformed"),
        ("simple-tamper", simple, "244449b7f48cbc2709060c9dcdc2b3aa47a78f540430579015c579fb12defbb0", "signature_mismatch"),
    ]:
        b.case(f"vendor-convoy-{slug}", "a refusal from the vendor's tests", [("X-Convoy-Signature", value)], convoy, code,
               provider=scheme, options={"secret": "convoy-webhook-secret"}, now=1700000000, source=CONVOY_TESTS)
    dummy = [("Paddle-Signature", "ts=1696195954;h1=dummy")]
    b.case("vendor-paddle-dummy", "the list without its right signature", dummy, "hello-world", "signature_malformed",
           provider=PADDLE, options={"secret": "pdl_ntf_01"}, now=1696195954,
           source="made from PaddleHQ/paddle-python-sdk tests/Unit/Notification/test_Verifier.py")
