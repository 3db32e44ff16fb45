"""Genuine deliveries, as each provider posts them: every case starts from one."""

from urllib.parse import quote_plus

from .delivery import Delivery, Form
from .oracle import ENCODINGS, as_bytes, b64, mac, unb64

NOW = 1716480293
SENT = NOW - 4

TRANSCODELY_SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81"
STANDARD_SECRET = "whsec_" + b64(b"planted-standard-key-24b")
TRANSLOADIT_SECRET = "f5a1c7d0f6d84c5b9e1a7b3c2d4e6f8091a2b3c4"
ASSEMBLYAI_TOKEN = "Jd83kfQ-assembly-token-29"
CONNECT_TOKEN = "c0nnect+token/83kd=kq"
CUSTOM_SECRET = "custom-signing-secret-5527"

SECRETS = (TRANSCODELY_SECRET, STANDARD_SECRET, TRANSLOADIT_SECRET, ASSEMBLYAI_TOKEN, CONNECT_TOKEN, CUSTOM_SECRET)


def common(body, agent, content_type="application/json"):
    return (
        ("Host", "hooks.example.com"),
        ("User-Agent", agent),
        ("Content-Type", content_type),
        ("Content-Length", str(len(as_bytes(body)))),
        ("Accept", "*/*"),
    )


def transcodely(body, *, secret=TRANSCODELY_SECRET, at=SENT, now=NOW, **more):
    """Generation 1: three headers, hex behind `sha256=`."""
    content = lambda received: as_bytes(f"{at}.") + received  # noqa: E731
    signature = mac("sha256", secret, content(as_bytes(body))).hex()
    headers = (
        *common(body, "Transcodely-Webhook/1.0"),
        ("X-Transcodely-Signature", f"sha256={signature}"),
        ("X-Transcodely-Timestamp", str(at)),
        ("X-Transcodely-Delivery-ID", "dlv_x1y2z3w4v5u6"),
    )
    return Delivery(
        "transcodely",
        {"secret": secret},
        body,
        headers,
        now,
        algorithm="sha256",
        key=as_bytes,
        content=content,
        secret=secret,
        signed=body,
        **more,
    )


def transcodely2(body, *, secret=TRANSCODELY_SECRET, at=SENT, now=NOW, **more):
    """Generation 2: time and signature in one header."""
    content = lambda received: as_bytes(f"{at}.") + received  # noqa: E731
    signature = mac("sha256", secret, content(as_bytes(body))).hex()
    headers = (
        *common(body, "Transcodely-Webhook/2.0"),
        ("Transcodely-Signature", f"t={at},v1={signature}"),
        ("Webhook-Id", "evt_01HZX4"),
    )
    return Delivery(
        "transcodely",
        {"secret": secret},
        body,
        headers,
        now,
        algorithm="sha256",
        key=as_bytes,
        content=content,
        secret=secret,
        signed=body,
        **more,
    )


def standard_key(secret):
    return unb64(secret.removeprefix("whsec_"))


def standard(body, *, secret=STANDARD_SECRET, at=SENT, now=NOW, names="webhook", **more):
    """Standard Webhooks under either set of names."""
    identity = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"
    content = lambda received: as_bytes(f"{identity}.{at}.") + received  # noqa: E731
    signature = b64(mac("sha256", standard_key(secret), content(as_bytes(body))))
    headers = (
        *common(body, "Sender/1.4"),
        (f"{names}-id", identity),
        (f"{names}-timestamp", str(at)),
        (f"{names}-signature", f"v1,{signature}"),
    )
    return Delivery(
        "standard-webhooks",
        {"secret": secret},
        body,
        headers,
        now,
        algorithm="sha256",
        key=standard_key,
        content=content,
        secret=secret,
        signed=body,
        **more,
    )


def svix(body, **more):
    return standard(body, names="svix", **more)


def transloadit(status, *, secret=TRANSLOADIT_SECRET, algorithm="sha384", form="multipart", now=NOW, **more):
    """A form: the field `transloadit` is signed in the field `signature`."""
    signature = f"{algorithm}:{mac(algorithm, secret, status).hex()}"
    pairs = [("transloadit", status), ("signature", signature)]
    body, content_type = FORMS[form](pairs)
    announced = body if isinstance(body, bytes) else urlencoded(pairs)[0]
    return Delivery(
        "transloadit",
        {"secret": secret},
        body,
        common(announced, "Transloadit", content_type),
        now,
        algorithm=algorithm,
        key=as_bytes,
        content=lambda received: received,
        secret=secret,
        signed=status,
        hidden=(signature,),
        **more,
    )


def with_field(delivery, status):
    """The same parsed form, the signed field being another text."""
    return delivery.but(body=Form((name, status if name == "transloadit" else value) for name, value in delivery.body))


def multipart(pairs, boundary="----formdata-4096"):
    parts = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in pairs
    )
    return ("".join(parts) + f"--{boundary}--\r\n").encode("utf-8"), f"multipart/form-data; boundary={boundary}"


def urlencoded(pairs):
    text = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    return text.encode("ascii"), "application/x-www-form-urlencoded"


FORMS = {
    "multipart": multipart,
    "urlencoded": urlencoded,
    "parsed": lambda pairs: (Form(pairs), "multipart/form-data; boundary=x"),
}


def assemblyai(body, *, token=ASSEMBLYAI_TOKEN, header="X-My-Webhook-Secret", now=NOW, options=None, **more):
    headers = (*common(body, "AssemblyAI-Webhook/1.0"), (header, token))
    return Delivery(
        "assemblyai", {"header": header, "secret": token} | (options or {}), body, headers, now, secret=token, **more
    )


def connect(body, *, token=CONNECT_TOKEN, parameter="token", now=NOW, **more):
    url = f"https://hooks.example.com/connect?source=mam&{parameter}={quote_plus(token)}"
    return Delivery(
        "connect",
        {"urlParameter": parameter, "secret": token},
        body,
        common(body, "Connect/2.1"),
        now,
        url=url,
        secret=token,
        hidden=(quote_plus(token),),
        **more,
    )


def custom(scheme, body, *, secret=CUSTOM_SECRET, at=SENT, now=NOW, identity="evt_5527", sign=None, **more):
    """A scheme of the receiver's own; `sign` is another scheme by which the sender signs."""
    how = sign or scheme
    at = at * 1000 if how.get("timestamp", {}).get("unit") == "milliseconds" else at
    content = lambda received: template(how["content"], at, identity, received)  # noqa: E731
    algorithm = how["algorithms"][0]
    keys = lambda given: KEYS[how.get("secret", {}).get("encoding", "utf8")](given)  # noqa: E731
    tag = mac(algorithm, keys(secret), content(as_bytes(body)))
    headers = (
        *common(body, "Sender/9"),
        *signed_headers(how, ENCODINGS[how["signature"]["encoding"]](tag), at, identity),
    )
    return Delivery(
        scheme,
        {"secret": secret},
        body,
        headers,
        now,
        algorithm=algorithm,
        key=keys,
        content=content,
        secret=secret,
        signed=body,
        **more,
    )


def template(text, at, identity, body):
    before, _, after = text.partition("{body}")
    fill = lambda part: as_bytes(part.replace("{timestamp}", str(at)).replace("{id}", identity))  # noqa: E731
    return fill(before) + body + fill(after)


def signed_headers(scheme, text, at, identity):
    signature, time = scheme["signature"], scheme.get("timestamp", {})
    if "pairs" in signature:
        how = signature["pairs"]
        items = ([f"{time['value']}{how['assign']}{at}"] if "value" in time else []) + [
            f"{how['signature']}{how['assign']}{text}"
        ]
        text = how["separator"].join(items)
    headers = [(signature["header"], signature.get("prefix", "") + text)]
    if "header" in time:
        headers.append((time["header"], str(at)))
    if "header" in scheme.get("id", {}):
        headers.append((scheme["id"]["header"], identity))
    return headers


def hex_key(secret):
    return bytes.fromhex(secret)


KEYS = {"utf8": as_bytes, "base64": unb64, "hex": hex_key}
