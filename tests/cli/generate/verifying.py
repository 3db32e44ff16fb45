"""`verify`: genuine deliveries of each provider, and more that are refused."""

import json

from case import NOW, as_json, as_text, case, facts, refused, refused_json
from generate.forms import URLENCODED_TYPE, multipart, multipart_type, part, urlencoded
from generate.oracle import b64, hex_mac, mac
from generate.schemes import HUBSPOT

SECRET = "whsec_your_signing_secret"
BODY = '{"event":"job.completed"}\n'
CLOCK = ["--now", str(NOW)]
TRANSCODELY = ["--provider", "transcodely"]
ONE = ["--secret-env", "SECRET"]
BY = [*TRANSCODELY, *ONE, *CLOCK]
PLACE = "header `X-Transcodely-Signature`"


def cases():
    return [*transcodely(), *secrets(), *bodies(), *others(), *request_lines(), *tokens(), *refusals()]


def headers(*pairs):
    return [word for name, value in pairs for word in ("-H", f"{name}: {value}")]


def transcodely_headers(body=BODY, secret=SECRET, timestamp=NOW, signature=None):
    tag = signature or "sha256=" + hex_mac("sha256", secret, f"{timestamp}.", body)
    return headers(
        ("X-Transcodely-Signature", tag), ("X-Transcodely-Timestamp", timestamp), ("X-Transcodely-Delivery-ID", "dlv_1")
    )


def job(body=BODY, **changed):
    return facts(
        "transcodely",
        "x-transcodely-signature",
        "signature",
        body,
        **{"id": "dlv_1", "timestamp": NOW, "algorithm": "sha256", "secret": 0} | changed,
    )


def accepted(name, args, proved, *, silent=(SECRET,), env=None, **more):
    return case(
        name, ["verify", *args], 0, env=env or {"SECRET": SECRET}, stdout=as_text(proved), silent=list(silent), **more
    )


def refusal(name, args, code, part=None, *, silent=(SECRET,), env=None, **more):
    return case(
        name,
        ["verify", *args],
        1,
        env=env or {"SECRET": SECRET},
        stdout=refused(code, part),
        silent=list(silent),
        **more,
    )


def transcodely():
    signed = transcodely_headers()
    yield accepted("verify takes a delivery of Transcodely", [*BY, *signed], job(), stdin=BODY)
    yield case(
        "verify prints the members of a delivery as JSON",
        ["verify", *BY, "--json", *signed],
        0,
        stdin=BODY,
        env={"SECRET": SECRET},
        stdout=as_json(job()),
        silent=[SECRET],
    )
    yield accepted(
        "an endpoint's name enters the dedupe key", [*BY, "--name", "eu", *signed], job(name="eu"), stdin=BODY
    )
    late = ["--now", str(NOW + 86400)]
    yield accepted(
        "an age is taken with --allow-any-timestamp",
        [*TRANSCODELY, *ONE, *late, "--allow-any-timestamp", *signed],
        job(),
        stdin=BODY,
    )
    yield accepted(
        "a wider tolerance takes an older delivery",
        [*TRANSCODELY, *ONE, "--now", str(NOW + 900), "--tolerance", "900", *signed],
        job(),
        stdin=BODY,
    )
    body = '{"id":"evt_01","type":"job.succeeded"}'
    tag = hex_mac("sha256", SECRET, f"{NOW}.", body)
    listed = headers(("Transcodely-Signature", f"t={NOW},v1={tag}"), ("Webhook-Id", "evt_01"))
    proved = facts(
        "transcodely",
        "transcodely-signature",
        "signature",
        body,
        id="evt_01",
        timestamp=NOW,
        algorithm="sha256",
        secret=0,
        pointers=["/id"],
    )
    yield accepted("verify takes the newer headers of Transcodely", [*BY, *listed], proved, stdin=body)


def secrets():
    signed = transcodely_headers()
    two = {"OLD": "whsec_the_one_before", "SECRET": SECRET}
    yield accepted(
        "secrets count in the order given",
        [*TRANSCODELY, "--secret-env", "OLD", *ONE, *CLOCK, *signed],
        job(secret=1),
        stdin=BODY,
        env=two,
        silent=list(two.values()),
    )
    for what, end in (("a line feed", "\n"), ("CRLF", "\r\n"), ("nothing", "")):
        yield accepted(
            f"a secret file may end in {what}",
            [*TRANSCODELY, "--secret-file", "secret", *CLOCK, *signed],
            job(),
            stdin=BODY,
            files={"secret": SECRET + end},
            env={},
        )
    yield accepted(
        "a secret file and a variable in the order given",
        [*TRANSCODELY, "--secret-file", "secret", *ONE, *CLOCK, *signed],
        job(secret=1),
        stdin=BODY,
        files={"secret": "whsec_the_one_before\n"},
        silent=[SECRET, "whsec_the_one_before"],
    )
    yield accepted(
        "a secret among the arguments warns",
        [*TRANSCODELY, "--secret", SECRET, *CLOCK, *signed],
        job(),
        stdin=BODY,
        stderr="^hookseal: warning: --secret shows the secret ",
    )
    bad = "^hookseal: .*secret"
    for what, content in (("two line ends", SECRET + "\n\n"), ("a blank", SECRET + " \n")):
        yield case(
            f"a secret file that ends in {what} is an error",
            ["verify", *TRANSCODELY, "--secret-file", "secret", *CLOCK, *signed],
            2,
            stdin=BODY,
            stdout="",
            files={"secret": content},
            stderr=bad,
            silent=[SECRET],
            threats=[19],
        )
    yield case(
        "an empty secret is an error",
        ["verify", *BY, *signed],
        2,
        stdin=BODY,
        env={"SECRET": ""},
        stdout="",
        stderr=bad,
        threats=[13],
    )
    yield case(
        "a placeholder is an error",
        ["verify", *BY, *signed],
        2,
        stdin=BODY,
        env={"SECRET": "changeme"},
        stdout="",
        stderr=bad,
        silent=["changeme"],
        threats=[15],
    )
    yield case(
        "a variable that is not set is an error",
        ["verify", *BY, *signed],
        2,
        stdin=BODY,
        stdout="",
        stderr="^hookseal: the environment variable SECRET of --secret-env is not set\n$",
    )
    yield case(
        "without a secret and a terminal is an error",
        ["verify", *TRANSCODELY, *CLOCK, *signed],
        2,
        stdin=BODY,
        stdout="",
        stderr="^hookseal: .*--secret-env",
    )


def bodies():
    for what, body in (
        ("empty", b""),
        ("binary", bytes(range(256))),
        ("with CRLF", b"a\r\nb\r\n"),
        ("with a byte order mark", b"\xef\xbb\xbf{}"),
        ("of one byte", b"\n"),
    ):
        signed = transcodely_headers(body)
        yield accepted(f"a body {what} from standard input", [*BY, *signed], job(body), stdin=body)
        yield accepted(
            f"a body {what} from a file", [*BY, "--body", "body.bin", *signed], job(body), files={"body.bin": body}
        )
    yield accepted("standard input by its name", [*BY, "--body", "-", *transcodely_headers()], job(), stdin=BODY)
    body = bytes(range(256))
    yield accepted(
        "the authenticated bytes into a file",
        [*BY, "--output", "out.bin", *transcodely_headers(body)],
        job(body),
        stdin=body,
        written={"out.bin": body},
    )
    yield case(
        "the authenticated bytes to standard output",
        ["verify", *BY, "--output", "-", *transcodely_headers(body)],
        0,
        stdin=body,
        env={"SECRET": SECRET},
        stdoutBase64=b64(body),
        stderr="^verified\n",
        silent=[SECRET],
    )
    yield refusal(
        "nothing is written of a refused body",
        [*BY, "--output", "out.bin", *transcodely_headers()],
        "signature_mismatch",
        stdin=BODY + "\n",
        written=None,
    )
    yield case(
        "a body that is not there",
        ["verify", *BY, "--body", "none.json", *transcodely_headers()],
        3,
        env={"SECRET": SECRET},
        stdout="",
        stderr="^hookseal: cannot read the file of --body: no such file or folder\n$",
        silent=[SECRET],
    )


def others():
    key = b"0123456789abcdef01234567"
    text = "whsec_" + b64(key)
    body = '{"type":"contact.created"}'
    for prefix, variant in (("webhook", "webhook"), ("svix", "svix")):
        tag = b64(mac("sha256", key, f"msg_1.{NOW}.", body))
        signed = headers((f"{prefix}-id", "msg_1"), (f"{prefix}-timestamp", NOW), (f"{prefix}-signature", f"v1,{tag}"))
        proved = facts(
            "standard-webhooks",
            variant,
            "signature",
            body,
            id="msg_1",
            id_signed=True,
            timestamp=NOW,
            algorithm="sha256",
            secret=0,
        )
        yield accepted(
            f"verify takes Standard Webhooks with {prefix} headers",
            ["-p", "standard-webhooks", *ONE, *CLOCK, *signed],
            proved,
            stdin=body,
            env={"SECRET": text},
            silent=[text],
        )
    status = '{"ok":"ASSEMBLY_COMPLETED","assembly_id":"b2b5"}'
    auth = "0123456789abcdef0123456789abcdef01234567"
    for algorithm in ("sha384", "sha1"):
        proved = facts(
            "transloadit", "form", "signature", status, algorithm=algorithm, secret=0, pointers=["/assembly_id"]
        )
        pairs = [("transloadit", status), ("signature", f"{algorithm}:" + hex_mac(algorithm, auth, status))]
        by = ["--provider", "transloadit", *ONE]
        for content_type, form in (
            (multipart_type(), multipart([part(*pair) for pair in pairs])),
            (URLENCODED_TYPE, urlencoded(pairs)),
        ):
            kind = content_type[1].split(";")[0]
            yield accepted(
                f"verify takes {kind} of Transloadit with {algorithm}",
                [*by, *headers(content_type)],
                proved,
                stdin=form,
                env={"SECRET": auth},
                silent=[auth],
            )
        yield refusal(
            f"a form with {algorithm} that is not allowed",
            [*by, "--algorithm", "sha512", *headers(content_type)],
            "algorithm_not_allowed",
            "form field `signature`",
            stdin=form,
            env={"SECRET": auth},
            silent=[auth],
        )
    proved = facts("github", "custom", "signature", BODY, algorithm="sha256", secret=0)
    github = {
        "name": "github",
        "signature": {"header": "X-Hub-Signature-256", "encoding": "hex", "prefix": "sha256="},
        "algorithms": ["sha256"],
        "content": "{body}",
    }
    signed = headers(("X-Hub-Signature-256", "sha256=" + hex_mac("sha256", "It's a Secret", BODY)))
    yield accepted(
        "verify takes a scheme from a file",
        ["--scheme", "github.json", *ONE, *signed],
        proved,
        stdin=BODY,
        files={"github.json": json.dumps(github)},
        env={"SECRET": "It's a Secret"},
        silent=["It's a Secret"],
    )


def request_lines():
    """The request whose method and URL are signed is the example of HubSpot's page on validating requests."""
    secret = "cfc68c0b-4b4e-4ef8-b764-95350e4ea479"
    body = (
        '[{"eventId":531833541,"subscriptionId":3923621,"portalId":48807704,"appId":16111050,'
        '"occurredAt":1752613920733,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":138017612137,'
        '"changeFlag":"CREATED","changeSource":"CRM_UI","sourceId":"userId:76023669"}]'
    )
    by = [
        *("--scheme", "hubspot.json", *ONE, "--now", "1752613922"),
        *("--url", "https://webhook.site/335453f5-94b3-49d9-b684-a55354d4b8df"),
        *headers(
            ("X-HubSpot-Signature-v3", "gbj1XPRvUt0noT7i7fXfTzOD4sLzQmf0VT28ZYq0EYg="),
            ("X-HubSpot-Request-Timestamp", "1752613922216"),
        ),
    ]
    given = {
        "stdin": body,
        "files": {"hubspot.json": json.dumps(HUBSPOT)},
        "env": {"SECRET": secret},
        "silent": [secret],
        "threats": [104],
    }
    proved = facts("hubspot", "custom", "signature", body, timestamp=1752613922, algorithm="sha256", secret=0)
    yield accepted("verify takes a signed method", [*by, "--method", "POST"], proved, **given)
    yield refusal("another method than was signed", [*by, "--method", "PUT"], "signature_mismatch", **given)
    yield refusal("a signed method that was not given", by, "method_missing", **given)
    yield case(
        "explain names another method than was signed",
        ["explain", *by, "--method", "PUT"],
        1,
        **given,
        stdoutPattern=["^proved: method_other( |$)"],
    )


def tokens():
    token = "tok_3f9a71c2d8"
    body = '{"transcript_id":"5552","status":"completed"}'
    by = ["--provider", "assemblyai", "--header-name", "X-Hook-Secret", *ONE]
    right = headers(("X-Hook-Secret", token))
    proved = facts("assemblyai", "header", "token", body, secret=0, pointers=["/transcript_id", "/status"])
    env = {"env": {"SECRET": token}, "silent": [token], "threats": [119]}
    yield accepted("verify takes a token in a header", [*by, *right], proved, stdin=body, **env)
    senders = [*by, "--sender", "us", "--sender", "192.0.2.0/24"]
    yield accepted(
        "verify takes a token from a sender",
        [*senders, "--remote-address", "44.238.19.20", *right],
        proved,
        stdin=body,
        **env,
    )
    yield refusal(
        "another sender",
        [*senders, "--remote-address", "44.238.19.21", *right],
        "address_not_allowed",
        stdin=body,
        **env,
    )
    yield refusal("an address that was not given", [*senders, *right], "address_missing", stdin=body, **env)
    yield refusal(
        "another token in a header",
        [*by, *headers(("X-Hook-Secret", token + "0"))],
        "token_mismatch",
        stdin=body,
        env={"SECRET": token},
        silent=[token],
    )
    yield refusal("no token in a header", by, "token_missing", "header `X-Hook-Secret`", stdin=body, **env)
    by = ["--provider", "connect", "--url-parameter", "token", *ONE]
    proved = facts("connect", "url-parameter", "token", body, secret=0)
    yield accepted(
        "verify takes a token in the URL", [*by, "--url", f"/hook?a=1&token={token}"], proved, stdin=body, **env
    )
    yield refusal(
        "another token in the URL",
        [*by, "--url", "https://example.com/?token=other"],
        "token_mismatch",
        stdin=body,
        **env,
    )
    yield refusal("a URL that was not given", by, "url_missing", stdin=body, **env)
    proved = facts("connect", "unauthenticated", "none", body)
    yield case(
        "verify takes what proves nothing if it is told to",
        ["verify", "--provider", "connect", "--allow-unauthenticated"],
        0,
        stdin=body,
        stdout=as_text(proved),
    )


def refusals():
    signed = transcodely_headers()
    yield refusal("a body with one line feed more", [*BY, *signed], "signature_mismatch", stdin=BODY + "\n")
    yield refusal("a body without its line feed", [*BY, *signed], "signature_mismatch", stdin=BODY[:-1])
    yield refusal("no header at all", BY, "signature_missing", PLACE, stdin=BODY)
    yield refusal("a header twice", [*BY, *signed, *signed[:2]], "duplicate_header", PLACE, stdin=BODY, threats=[42])
    yield refusal(
        "a signature that was cut",
        [*BY, *transcodely_headers(signature="sha256=00ff")],
        "signature_malformed",
        PLACE,
        stdin=BODY,
        threats=[5],
    )
    yield refusal("another secret", [*BY, *transcodely_headers(secret="whsec_other")], "signature_mismatch", stdin=BODY)
    old = transcodely_headers(timestamp=NOW - 301)
    yield refusal("a delivery of yesterday", [*BY, *old], "timestamp_too_old", stdin=BODY)
    yield refusal(
        "a delivery of tomorrow", [*BY, *transcodely_headers(timestamp=NOW + 301)], "timestamp_too_new", stdin=BODY
    )
    yield case(
        "verify prints a refusal as JSON",
        ["verify", *BY, "--json", *old],
        1,
        stdin=BODY,
        env={"SECRET": SECRET},
        stdout=refused_json("timestamp_too_old"),
        silent=[SECRET],
    )
    form = urlencoded([("signature", "00")])
    yield refusal(
        "a form without its field",
        ["--provider", "transloadit", *ONE, *headers(URLENCODED_TYPE)],
        "field_missing",
        "form field `transloadit`",
        stdin=form,
    )
    odd = [*transcodely_headers()[:-1], "X-Transcodely-Delivery-ID:\t dlv:1\\ "]
    yield accepted(
        "a header as it stands on the line, blanks around it dropped", [*BY, *odd], job(id="dlv:1\\"), stdin=BODY
    )
    odd[-1] = "X-Transcodely-Delivery-ID: dlv_\u00e9"
    yield accepted("an id that is not visible ASCII is none", [*BY, *odd], job(id=None), stdin=BODY)
