"""Two causes at once, each of which alone would be enough."""

import base64
import gzip

from . import schemes
from .body import RECORDED
from .chains import PAYLOADS
from .oracle import b64
from .senders import (
    NOW,
    STANDARD_SECRET,
    TRANSCODELY_SECRET,
    assemblyai,
    custom,
    standard,
    transcodely,
    transcodely2,
    transloadit,
    with_field,
)

CONTACT = PAYLOADS["contact"].encode()
SPACED = RECORDED["contact>node>python"][1].encode()
INDENTED = RECORDED["contact>node>php-pretty"][1].encode()
STATUS = PAYLOADS["status"]
HOURS = 40 * 3600 + 123


def add(book):
    def case(slug, comment, delivery, code, *proved):
        book.add(f"pair/{slug}", comment, delivery, code, proved=proved)

    case(
        "spaces-reserialized",
        "a line end behind the secret, and the body written anew",
        transcodely(CONTACT).received(SPACED).with_secret(TRANSCODELY_SECRET + "\n"),
        "invalid_secret",
        "secret_white_space",
        "body_reserialized",
    )
    case(
        "spaces-reserialized-standard",
        "a space behind the secret, and the body written anew",
        standard(CONTACT).received(SPACED).with_secret(STANDARD_SECRET + " "),
        "invalid_secret",
        "secret_white_space",
        "body_reserialized",
    )
    case(
        "spaces-newline",
        "a line end behind the secret, and one behind the body",
        transcodely2(CONTACT).received(CONTACT + b"\n").with_secret(TRANSCODELY_SECRET + "\n"),
        "invalid_secret",
        "secret_white_space",
        "body_newline_added",
    )
    case(
        "quotes-reserialized",
        "quotes around the secret, and the body written anew",
        transcodely(CONTACT).received(SPACED).with_secret(f'"{TRANSCODELY_SECRET}"'),
        "signature_mismatch",
        "secret_quoted",
        "body_reserialized",
    )
    case(
        "stale-reserialized",
        "an old delivery whose body was written anew",
        transcodely(CONTACT, at=NOW - HOURS).received(SPACED),
        "signature_mismatch",
        "body_reserialized",
        "timestamp_stale",
    )
    case(
        "stale-reserialized-standard",
        "an old delivery whose body was written anew",
        standard(CONTACT, at=NOW - HOURS).received(INDENTED),
        "signature_mismatch",
        "body_reserialized",
        "timestamp_stale",
    )
    case(
        "stale-newline",
        "an old delivery, saved with a line end behind it",
        transcodely2(CONTACT, at=NOW - HOURS).received(CONTACT + b"\n"),
        "signature_mismatch",
        "body_newline_added",
        "timestamp_stale",
    )
    case(
        "stale-lines",
        "an old delivery, saved with the line ends of Windows",
        standard(INDENTED, at=NOW - HOURS).received(INDENTED.replace(b"\n", b"\r\n")),
        "signature_mismatch",
        "body_line_ends_changed",
        "timestamp_stale",
    )
    case(
        "stale-spaces",
        "an old delivery, and a line end behind the secret",
        standard(CONTACT, at=NOW - HOURS).with_secret(STANDARD_SECRET + "\n"),
        "invalid_secret",
        "secret_white_space",
        "timestamp_stale",
    )
    case(
        "stale-other",
        "an old delivery, signed with the previous secret",
        transcodely(CONTACT, secret="whsec_previous-secret-aa11", at=NOW - HOURS)
        .with_secret("whsec_current-secret-bb22")
        .but(others=("whsec_previous-secret-aa11",)),
        "signature_mismatch",
        "secret_other",
        "timestamp_stale",
    )
    case(
        "stale-text",
        "an old delivery, and the whole text used as the key",
        standard(CONTACT, secret="whsec_" + b64(STANDARD_SECRET), at=NOW - HOURS)
        .but(secret=None)
        .with_secret(STANDARD_SECRET),
        "signature_mismatch",
        "secret_is_text",
        "timestamp_stale",
    )
    case(
        "other-reserialized",
        "the body written anew, and signed with the previous secret",
        standard(CONTACT, secret="whsec_" + b64(b"previous-standard-key-24"))
        .received(SPACED)
        .with_secret(STANDARD_SECRET)
        .but(others=("whsec_" + b64(b"previous-standard-key-24"),)),
        "signature_mismatch",
        "secret_other",
        "body_reserialized",
    )
    case(
        "stripped-newline",
        "`whsec_` taken off the secret, and a line end behind the body",
        transcodely(CONTACT).received(CONTACT + b"\n").with_secret(TRANSCODELY_SECRET.removeprefix("whsec_")),
        "signature_mismatch",
        "secret_prefix_stripped",
        "body_newline_added",
    )
    case(
        "base64-compressed",
        "compressed and then base64, as a gateway hands it over",
        custom(schemes.PREFIXED, CONTACT).received(base64.b64encode(gzip.compress(CONTACT, mtime=0))),
        "signature_mismatch",
        "body_base64",
        "body_compressed",
    )
    case(
        "renamed-reserialized",
        "headers named as CGI names them, and the body written anew",
        transcodely(CONTACT)
        .received(SPACED)
        .renamed(
            x_transcodely_signature="HTTP_X_TRANSCODELY_SIGNATURE",
            x_transcodely_timestamp="HTTP_X_TRANSCODELY_TIMESTAMP",
            x_transcodely_delivery_id="HTTP_X_TRANSCODELY_DELIVERY_ID",
        ),
        "signature_missing",
        "header_renamed",
        "body_reserialized",
    )
    case(
        "form-spaces-reserialized",
        "a line end behind the secret, and the field written anew",
        with_field(transloadit(STATUS, form="parsed"), RECORDED["status>node>python"][1]).with_secret(
            transloadit(STATUS).secret + "\n"
        ),
        "invalid_secret",
        "secret_white_space",
        "body_reserialized",
    )
    token = assemblyai(CONTACT)
    case(
        "token-spaces-prefixed",
        "a line end behind the token, and `Bearer ` in front of what was sent",
        token.header("X-My-Webhook-Secret", f"Bearer {token.secret}").with_secret(token.secret + "\n"),
        "invalid_secret",
        "secret_white_space",
        "token_prefixed",
    )
