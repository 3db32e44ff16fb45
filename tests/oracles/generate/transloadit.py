"""Notifications of Transloadit, as multipart and urlencoded forms, each genuine or changed in one or two ways."""

from dataclasses import dataclass
from random import Random
from urllib.parse import quote_plus

from . import values
from .request import Request, b64, mac

ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
BOUNDARY = "hookseal-oracles-4c1f"


@dataclass
class Message:
    """A notification in the making. It is signed as it stands when it is written, unless it was signed before."""

    field: bytes
    key: str
    secrets: list[str]
    algorithm: str
    bare: bool
    signature: str | None = None

    def tag(self, algorithm: str | None = None, field: bytes | None = None) -> str:
        return mac(algorithm or self.algorithm, self.key.encode(), self.field if field is None else field).hex()

    def sign(self) -> str:
        return self.tag() if self.bare else f"{self.algorithm}:{self.tag()}"


def request(random: Random) -> Request:
    secret = random.choice(("0a1b2c3d4e5f60718293a4b5c6d7e8f9", "a secret", "é" * 80))
    bare = random.randrange(8) == 0
    algorithm = "sha1" if bare else random.choice(ALGORITHMS)
    message = Message(values.body(random), secret, [secret], algorithm, bare)
    encoding = random.choice(("multipart", "urlencoded"))
    genuine = {"algorithm": algorithm, "bare": bare, "form": encoding}
    changes = random.choice((0, 1, 1, 1, 1, 2))
    for _ in range(changes):
        random.choice(CHANGES)(message, random)
    signature = message.sign() if message.signature is None else message.signature
    fields = {"transloadit": message.field, "signature": signature.encode()}
    kind, body = FORMS[encoding](fields)
    return Request(
        "transloadit",
        message.secrets,
        [("content-type", kind)],
        body,
        None if changes else genuine,
        field=message.field,
        signature=signature,
    )


def multipart(fields: dict[str, bytes]) -> tuple[str, bytes]:
    body = b""
    for name, value in fields.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        body += head.encode() + value + b"\r\n"
    return f"multipart/form-data; boundary={BOUNDARY}", body + f"--{BOUNDARY}--\r\n".encode()


def urlencoded(fields: dict[str, bytes]) -> tuple[str, bytes]:
    body = "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items())
    return "application/x-www-form-urlencoded", body.encode()


def changed_after_signing(message: Message, random: Random) -> None:
    message.signature = message.sign()
    message.field = values.other_byte(message.field, random)


def signed_as_text(message: Message, random: Random) -> None:
    message.field = random.choice([body for body in values.BODIES if body not in values.TEXTS])
    message.signature = f"{message.algorithm}:{message.tag(field=values.replaced(message.field))}"


def signature_spelled(message: Message, random: Random) -> None:
    tag, name = message.tag(), message.algorithm
    message.signature = random.choice(
        (
            f"{name}:{random.randbytes(len(tag) // 2).hex()}",
            f"{name}:{tag[: random.randrange(len(tag))]}",
            f"{name}:{tag}{random.choice(('0', '00', 'zz', chr(0), 'é'))}",
            f"{name}:{tag}{tag}",
            f"{name}:{tag.upper()}",
            f"{name}:{tag.title()}",
            f"{name}: {tag}",
            f" {name}:{tag}",
            f"{name}:{tag} ",
            f"\n{name}:{tag}\r\n",
            f"{name}:{tag[:8]} {tag[8:]}",
            f"{name} :{tag}",
            f"{name}::{tag}",
            f"{name}={tag}",
            f"{name.upper()}:{tag}",
            f"{name.title()}:{tag}",
            f"{name}:{name}:{tag}",
            f":{tag}",
            f"{name}:",
            name,
            "",
            " ",
            f"{name}:{b64(bytes.fromhex(tag))}",
            f"{name}:{tag},{name}:{tag}",
        )
    )


def other_algorithm(message: Message, random: Random) -> None:
    """Signed right, with a name that is not that of the algorithm, or of none that is allowed."""
    other = random.choice(("md5", "sha224", "sha3_256", "ripemd160", "none", "__proto__", "sha-256", *ALGORITHMS))
    if other in ("md5", "sha224", "sha3_256"):
        message.signature = f"{other}:{message.tag(algorithm=other)}"
    else:
        message.signature = f"{other}:{message.tag()}"


def bare_of_any(message: Message, random: Random) -> None:
    message.signature = message.tag()


def secret_spelled(message: Message, random: Random) -> None:
    key = message.key
    message.secrets = random.choice(
        (["another"], ["another", key], [key, "another"], [key[:-1]], [f" {key}"], [f"{key}\n"])
    )


def unusable_secret(message: Message, random: Random) -> None:
    message.key = random.choice(("", "undefined", "null", "${SECRET}", "changeme", " key", "key\n", "\ufeffkey"))
    message.secrets = [message.key]


FORMS = {"multipart": multipart, "urlencoded": urlencoded}

CHANGES = (
    changed_after_signing,
    changed_after_signing,
    signed_as_text,
    signature_spelled,
    signature_spelled,
    signature_spelled,
    other_algorithm,
    bare_of_any,
    secret_spelled,
    unusable_secret,
)
