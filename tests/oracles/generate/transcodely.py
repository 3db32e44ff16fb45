"""Requests of Transcodely, both generations of headers, each genuine or changed in one or two ways."""

from dataclasses import dataclass
from random import Random

from . import values
from .request import NOW, Request, b64, mac
from .timed import outside_window


@dataclass
class Message:
    """A request in the making. It is signed as it stands when it is written, unless it was signed before."""

    time: str
    body: bytes
    key: str
    secrets: list[str]
    variant: str
    id: str
    # The value of the signature header.
    value: str | None = None
    sent: list[tuple[str, str]] | None = None

    def tag(self, time: str | None = None, body: bytes | None = None) -> str:
        content = f"{self.time if time is None else time}.".encode("latin-1") + (self.body if body is None else body)
        return mac("sha256", self.key.encode(), content).hex()

    def signature(self) -> str:
        if self.value is not None:
            return self.value
        if self.variant == "transcodely-signature":
            return f"t={self.time},v1={self.tag()}"
        return f"sha256={self.tag()}"

    def headers(self) -> list[tuple[str, str]]:
        if self.sent is not None:
            return self.sent
        if self.variant == "transcodely-signature":
            return [("webhook-id", self.id), ("transcodely-signature", self.signature())]
        return [
            ("x-transcodely-delivery-id", self.id),
            ("x-transcodely-timestamp", self.time),
            ("x-transcodely-signature", self.signature()),
        ]


def request(random: Random) -> Request:
    secret = "whsec_" * random.randrange(2) + random.choice(("k7Vw2mQ9xTzB4nRc", "a secret", "s", "é" * 40))
    secrets = [secret] if random.randrange(4) else [secret, "another"]
    variant = "transcodely-signature" if random.randrange(5) else "x-transcodely-signature"
    time = str(NOW + random.choice(values.OFFSETS))
    message = Message(time, values.body(random), secret, secrets, variant, random.choice(values.IDS))
    genuine = {"id": message.id, "timestamp": int(time), "variant": variant}
    changes = random.choice((0, 1, 1, 1, 1, 2))
    for _ in range(changes):
        random.choice(CHANGES)(message, random)
    return Request("transcodely", message.secrets, message.headers(), message.body, None if changes else genuine)


def spelled_time(message: Message, random: Random) -> None:
    plain = str(NOW)
    message.time = values.spelled(plain, random)
    if random.randrange(2):
        # Signed as it reads after parsing.
        tag = message.tag(time=plain)
        second = message.variant == "transcodely-signature"
        message.value = f"t={message.time},v1={tag}" if second else f"sha256={tag}"


def changed_after_signing(message: Message, random: Random) -> None:
    message.value = message.signature()
    message.body = values.other_byte(message.body, random)


def signed_as_text(message: Message, random: Random) -> None:
    message.body = random.choice([body for body in values.BODIES if body not in values.TEXTS])
    tag = message.tag(body=values.replaced(message.body))
    message.value = f"t={message.time},v1={tag}" if message.variant == "transcodely-signature" else f"sha256={tag}"


def signature_spelled(message: Message, random: Random) -> None:
    tag = message.tag()
    odd = random.choice(
        (
            random.randbytes(32).hex(),
            tag[: random.randrange(64)],
            tag + random.choice(("0", "00", "zz", " ", "\xe9", "\0")),
            tag + tag,
            tag.upper(),
            tag.title(),
            f" {tag}",
            f"{tag[:8]} {tag[8:]}",
            f"{tag[:8]}\xe9{tag[9:]}",
            f"0x{tag}",
            f"={tag}",
            b64(bytes.fromhex(tag)),
            "",
        )
    )
    prefixed = random.choice((f"sha256={odd}", f"SHA256={odd}", f"sha1={odd}", odd, f"sha256={tag}", f"sha256:{tag}"))
    listed = random.choice(
        (
            f"t={message.time},v1={odd}",
            f"t={message.time},v1={odd}",
            f"v1={tag},t={message.time}",
            f"t={message.time}, v1={tag}",
            f" t={message.time},v1={tag} ",
            f"t={message.time},v1= {tag}",
            f"t={message.time},v1 ={tag}",
            f"t ={message.time},v1={tag}",
            f"t= {message.time},v1={tag}",
            f"t={message.time};v1={tag}",
            f"t={message.time} v1={tag}",
            f"T={message.time},V1={tag}",
            f"t={message.time},v0={tag}",
            f"t={message.time},v2={tag}",
            f"t={message.time}",
            f"v1={tag}",
            f"t={message.time},{tag}",
            f"t={message.time},v1:{tag}",
            f"t={message.time},,v1={tag}",
            f"t={message.time},v1={tag},",
            f"t={message.time},junk,v1={tag}",
            f"t={message.time},v1=\xe9,v1={tag}",
            f"t={message.time},v1={tag},v1=\xe9",
        )
    )
    message.value = listed if message.variant == "transcodely-signature" else prefixed


def list_of_signatures(message: Message, random: Random) -> None:
    good = f"v1={message.tag()}"
    other = random.choice((f"v1={random.randbytes(32).hex()}", "v0=00", "v1=00", "v1=", "v1", "x=1", good))
    items = [other] * random.choice((1, 2, 14, 15, 16, 17, 100))
    items.insert(random.randrange(len(items) + 1), good)
    message.value = ",".join((f"t={message.time}", *items))


def time_twice(message: Message, random: Random) -> None:
    tag = message.tag()
    others = (str(NOW), "1", "junk", "", message.time)
    items = [f"t={random.choice(others)}", f"t={message.time}", f"v1={tag}"]
    random.shuffle(items)
    message.value = ",".join(items)


def header_gone(message: Message, random: Random) -> None:
    headers = message.headers()
    if headers:
        name, _ = headers.pop(random.randrange(len(headers)))
        message.sent = headers if random.randrange(2) else [*headers, (name, "")]


def header_twice(message: Message, random: Random) -> None:
    headers = message.headers()
    if headers:
        name, value = random.choice(headers)
        message.sent = [*headers, (name.upper(), random.choice((value, value, "", f"t=1,v1={'0' * 64}")))]


def both_generations(message: Message, random: Random) -> None:
    other = Message(message.time, message.body, message.key, message.secrets, "x-transcodely-signature", message.id)
    second = message.headers()
    message.sent = second + [(name, random.choice((value, "1"))) for name, value in other.headers()]


def secret_spelled(message: Message, random: Random) -> None:
    key = message.key
    message.secrets = random.choice(
        (
            ["another"],
            ["another", key],
            [key, "another"],
            [f"whsec_{key}"],
            [key.removeprefix("whsec_")],
            [f" {key}"],
            [f"{key}\n"],
        )
    )


def unusable_secret(message: Message, random: Random) -> None:
    message.key = random.choice(
        ("", "whsec_", "undefined", "${SECRET}", "changeme", " key", "key\n", "k\0ey", "\ufeffkey")
    )
    message.secrets = [message.key]


CHANGES = (
    outside_window,
    spelled_time,
    spelled_time,
    changed_after_signing,
    changed_after_signing,
    signed_as_text,
    signature_spelled,
    signature_spelled,
    signature_spelled,
    list_of_signatures,
    time_twice,
    header_gone,
    header_twice,
    both_generations,
    secret_spelled,
    unusable_secret,
)
