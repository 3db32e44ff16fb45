"""A delivery as it reaches the receiver: genuine when a sender makes it, and then changed in one place."""

from dataclasses import dataclass, field, replace

from urllib.parse import unquote_plus

from .oracle import ENCODINGS, as_bytes, b64, mac


class Form(list):
    """A body that a framework has parsed already: pairs of field and text."""


class Pieces(list):
    """A large text, written as pairs of a short text and a count."""

    def __bytes__(self):
        return b"".join(text.encode("utf-8") * count for text, count in self)


@dataclass(frozen=True)
class Delivery:
    provider: object
    options: dict
    body: object
    headers: tuple
    now: int
    method: str = None
    url: str = None
    remote: str = None
    others: tuple = ()
    # What the oracle needs to know every signature that could be expected here.
    algorithm: str = None
    key: object = None
    content: object = None
    secret: object = None
    hidden: tuple = ()
    signed: object = field(default=None)

    def but(self, **changes):
        return replace(self, **changes)

    def received(self, body):
        """The same with another body; the length announced stays that of the body sent."""
        return self.but(body=body)

    def with_secret(self, secret, **options):
        return self.but(
            options={key: value for key, value in self.options.items() if key not in ("secret", "secrets")}
            | {"secret": secret}
            | options
        )

    def value(self, name):
        return next(value for other, value in self.headers if other.lower() == name.lower())

    def header(self, name, value):
        """Another value under a name that is there, or one header more."""
        if any(other.lower() == name.lower() for other, _ in self.headers):
            return self.but(
                headers=tuple((other, value if other.lower() == name.lower() else old) for other, old in self.headers)
            )
        return self.but(headers=(*self.headers, (name, value)))

    def renamed(self, **names):
        """Headers under other names; a keyword's `_` stands for `-`."""
        new = {old.lower().replace("_", "-"): name for old, name in names.items()}
        return self.but(headers=tuple((new.get(name.lower(), name), value) for name, value in self.headers))

    def without(self, *names):
        gone = {name.lower() for name in names}
        return self.but(headers=tuple(pair for pair in self.headers if pair[0].lower() not in gone))

    def secrets(self):
        """Every secret in text that is configured, tried or true."""
        given = [self.options.get("secret"), *self.options.get("secrets", ()), *self.others, self.secret]
        return [secret for secret in given if isinstance(secret, str)]

    def silent(self):
        """Texts that no report may hold: secrets, signatures that are expected or were received, static tokens."""
        texts = set(self.secrets()) | set(self.hidden)
        if self.content is None:
            texts |= set(self.tokens())
        else:
            for tag in self.expected():
                texts |= {encode(tag) for encode in ENCODINGS.values()}
        plain = {text.strip() for text in texts} | {text.strip("\"' \n") for text in texts}
        return sorted(text for text in texts | plain if len(text) >= SHORTEST)

    def tokens(self):
        """What stands where a static token belongs, right or wrong."""
        for _, value in self.headers[COMMON:]:
            yield value
            yield value.partition(" ")[2]
        for pair in (self.url or "").partition("?")[2].split("&"):
            value = pair.partition("=")[2]
            yield from (value, unquote_plus(value), unquote_plus(unquote_plus(value)))

    def expected(self):
        bodies = [body for body in (self.signed, self.body) if isinstance(body, (str, bytes, Pieces))]
        for secret in self.secrets():
            try:
                key = self.key(secret)
            except ValueError:
                continue
            for body in bodies:
                yield mac(self.algorithm, key, self.content(as_bytes(body)))

    def body_json(self):
        if self.body is None:
            return None
        if isinstance(self.body, Form):
            return {"form": [list(pair) for pair in self.body]}
        if isinstance(self.body, Pieces):
            return {"pieces": [list(piece) for piece in self.body]}
        return b64(self.body)


def text_json(value):
    return {"pieces": [list(piece) for piece in value]} if isinstance(value, Pieces) else value


# Shorter texts could stand in a report by chance.
SHORTEST = 8
# The headers that every delivery has, before those of its scheme.
COMMON = 5
