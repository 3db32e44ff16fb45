"""Bodies, ids and times that requests are made of."""

from random import Random

from .request import NOW

BODIES = (
    b"",
    b"{}",
    b'{"id":"evt_1","type":"job.succeeded"}',
    b'{"ok":"ASSEMBLY_COMPLETED","assembly_id":"b2b580bd"}',
    '{"name":"Zo\u00eb \U0001f600 \u4f60\u597d e\u0301"}'.encode(),
    "\ufeff{}".encode(),
    b"\xff\xfe\x00 no text",
    b'{"cut":"\xc3"}',
    # A surrogate and an overlong form, which UTF-8 does not have.
    b'["\xed\xa0\x80","\xc0\xaf"]',
    b"plain text, no JSON",
    b'{"lines":\r\n1,\n"tab":"\t"}\r\n',
    # Begins with what can be taken for a timestamp.
    b'1780000000.{"moved":true}',
)
TEXTS = tuple(body for body in BODIES if body.decode("utf-8", "ignore").encode() == body)
IDS = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "evt_1", "0", "a/b+c=d@e:f-g_h", "x" * 256)
# Inside the window, at its edges and outside.
OFFSETS = (0, 0, 0, 1, -1, 299, -299, 300, -300)
OUTSIDE = (301, -301, 86_400, -86_400, 10**9, -(10**9), NOW * 999)


def body(random: Random) -> bytes:
    kind = random.randrange(10)
    if kind == 0:
        return random.randbytes(random.randrange(300))
    if kind == 1:
        return b'{"a":"' + b"a" * random.choice((55, 63, 64, 65, 1000, 20_000)) + b'"}'
    return random.choice(BODIES if kind < 5 else TEXTS)


def other_byte(data: bytes, random: Random) -> bytes:
    """The same data with one bit, byte or end changed."""
    at = random.randrange(len(data)) if data else 0
    if not data or random.randrange(4) == 0:
        return data[:at] + random.choice((b" ", b"\n", b"\0", b"0")) + data[at:]
    if random.randrange(3) == 0:
        return data[:at]
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def replaced(data: bytes) -> bytes:
    """What is left when bytes are taken for UTF-8 text and written again."""
    return data.decode("utf-8", "replace").encode()


def spelled(time: str, random: Random) -> str:
    """A time as it must not be written, though many parsers read it."""
    return random.choice(
        (
            f" {time}",
            f"{time} ",
            f"\t{time}",
            f"+{time}",
            f"-{time}",
            f"0{time}",
            f"{time}.0",
            f"{time}.9",
            f"{time}e0",
            f"{time}abc",
            f"{time} junk",
            f"{time[:1]}_{time[1:]}",
            f"{time[:5]} {time[5:]}",
            f"{time}000",
            f"0x{int(time):x}",
            f"{int(time):.4e}",
            f"{time}\xb2",
            f"{time}:",
            f"{time},{time}",
            "",
            "0",
            "NaN",
            "Infinity",
            "9" * 30,
            "2026-05-28T20:26:40Z",
        )
    )
