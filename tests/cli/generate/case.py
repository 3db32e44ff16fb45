"""One case of the command line, and what its facts look like when they are printed."""

import datetime
import json

from generate.oracle import as_bytes, b64, dedupe_key

NOW = 1716480293
EXPLAIN = "`hookseal explain` with the same options says why"
SEE = "https://github.com/hookseal/hookseal/blob/main/docs/troubleshooting.md#"

# As docs/errors.md says them.
MESSAGES = {
    "algorithm_not_allowed": "the signature names an algorithm that is not allowed here",
    "duplicate_header": "a header that must be single was sent more than once",
    "field_missing": "the form lacks the field that is signed",
    "method_missing": "the request's method was not handed over, or not in capital letters",
    "signature_malformed": "the signature is not written as the scheme demands",
    "signature_mismatch": "no signature matches the content under any configured secret",
    "signature_missing": "the request carries no signature",
    "timestamp_too_new": "the timestamp lies after the tolerated window",
    "timestamp_too_old": "the timestamp lies before the tolerated window",
    "token_mismatch": "the token is not the configured one",
    "token_missing": "the request carries no token",
    "url_missing": "the request's URL was not handed over, or is signed and not absolute",
    "address_missing": "the sender's address was not handed over",
    "address_not_allowed": "the sender's address is not on the configured list",
}


def case(name, args, exit, *, stdin=None, files=None, env=None, written=None, **expected):
    """`stdin`, `files` and `written` are given as text or bytes; members that are not there are left out."""
    made = {"name": name, "args": args}
    if env:
        made["env"] = env
    if stdin is not None:
        made["stdin"] = b64(as_bytes(stdin))
    if files:
        made["files"] = {key: b64(as_bytes(value)) for key, value in files.items()}
    made["exit"] = exit
    made.update({key: value for key, value in expected.items() if value is not None})
    if written:
        made["written"] = {key: b64(as_bytes(value)) for key, value in written.items()}
    return made


def facts(
    provider,
    variant,
    authentication,
    body,
    *,
    id=None,
    id_signed=False,
    timestamp=None,
    algorithm=None,
    secret=None,
    name="",
    pointers=(),
):
    """What `verify` proved, by the names of a delivery's members; `secret` counts from 0."""
    key = dedupe_key(provider, body, name=name, signed_id=id if id_signed else None, pointers=pointers)
    return {
        "verified": True,
        "provider": provider,
        "variant": variant,
        "authentication": authentication,
        "id": id,
        "idSigned": id_signed,
        "timestamp": timestamp,
        "algorithm": algorithm,
        "secretIndex": secret,
        "dedupeKey": key,
        "body": b64(as_bytes(body)),
        "length": len(as_bytes(body)),
    }


def as_text(proved):
    """The lines of a verified delivery."""
    lines = [
        ("provider", proved["provider"]),
        ("variant", proved["variant"]),
        ("authentication", proved["authentication"]),
        ("id", proved["id"] and f"{proved['id']} ({'signed' if proved['idSigned'] else 'not signed'})"),
        ("timestamp", proved["timestamp"] and f"{proved['timestamp']} ({iso_time(proved['timestamp'])})"),
        ("algorithm", proved["algorithm"]),
        ("secret", None if proved["secretIndex"] is None else str(proved["secretIndex"] + 1)),
        ("dedupe key", proved["dedupeKey"]),
        ("body", f"{proved['length']} bytes" if proved["length"] != 1 else "1 byte"),
    ]
    return "verified\n" + "".join(f"{name:<16}{value}\n" for name, value in lines if value)


def iso_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_json(value):
    return (
        json.dumps(
            {name: each for name, each in value.items() if name != "length"}, ensure_ascii=False, separators=(",", ":")
        )
        + "\n"
    )


def refused(code, part=None):
    message = MESSAGES[code] + (f" ({part})" if part else "")
    return f"refused: {code}\n{message}\n{EXPLAIN}\nsee {SEE}{code}\n"


def refused_json(code):
    return as_json({"verified": False, "code": code, "message": MESSAGES[code], "see": SEE + code})
