"""A form, or one field of it, is not what was signed."""

from urllib.parse import quote, unquote, unquote_plus

from . import schemes
from .chains import PAYLOADS
from .delivery import Form
from .senders import custom, multipart, transloadit, urlencoded, with_field


def add(book):
    values(book)
    whole(book)
    fields(book)


def values(book):
    status = PAYLOADS["status"]

    def case(slug, comment, got, code, sent=status):
        book.add(
            f"form/{slug}",
            comment,
            with_field(transloadit(sent, form="parsed"), got),
            "signature_mismatch",
            proved=[code],
        )

    # Its message has spaces of its own, which nobody escaped.
    escaped = status.replace("avatar 100%", "avatar-100")
    case(
        "decoded-twice",
        "decoded by the framework and again by hand: the `+` is a space",
        unquote_plus(escaped.replace("%20", "-")),
        "form_value_decoded_twice",
        sent=escaped.replace("%20", "-"),
    )
    case(
        "decoded-twice-percent",
        "decoded again by a function that leaves `+`: `%20` is a space",
        unquote(escaped),
        "form_value_decoded_twice",
        sent=escaped,
    )
    link = '{"ok":"ASSEMBLY_COMPLETED","assembly_id":"b2b5","url":"https://s3.example.com/a%20b%20c.jpg"}'
    case("decoded-twice-link", "a link whose spaces were escaped", unquote(link), "form_value_decoded_twice", sent=link)
    plus = '{"ok":"ASSEMBLY_COMPLETED","assembly_id":"b2b5","uploads":[{"name":"a+b+c.jpg"}]}'
    case("decoded-twice-plus", "a file name with `+`", plus.replace("+", " "), "form_value_decoded_twice", sent=plus)
    case(
        "not-decoded",
        "the value as it stood in the body, still escaped",
        quote(status, safe=""),
        "form_value_not_decoded",
    )
    encoded = urlencoded([("transloadit", status)])[0].decode().partition("=")[2]
    case("not-decoded-plus", "the same, spaces as `+`", encoded, "form_value_not_decoded")
    case("newline", "a line end behind the field's value", status + "\n", "body_newline_added")
    case("trimmed", "the field's value trimmed", status, "body_newline_lost", sent=status + "\n")
    for form, build in (("multipart", multipart), ("urlencoded", urlencoded)):
        delivery = transloadit(status, form=form)
        signature = f"{delivery.algorithm}:{next(iter(delivery.expected())).hex()}"
        body, _ = build([("transloadit", status + "\n"), ("signature", signature)])
        book.add(
            f"form/newline-{form}",
            "a line end behind the field's value, in the raw form",
            delivery.received(body),
            "signature_mismatch",
            proved=["body_newline_added"],
        )


def whole(book):
    """The sender signs all of the form, the receiver's scheme says one field, and the reverse."""
    pairs = [("payload", '{"type":"block_actions","user":"U1"}'), ("team", "T 1")]
    raw = urlencoded(pairs)[0]
    form_type = "application/x-www-form-urlencoded"
    signed_whole = custom(schemes.WHOLE, raw).header("Content-Type", form_type)
    book.add(
        "form/signed-whole",
        "the signature covers the whole form, the scheme names a field",
        signed_whole.but(provider=schemes.FIELD),
        "signature_mismatch",
        proved=["form_signed_whole"],
    )
    single = urlencoded(pairs[:1])[0]
    book.add(
        "form/signed-whole-single",
        "the same where the field is the only one",
        custom(schemes.WHOLE, single).header("Content-Type", form_type).but(provider=schemes.FIELD),
        "signature_mismatch",
        proved=["form_signed_whole"],
    )
    signed_field = custom(schemes.WHOLE, pairs[0][1].encode()).header("Content-Type", form_type)
    book.add(
        "form/field-signed",
        "the signature covers one field's value, the scheme says the whole body",
        signed_field.received(raw),
        "signature_mismatch",
        proved=["form_field_signed"],
    )
    body, content_type = multipart(pairs)
    book.add(
        "form/field-signed-multipart",
        "the same in a multipart form",
        signed_field.header("Content-Type", content_type).received(body),
        "signature_mismatch",
        proved=["form_field_signed"],
    )


def fields(book):
    status = PAYLOADS["status"]
    parsed = transloadit(status, form="parsed")
    raw = transloadit(status)
    urlencoded_form = transloadit(status, form="urlencoded")
    twice = Form([*parsed.body, parsed.body[0]])
    cases = [
        ("missing", "only the signature was handed over", parsed.but(body=Form(parsed.body[1:])), "field_missing"),
        (
            "signature-missing",
            "only the signed field was handed over",
            parsed.but(body=Form(parsed.body[:1])),
            "signature_missing",
        ),
        ("twice", "the signed field twice", parsed.but(body=twice), "duplicate_field"),
        ("json", "JSON where a form belongs", raw.received(status.encode()), "form_malformed"),
        ("no-type", "the content type was not handed over", raw.without("Content-Type"), "form_malformed"),
        (
            "other-type",
            "urlencoded bytes under a multipart content type",
            urlencoded_form.header("Content-Type", raw.value("Content-Type")),
            "form_malformed",
        ),
        ("cut", "the last boundary is cut off", raw.received(raw.body[:-30]), "form_malformed"),
        ("parsed", "an object that is no form", raw.received(None), "body_not_raw"),
    ]
    for slug, comment, delivery, code in cases:
        book.add(f"form/{slug}", comment, delivery, code, observed=[code])
    book.add(
        "form/consumed", "a form that was read before", raw.received(b""), "form_malformed", observed=["body_empty"]
    )
    for form in ("multipart", "urlencoded", "parsed"):
        for algorithm in ("sha1", "sha256", "sha384", "sha512"):
            book.add(
                f"form/genuine-{form}-{algorithm}",
                "as it was sent",
                transloadit(status, form=form, algorithm=algorithm),
                None,
            )
