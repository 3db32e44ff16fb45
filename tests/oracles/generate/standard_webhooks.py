"""Requests of Standard Webhooks, each genuine or changed in one or two ways."""

import base64
from dataclasses import dataclass
from random import Random

from . import values
from .request import NOW, Request, b64, mac
from .timed import outside_window


@dataclass
class Message:
    """A request in the making. It is signed as it stands when it is written, unless it was signed before."""

    id: str | None
    time: str
    body: bytes
    key: bytes
    secrets: list[str]
    names: str = "webhook"
    signature: str | None = None
    sent: list[tuple[str, str]] | None = None
    # How the headers' names are written.
    case: str = "lower"

    def sign(self, body: bytes | None = None, time: str | None = None) -> str:
        prefix = f"{self.id or ''}.{self.time if time is None else time}.".encode("latin-1")
        return "v1," + b64(mac("sha256", self.key, prefix + (self.body if body is None else body)))

    def headers(self) -> list[tuple[str, str]]:
        if self.sent is not None:
            return self.sent
        signature = self.sign() if self.signature is None else self.signature
        pairs = (("id", self.id), ("timestamp", self.time), ("signature", signature))
        return [(getattr(f"{self.names}-{part}", self.case)(), value) for part, value in pairs if value is not None]


def request(random: Random) -> Request:
    key = random.randbytes(random.choice((1, 24, 24, 32, 64, 65)))
    secrets = [random.choice(("whsec_", "")) + b64(key)]
    if random.randrange(4) == 0:
        secrets.append(b64(random.randbytes(24)))
    time = str(NOW + random.choice(values.OFFSETS))
    names = "svix" if random.randrange(4) == 0 else "webhook"
    message = Message(random.choice(values.IDS), time, values.body(random), key, secrets, names)
    genuine = {"id": message.id, "timestamp": int(time), "variant": names}
    changes = random.choice((0, 1, 1, 1, 1, 2))
    for _ in range(changes):
        random.choice(CHANGES)(message, random)
    return Request("standard-webhooks", message.secrets, message.headers(), message.body, None if changes else genuine)


def spelled_time(message: Message, random: Random) -> None:
    plain = str(NOW)
    message.time = values.spelled(plain, random)
    if random.randrange(2):
        # Signed as it reads after parsing.
        message.signature = message.sign(time=plain)


def odd_id(message: Message, random: Random) -> None:
    odd = ("a.b", "msg 1", " msg", "msg\t", "msg\xe9", "msg,1", "x" * 257, "x" * 8193, "", ".", "msg\x7f")
    message.id = random.choice(odd)


def changed_after_signing(message: Message, random: Random) -> None:
    message.signature = message.sign()
    part = random.randrange(4)
    if part == 0:
        message.id = f"{message.id}x"
    elif part == 1 and message.time:
        message.time = str(int(message.time) + 1) if message.time.isdecimal() else str(NOW)
    else:
        message.body = values.other_byte(message.body, random)


def delimiter_moved(message: Message, random: Random) -> None:
    """The signed bytes stay the same, cut in another place."""
    message.signature = message.sign(body=b"1780000000.{}")
    message.id, message.time, message.body = f"{message.id}.{message.time}", "1780000000", b"{}"


def signed_as_text(message: Message, random: Random) -> None:
    message.body = random.choice([body for body in values.BODIES if body not in values.TEXTS])
    message.signature = message.sign(body=values.replaced(message.body))


def signature_spelled(message: Message, random: Random) -> None:
    good = message.sign()
    tag = good[3:]
    last = tag[-2]
    spare = chr(ord(last) + 1)
    message.signature = random.choice(
        (
            "v1," + b64(random.randbytes(32)),
            good[: random.randrange(len(good))],
            good + random.choice(("A", "=", "==", "AAAA", "\xe9", "\0", ".")),
            f"v1,{tag}{tag}",
            good.upper(),
            good.lower(),
            f" {good}",
            f"{good} ",
            f"\t{good}\t",
            f"v1, {tag}",
            f"v1,{tag[:9]} {tag[9:]}",
            f"v1,{tag[:9]}!{tag[9:]}",
            f"v1,{tag[:9]}\t{tag[9:]}",
            f"v1,{tag[:9]}\xe9{tag[9:]}",
            f"V1,{tag}",
            f"v1={tag}",
            f"v1:{tag}",
            f"v1,,{tag}",
            f"v1,{tag},",
            f"v1,{tag},junk",
            f"v1,AAAA \t{good}\t",
            f"v1,v1,{tag}",
            f"v2,{tag}",
            f"v1a,{tag}",
            f"v0,{tag}",
            f",{tag}",
            tag,
            "v1,",
            "v1",
            "",
            f"v1,{tag[:-1]}",
            f"v1,{tag[:-2]}{spare}=",
            "v1," + tag.replace("+", "-").replace("/", "_"),
            "v1," + base64.b64decode(tag).hex(),
        )
    )


def list_of_signatures(message: Message, random: Random) -> None:
    good = message.signature or message.sign()
    others = (
        "v1," + b64(random.randbytes(32)),
        "v2,AAAA",
        "v1,AAAA",
        "v1,!",
        "v1,",
        "v1",
        "junk",
        "",
        "v1a,AAAA",
        good,
    )
    other = random.choice(others)
    items = [other] * random.choice((1, 2, 14, 15, 16, 17, 400))
    items.insert(random.randrange(len(items) + 1), good)
    separator = random.choice((" ", " ", " ", " ", "  ", ",", ", ", ";"))
    message.signature = separator.join(items)


def header_gone(message: Message, random: Random) -> None:
    headers = message.headers()
    if headers:
        at = random.randrange(len(headers))
        name, _ = headers.pop(at)
        message.sent = headers if random.randrange(2) else [*headers, (name, "")]


def header_twice(message: Message, random: Random) -> None:
    if random.randrange(2):
        message.signature = f"{message.sign()} {message.sign()}"
    headers = message.headers()
    if headers:
        name, value = random.choice(headers)
        other = random.choice((value, value, "", "1", "v1," + b64(random.randbytes(32))))
        message.sent = [*headers, (random.choice((name, name.upper())), other)]


def case_of_names(message: Message, random: Random) -> None:
    message.case = random.choice(("upper", "title"))


def other_family(message: Message, random: Random) -> None:
    """Adds headers of the other names, or gives some of the three other names."""
    headers = message.headers()
    rename = {"webhook": "svix", "svix": "webhook"}
    parts = [(*name.lower().split("-"), value) for name, value in headers]
    renamed = [(f"{rename[family]}-{part}", value) for family, part, value in parts]
    kind = random.randrange(3)
    if kind == 0:
        message.sent = headers + [(name, random.choice((value, value, "1", "v1,AAAA"))) for name, value in renamed]
    elif kind == 1:
        message.sent = [*headers, random.choice(renamed)] if headers else []
    else:
        message.sent = [random.choice(pair) for pair in zip(headers, renamed)]


def secret_spelled(message: Message, random: Random) -> None:
    bare = b64(message.key)
    other = b64(random.randbytes(24))
    spare = chr(ord(bare.rstrip("=")[-1]) + 1) if bare.endswith("=") else ""
    odd = (
        [f"whsec_{bare}\n"],
        [f"whsec_{other}"],
        [f"whsec_{other}", f"whsec_{bare}"],
        [bare, other],
        [f"whsec_{bare.rstrip('=')}"],
        [bare.rstrip("=")],
        [f"whsec_{bare.rstrip('=')[:-1]}{spare}{'=' * (len(bare) - len(bare.rstrip('=')))}" if spare else bare],
        [f"whsec_{bare.replace('+', '-').replace('/', '_')}"],
        [f"whsec_{bare[:3]}!{bare[3:]}"],
        [f"whsec_{bare[:3]} {bare[3:]}"],
        [f" whsec_{bare}"],
        [f"whsec_{bare}\n"],
        [f"WHSEC_{bare}"],
        [f"whsec_whsec_{bare}"],
        [f"whsec_{bare}===="],
    )
    message.secrets = random.choice(odd)


def empty_key(message: Message, random: Random) -> None:
    message.key = b""
    message.secrets = [random.choice(("", "whsec_", "whsec_====", "===="))]


CHANGES = (
    outside_window,
    spelled_time,
    spelled_time,
    odd_id,
    changed_after_signing,
    changed_after_signing,
    delimiter_moved,
    signed_as_text,
    signature_spelled,
    signature_spelled,
    signature_spelled,
    list_of_signatures,
    list_of_signatures,
    header_gone,
    header_twice,
    case_of_names,
    other_family,
    other_family,
    secret_spelled,
    secret_spelled,
    empty_key,
)
