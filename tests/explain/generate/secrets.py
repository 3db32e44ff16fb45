"""The secret has something around it, or is another one."""

from . import schemes
from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    ASSEMBLYAI_TOKEN,
    STANDARD_SECRET,
    TRANSCODELY_SECRET,
    TRANSLOADIT_SECRET,
    assemblyai,
    connect,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
)

BODY = PAYLOADS["plain"].encode()
STATUS = PAYLOADS["status"]


def add(book):
    spaces(book)
    quotes(book)
    fronts(book)
    others(book)


def spaces(book):
    cases = [
        ("newline", "a line end behind, as `echo` writes it", transcodely(BODY), TRANSCODELY_SECRET + "\n"),
        ("space", "a space behind, as it was copied", standard(BODY), STANDARD_SECRET + " "),
        ("front", "a space in front", svix(BODY), " " + STANDARD_SECRET),
        ("crlf", "a line end of Windows behind", transcodely2(BODY), TRANSCODELY_SECRET + "\r\n"),
        (
            "carriage-return",
            "a carriage return behind, from a file with CRLF",
            transloadit(STATUS),
            TRANSLOADIT_SECRET + "\r",
        ),
        ("tab", "a tab behind", custom(schemes.SHOP, BODY), "custom-signing-secret-5527\t"),
        ("token", "a line end behind a token", assemblyai(BODY), ASSEMBLYAI_TOKEN + "\n"),
        ("parameter", "a line end behind a token of the URL", connect(BODY), connect(BODY).secret + "\n"),
        ("wrapped", "broken over two lines", standard(BODY), STANDARD_SECRET[:20] + "\n" + STANDARD_SECRET[20:]),
    ]
    for slug, comment, delivery, secret in cases:
        book.add(
            f"secret/white-space-{slug}",
            comment,
            delivery.with_secret(secret),
            "invalid_secret",
            proved=["secret_white_space"],
        )


def quotes(book):
    cases = [
        ("double", transcodely(BODY), f'"{TRANSCODELY_SECRET}"', "signature_mismatch"),
        ("single", transcodely2(BODY), f"'{TRANSCODELY_SECRET}'", "signature_mismatch"),
        ("standard", standard(BODY), f'"{STANDARD_SECRET}"', "invalid_secret"),
        ("transloadit", transloadit(STATUS, form="parsed"), f"'{TRANSLOADIT_SECRET}'", "signature_mismatch"),
        ("custom", custom(schemes.PREFIXED, BODY), '"custom-signing-secret-5527"', "signature_mismatch"),
        ("token", assemblyai(BODY), f'"{ASSEMBLYAI_TOKEN}"', "token_mismatch"),
        ("backticks", custom(schemes.LONG, BODY), "`custom-signing-secret-5527`", "signature_mismatch"),
    ]
    for slug, delivery, secret, code in cases:
        book.add(
            f"secret/quoted-{slug}",
            "quotes of an environment file kept",
            delivery.with_secret(secret),
            code,
            proved=["secret_quoted"],
        )


def fronts(book):
    cases = [
        (
            "version",
            "`v1,` in front, as a dashboard shows it",
            standard(BODY),
            f"v1,{STANDARD_SECRET}",
            "invalid_secret",
        ),
        (
            "version-bare",
            "`v1,` in front of a secret without its own prefix",
            standard(BODY),
            "v1," + STANDARD_SECRET.removeprefix("whsec_"),
            "invalid_secret",
        ),
        ("bearer", "`Bearer ` in front of a token", assemblyai(BODY), f"Bearer {ASSEMBLYAI_TOKEN}", "token_mismatch"),
        (
            "bearer-key",
            "`Bearer ` in front of a secret",
            transcodely(BODY),
            f"Bearer {TRANSCODELY_SECRET}",
            "signature_mismatch",
        ),
        (
            "name",
            "the line of an environment file with its name",
            transcodely2(BODY),
            f"TRANSCODELY_SECRET={TRANSCODELY_SECRET}",
            "signature_mismatch",
        ),
        (
            "name-standard",
            "the line of an environment file with its name",
            svix(BODY),
            f"WEBHOOK_SECRET={STANDARD_SECRET}",
            "invalid_secret",
        ),
        (
            "name-transloadit",
            "the line of an environment file with its name",
            transloadit(STATUS, form="parsed"),
            f"TRANSLOADIT_SECRET={TRANSLOADIT_SECRET}",
            "signature_mismatch",
        ),
    ]
    for slug, comment, delivery, secret, code in cases:
        book.add(f"secret/prefixed-{slug}", comment, delivery.with_secret(secret), code, proved=["secret_prefixed"])
    bare = TRANSCODELY_SECRET.removeprefix("whsec_")
    for slug, sender in (("1", transcodely), ("2", transcodely2)):
        book.add(
            f"secret/prefix-stripped-{slug}",
            "`whsec_` taken off, though it is part of the key",
            sender(BODY).with_secret(bare),
            "signature_mismatch",
            proved=["secret_prefix_stripped"],
        )
        book.add(
            f"secret/prefix-kept-{slug}",
            "the sender's key is what follows `whsec_`",
            sender(BODY, secret=bare).with_secret(TRANSCODELY_SECRET),
            "signature_mismatch",
            proved=["secret_prefix_kept"],
        )
    kept = schemes.PREFIXED | {"secret": {"encoding": "utf8", "prefix": "fsec_", "keepPrefix": True}}
    book.add(
        "secret/prefix-stripped-custom",
        "the prefix of a custom scheme taken off",
        custom(kept, BODY, secret="fsec_custom-signing").with_secret("custom-signing"),
        "signature_mismatch",
        proved=["secret_prefix_stripped"],
    )


def others(book):
    previous, current = "whsec_previous-secret-aa11", "whsec_current-secret-bb22"
    old_key, new_key = "whsec_" + b64(b"previous-standard-key-24"), "whsec_" + b64(b"another-standard-key-242")

    def case(slug, comment, delivery, secret, tried, code="signature_mismatch"):
        book.add(
            f"secret/other-{slug}",
            comment,
            delivery.with_secret(secret).but(others=tuple(tried)),
            code,
            proved=["secret_other"],
        )

    case("previous", "still signed with the previous secret", transcodely(BODY, secret=previous), current, [previous])
    case(
        "endpoint",
        "another endpoint's secret",
        transcodely2(BODY, secret=previous),
        current,
        ["whsec_third-one-cc33", previous],
    )
    case("standard", "the secret of the test mode", standard(BODY, secret=old_key), new_key, [old_key])
    case(
        "transloadit",
        "another account's secret",
        transloadit(STATUS, secret="f" * 20 + "0a1b2c3d4e5f60718293"),
        TRANSLOADIT_SECRET,
        ["f" * 20 + "0a1b2c3d4e5f60718293"],
    )
    case(
        "token",
        "the previous token",
        assemblyai(BODY, token="previous-token-77aa"),
        ASSEMBLYAI_TOKEN,
        ["previous-token-77aa"],
        "token_mismatch",
    )
    case(
        "parameter",
        "the previous token of the URL",
        connect(BODY, token="previous-token-88bb"),
        "current-token-99cc",
        ["previous-token-88bb"],
        "token_mismatch",
    )
    second = ["whsec_third-one-cc33", TRANSCODELY_SECRET]
    spare = transcodely(BODY).received(BODY + b"\n")
    book.add(
        "secret/second-newline",
        "the second of two secrets, and a line end behind the body",
        spare.but(options={"secrets": second}),
        "signature_mismatch",
        proved=["body_newline_added"],
    )
    book.add(
        "secret/second-white-space",
        "the second of two secrets has a line end behind it",
        transcodely(BODY).but(options={"secrets": [second[0], TRANSCODELY_SECRET + "\n"]}),
        "invalid_secret",
        proved=["secret_white_space"],
    )
    book.add(
        "secret/other-same",
        "the secret that is configured is given again to be tried",
        spare.but(others=(TRANSCODELY_SECRET,)),
        "signature_mismatch",
        proved=["body_newline_added"],
    )
    book.add(
        "secret/other-unused",
        "another secret is tried where none is needed",
        transcodely(BODY).but(others=(previous,)),
        None,
    )
    book.add(
        "secret/second",
        "the second of two secrets matches",
        transcodely(BODY).but(options={"secrets": [current, TRANSCODELY_SECRET]}),
        None,
    )
