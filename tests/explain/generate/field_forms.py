"""What happens to forms, and what nothing brings back, as people ask about it."""

import json
from urllib.parse import unquote_plus

from . import schemes
from .body import RECORDED
from .chains import PAYLOADS
from .senders import (
    custom,
    multipart,
    standard,
    svix,
    transcodely,
    transcodely2,
    transloadit,
    urlencoded,
    with_field,
)

CONTACT = PAYLOADS["contact"]
JOB = PAYLOADS["job"]
EVENT = PAYLOADS["event"]
STATUS = PAYLOADS["status"]
LINK = STATUS.replace("avatar 100%", "avatar-100").replace("%20", "+")


def add(book):
    forms(book)
    beyond(book)


def forms(book):
    parsed = transloadit(STATUS, form="parsed")

    def case(slug, question, delivery, code):
        book.add(f"field/{slug}", question, delivery, "signature_mismatch", proved=[code])

    case(
        "django-unquote",
        "Django: unquote_plus(request.POST['transloadit'])",
        with_field(transloadit(LINK, form="parsed"), unquote_plus(LINK)),
        "form_value_decoded_twice",
    )
    case(
        "express-multer",
        "multer, JSON.parse(req.body.transloadit), later JSON.stringify: only names with \\u fail",
        with_field(transloadit(RECORDED["status>php>node"][0], form="parsed"), RECORDED["status>php>node"][1]),
        "body_reserialized",
    )
    case(
        "perl-raw",
        "I split the raw body at & and = myself",
        with_field(parsed, urlencoded([("transloadit", STATUS)])[0].decode().partition("=")[2]),
        "form_value_not_decoded",
    )
    case(
        "sinatra-strip",
        "params[:transloadit].strip",
        with_field(transloadit(STATUS + "\n", form="parsed"), STATUS),
        "body_newline_lost",
    )
    book.add(
        "field/make-json",
        "an automation tool turns the form into JSON",
        transloadit(STATUS).received(json.dumps(dict(parsed.body)).encode()).header("Content-Type", "application/json"),
        "form_malformed",
        observed=["form_malformed"],
    )
    book.add(
        "field/axios-boundary",
        "our relay sets Content-Type: multipart/form-data without a boundary",
        transloadit(STATUS).header("Content-Type", "multipart/form-data"),
        "form_malformed",
        observed=["form_malformed"],
    )
    book.add(
        "field/wordpress-slashes",
        "WordPress: $_POST has backslashes everywhere",
        with_field(parsed, STATUS.replace("\\", "\\\\").replace('"', '\\"')),
        "signature_mismatch",
        proved=["body_escaped"],
    )
    pairs = [("payload", '{"type":"shortcut","user":"U7"}')]
    raw, content_type = urlencoded(pairs)
    case(
        "chat-payload",
        "interactive messages: I verify the payload field, slash commands work",
        custom(schemes.WHOLE, raw).header("Content-Type", content_type).but(provider=schemes.FIELD),
        "form_signed_whole",
    )
    whole, content_type = multipart([("payload", pairs[0][1]), ("team", "7")])
    case(
        "payload-field",
        "the sender signs the payload only, I verify everything",
        custom(schemes.WHOLE, pairs[0][1].encode()).header("Content-Type", content_type).received(whole),
        "form_field_signed",
    )


def beyond(book):
    """Nothing brings the body back: whatever is proved here is wrong."""

    def case(slug, question, delivery, hints=()):
        book.add(f"field/{slug}", question, delivery, "signature_mismatch", hints=hints, never=["body_newline_added"])

    sent = JOB.encode()
    book.add(
        "field/express-buffer",
        "JSON.stringify(req.body), req.body is a Buffer",
        standard(sent).received(json.dumps({"type": "Buffer", "data": list(sent)}, separators=(",", ":")).encode()),
        "signature_mismatch",
        proved=["body_printed"],
    )
    case(
        "rails-params",
        "params.to_json has controller and action in it",
        transcodely(sent).received(sent[:-1] + b',"controller":"hooks","action":"create"}'),
    )
    case(
        "laravel-nulls",
        "Laravel: json_encode($request->all()), empty strings are null",
        transcodely(sent).received(sent.replace(b'"input_url":""', b'"input_url":null')),
    )
    case(
        "php-array",
        "json_decode(..., true): {} is [] now",
        standard(sent).received(RECORDED["job>node>php-array"][1].encode()),
    )
    case(
        "big-id",
        "ids of 20 digits change in JavaScript",
        standard(PAYLOADS["ledger"].encode()).received(RECORDED["ledger>node"][1].encode()),
    )
    case(
        "python-sorted",
        "json.dumps(..., sort_keys=True)",
        transcodely2(CONTACT.encode()).received(RECORDED["contact>node>python-sorted"][1].encode()),
        ["body_keys_sorted"],
    )
    case(
        "go-map",
        "Go: map[string]any in between",
        standard(CONTACT.encode()).received(RECORDED["contact>node>go-map"][1].encode()),
        ["body_keys_sorted"],
    )
    book.add(
        "field/envelope",
        "the bus wraps it",
        svix(sent).received(b'{"detail":' + sent + b',"source":"hooks"}'),
        "signature_mismatch",
        proved=["body_wrapped"],
    )
