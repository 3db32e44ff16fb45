"""The body arrived inside something else: another document, another spelling of its bytes, a packed form."""

import base64
import gzip
import json

from . import schemes
from .chains import PAYLOADS
from .senders import custom, standard, svix, transcodely, transcodely2, transloadit, urlencoded

CONTACT = PAYLOADS["contact"]
STATUS = PAYLOADS["status"]


def add(book):
    documents(book)
    spellings(book)
    forms(book)


def documents(book):
    def case(slug, comment, delivery, document, *proved):
        got = document if isinstance(document, bytes) else json.dumps(document).encode()
        book.add(f"wrapped/{slug}", comment, delivery.received(got), "signature_mismatch", proved=proved)

    body = CONTACT.encode()
    proxy = {"resource": "/hooks", "httpMethod": "POST", "headers": {"Host": "hooks.example.com"}}
    case(
        "lambda",
        "the whole event of a gateway, whose member is the body",
        transcodely2(body),
        proxy | {"body": CONTACT, "isBase64Encoded": False},
        "body_wrapped",
    )
    case(
        "lambda-base64",
        "the same with the body in base64",
        transcodely(body),
        proxy | {"body": base64.b64encode(body).decode(), "isBase64Encoded": True},
        "body_wrapped",
        "body_base64",
    )
    notice = {"Type": "Notification", "MessageId": "22b80b92", "Message": CONTACT, "SignatureVersion": "1"}
    case("notification", "a topic's notification holds the body as text", standard(body), notice, "body_wrapped")
    case(
        "records",
        "a queue's records hold it two levels down",
        svix(body),
        {"Records": [{"messageId": "059f36b4", "body": CONTACT, "attributes": {}}]},
        "body_wrapped",
    )
    case(
        "detail",
        "an event bus puts it in byte by byte",
        custom(schemes.PREFIXED, body),
        b'{"version":"0","id":"6a7e8feb","detail":' + body + b',"resources":[]}',
        "body_wrapped",
    )
    case(
        "detail-spaced",
        "an event bus puts it in, written anew",
        transcodely(body),
        {"version": "0", "id": "6a7e8feb", "detail": json.loads(CONTACT)},
        "body_wrapped",
        "body_reserialized",
    )
    many = {f"x-header-{index}": "value" for index in range(60)}
    case(
        "many-members",
        "an event with more members than are tried: the longest is the body",
        standard(body),
        {"headers": many, "body": CONTACT},
        "body_wrapped",
    )
    short = transcodely(b'{"id":1}').received(json.dumps({"name": "x" * 40, "body": '{"id":2}'}).encode())
    book.add("wrapped/another", "a member that was not signed", short, "signature_mismatch", never=["body_wrapped"])


def spellings(book):
    body = CONTACT.encode()
    packed = base64.b64encode(body).decode()

    def case(slug, comment, delivery, got, *proved):
        book.add(f"wrapped/{slug}", comment, delivery.received(got), "signature_mismatch", proved=proved)

    case(
        "data-url",
        "a data: URL, as FileReader gives it",
        transcodely(body),
        f"data:application/json;base64,{packed}".encode(),
        "body_base64",
    )
    case("bytea", "a bytea column as text", standard(body), b"\\x" + body.hex().encode(), "body_printed")
    case("hex", "bytes.hex()", custom(schemes.SHOP, body), body.hex().encode(), "body_printed")
    case(
        "base64-quoted",
        "base64 inside a JSON string",
        custom(schemes.PREFIXED, body),
        json.dumps(packed).encode(),
        "body_quoted",
        "body_base64",
    )
    case(
        "quoted-twice",
        "a JSON string inside a JSON string",
        transcodely2(body),
        json.dumps(json.dumps(CONTACT)).encode(),
        "body_quoted",
    )


def forms(book):
    """A gateway hands over the whole form in base64; its `Content-Type` is still that of a form."""
    for form in ("urlencoded", "multipart"):
        delivery = transloadit(STATUS, form=form)
        book.add(
            f"wrapped/form-base64-{form}",
            "the whole form in base64",
            delivery.received(base64.b64encode(delivery.body)),
            "field_missing" if form == "urlencoded" else "form_malformed",
            proved=["body_base64"],
        )
    delivery = transloadit(STATUS, form="urlencoded")
    book.add(
        "wrapped/form-gzip",
        "the whole form compressed",
        delivery.received(gzip.compress(delivery.body, mtime=0)),
        "field_missing",
        proved=["body_compressed"],
    )
    other = urlencoded([("transloadit", STATUS.replace("COMPLETED", "CANCELED")), ("signature", "sha384:" + "0" * 96)])
    book.add(
        "wrapped/form-base64-forged",
        "a forged form in base64",
        delivery.received(base64.b64encode(other[0])),
        "field_missing",
        observed=["field_missing"],
        never=["body_base64"],
    )
