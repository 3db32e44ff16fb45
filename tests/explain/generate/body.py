"""The body was changed between the sender and `verify`."""

import base64
import gzip
import json
import zlib
from itertools import cycle
from pathlib import Path

from . import schemes
from .chains import PAYLOADS
from .delivery import Pieces
from .senders import custom, standard, svix, transcodely, transcodely2, transloadit, with_field

RECORDED = json.loads((Path(__file__).resolve().parent / "recorded.json").read_text(encoding="ascii"))["texts"]
# What no software can undo: members gone or in another order, digits gone, a spelling that could have been any.
LOST = {
    "ledger>node",
    "twice>node",
    "twice>python-compact",
    "exponent>node",
    "exponent>python-compact",
    "job>node>php-array",
    # Members that are null are left out.
    "event>node>gson",
}
SORTED = {"contact>node>python-sorted", "contact>node>go-map", "event>node>go-map"}
QUOTED = {"contact>node>node-quoted", "event>node>node-quoted"}


def by(scheme):
    return lambda body, **more: custom(scheme, body, **more)


def parsed_form(status):
    return transloadit(status, form="parsed")


SENDERS = {
    "job": cycle([transcodely]),
    "event": cycle([transcodely2, standard]),
    "contact": cycle([standard, svix, by(schemes.SHOP), by(schemes.URLSAFE), by(schemes.JOINED)]),
    "plain": cycle(
        [by(schemes.LONG), by(schemes.PREFIXED), by(schemes.TIMED), by(schemes.PAIRS), by(schemes.MILLISECONDS)]
    ),
    "status": cycle([parsed_form]),
}
OTHERS = cycle([transcodely, standard, by(schemes.PREFIXED)])


def received(delivery, text):
    return with_field(delivery, text) if delivery.provider == "transloadit" else delivery.received(text.encode("utf-8"))


def add(book):
    reserialized(book)
    ends(book)
    marks(book)
    encodings(book)
    wrapped(book)
    gone(book)


def reserialized(book):
    for chain, (sent, got) in RECORDED.items():
        payload, *hands = chain.split(">")
        sender = next(SENDERS.get(payload, OTHERS))
        delivery = received(sender(sent) if payload == "status" else sender(sent.encode("utf-8")), got)
        name = f"body/{chain.replace('>', '/')}"
        who = f"sent as {hands[-2] if len(hands) > 1 else 'it stands'}, written anew by {hands[-1]}"
        if got == sent:
            book.add(name, who + ", which changes nothing", delivery, None)
        elif chain in LOST:
            book.add(
                name, who + ", which cannot be undone", delivery, "signature_mismatch", never=["body_newline_added"]
            )
        elif chain in SORTED:
            book.add(
                name, who + ", which sorts the members", delivery, "signature_mismatch", hints=["body_keys_sorted"]
            )
        else:
            book.add(name, who, delivery, "signature_mismatch", proved=[cause(chain, sent, got)])


def cause(chain, sent, got):
    if chain in QUOTED:
        return "body_quoted"
    if got == sent + "\n":
        return "body_newline_added"
    return "body_newline_lost" if sent == got + "\n" else "body_reserialized"


def ends(book):
    contact = PAYLOADS["contact"].encode("utf-8")
    pretty = RECORDED["contact>node>php-pretty"][1].encode("utf-8")

    def case(slug, comment, sender, sent, got, code):
        book.add(f"body/{slug}", comment, sender(sent).received(got), "signature_mismatch", proved=[code])

    case(
        "newline-added",
        "a line end added, as an editor saves it",
        transcodely,
        contact,
        contact + b"\n",
        "body_newline_added",
    )
    case(
        "newline-added-crlf", "a line end of Windows added", standard, contact, contact + b"\r\n", "body_newline_added"
    )
    case("newline-added-two", "two line ends added", svix, contact, contact + b"\n\n", "body_newline_added")
    case(
        "newline-added-plain",
        "a line end behind a body that is no JSON",
        by(schemes.SHOP),
        b"plain text",
        b"plain text\n",
        "body_newline_added",
    )
    case("newline-lost", "trimmed", transcodely2, contact + b"\n", contact, "body_newline_lost")
    case("newline-lost-crlf", "trimmed of CRLF", by(schemes.PREFIXED), contact + b"\r\n", contact, "body_newline_lost")
    case("newline-lost-pretty", "an indented text, trimmed", standard, pretty + b"\n", pretty, "body_newline_lost")
    crlf = pretty.replace(b"\n", b"\r\n")
    case("crlf-for-lf", "LF made CRLF", transcodely, pretty, crlf, "body_line_ends_changed")
    case("lf-for-crlf", "CRLF made LF", standard, crlf, pretty, "body_line_ends_changed")
    case(
        "crlf-for-lf-end",
        "LF made CRLF, the last line's too",
        by(schemes.URLSAFE),
        pretty + b"\n",
        crlf + b"\r\n",
        "body_line_ends_changed",
    )
    case(
        "lf-for-crlf-lines",
        "lines of JSON, CRLF made LF",
        by(schemes.TIMED),
        b'{"a":1}\r\n{"a":2}\r\n',
        b'{"a":1}\n{"a":2}\n',
        "body_line_ends_changed",
    )
    case(
        "crlf-for-lf-text",
        "lines that are no JSON",
        by(schemes.LONG),
        b"one\ntwo\nthree\n",
        b"one\r\ntwo\r\nthree\r\n",
        "body_line_ends_changed",
    )
    big = Pieces([("[", 1), ('{"id":1,"name":"row"},', 20000), ("0]", 1)])
    spaced = Pieces([("[", 1), ('{"id": 1, "name": "row"}, ', 20000), ("0]", 1)])
    book.add(
        "body/large-reserialized",
        "half a megabyte, written anew by Python",
        transcodely(big).received(spaced),
        "signature_mismatch",
        proved=["body_reserialized"],
    )
    book.add(
        "body/large-newline",
        "a line end behind 1 MiB that is no JSON",
        by(schemes.SHOP)(Pieces([("0123456789abcdef", 65536)])).received(
            Pieces([("0123456789abcdef", 65536), ("\n", 1)])
        ),
        "signature_mismatch",
        proved=["body_newline_added"],
    )


def marks(book):
    contact = PAYLOADS["contact"].encode("utf-8")
    mark = b"\xef\xbb\xbf"
    for slug, sender in (("transcodely", transcodely), ("standard", standard), ("sha512", by(schemes.LONG))):
        book.add(
            f"body/bom-added-{slug}",
            "a byte order mark in front, as a file saved on Windows has it",
            sender(contact).received(mark + contact),
            "signature_mismatch",
            proved=["body_bom_added"],
        )
        book.add(
            f"body/bom-lost-{slug}",
            "the sender's byte order mark taken off by a decoder",
            sender(mark + contact).received(contact),
            "signature_mismatch",
            proved=["body_bom_lost"],
        )


def encodings(book):
    contact, accents = PAYLOADS["contact"].encode("utf-8"), '{"city":"Köln","who":"Zoë","price":"5 €","said":"“ja”"}'
    latin = '{"city":"Köln","who":"Zoë"}'
    cases = [
        (
            "latin1-read",
            "UTF-8 read as Latin-1 and written as UTF-8",
            transcodely,
            latin.encode(),
            latin.encode().decode("latin-1").encode(),
        ),
        (
            "latin1-read-emoji",
            "the same with characters of four bytes",
            standard,
            contact,
            contact.decode("latin-1").encode(),
        ),
        (
            "windows-read",
            "UTF-8 read as Windows-1252 and written as UTF-8",
            transcodely2,
            '{"price":"5 €","who":"Zoë"}'.encode(),
            '{"price":"5 €","who":"Zoë"}'.encode().decode("cp1252").encode(),
        ),
        (
            "latin1-read-twice",
            "the same twice",
            by(schemes.SHOP),
            latin.encode(),
            latin.encode().decode("latin-1").encode().decode("latin-1").encode(),
        ),
        ("latin1-written", "UTF-8 written as Latin-1", standard, latin.encode(), latin.encode("latin-1")),
        (
            "windows-written",
            "UTF-8 written as Windows-1252",
            by(schemes.PREFIXED),
            accents.encode(),
            accents.encode("cp1252"),
        ),
        (
            "utf16-written",
            "UTF-8 written as UTF-16 with its mark",
            transcodely,
            latin.encode(),
            b"\xff\xfe" + latin.encode("utf-16-le"),
        ),
        (
            "utf16be-written",
            "UTF-8 written as UTF-16, big-endian, with its mark",
            svix,
            latin.encode(),
            b"\xfe\xff" + latin.encode("utf-16-be"),
        ),
        (
            "utf16-written-bare",
            "UTF-8 written as UTF-16 without a mark",
            by(schemes.PAIRS),
            latin.encode(),
            latin.encode("utf-16-le"),
        ),
    ]
    for slug, comment, sender, sent, got in cases:
        book.add(f"body/{slug}", comment, sender(sent).received(got), "signature_mismatch", proved=["body_reencoded"])
    raw = b'{"name":"Zo\xeb","file":"\xff\xd8\xff"}'
    for slug, sender in (("transcodely", transcodely), ("standard", standard)):
        book.add(
            f"body/replaced-{slug}",
            "bytes that are not UTF-8, decoded with replacement characters",
            sender(raw).received(raw.decode("utf-8", "replace").encode()),
            "signature_mismatch",
            hints=["body_characters_replaced"],
        )
    book.add(
        "body/replaced-ascii",
        "written in ASCII, a question mark for the rest: the original is gone",
        standard(contact).received(contact.decode().encode("ascii", "replace")),
        "signature_mismatch",
    )


def wrapped(book):
    contact = PAYLOADS["contact"].encode("utf-8")
    deflate = zlib.compressobj(9, zlib.DEFLATED, 15)
    packed = gzip.compress(contact, mtime=0)
    padded, urlsafe = base64.b64encode(contact), base64.urlsafe_b64encode(contact)
    cases = [
        ("gzip", "compressed on its way", transcodely, packed, "body_compressed"),
        ("gzip-standard", "compressed on its way", standard, packed, "body_compressed"),
        (
            "zlib",
            "compressed with a zlib header",
            by(schemes.SHOP),
            deflate.compress(contact) + deflate.flush(),
            "body_compressed",
        ),
        ("base64", "base64, as a gateway hands over a binary body", transcodely2, padded, "body_base64"),
        ("base64-standard", "base64, as a gateway hands over a binary body", standard, padded, "body_base64"),
        (
            "base64-urlsafe",
            "base64 of the URL alphabet, without padding",
            by(schemes.PREFIXED),
            urlsafe.rstrip(b"="),
            "body_base64",
        ),
        ("base64-lines", "base64 in lines of 76", svix, base64.encodebytes(contact), "body_base64"),
    ]
    for slug, comment, sender, got, code in cases:
        book.add(f"body/{slug}", comment, sender(contact).received(got), "signature_mismatch", proved=[code])
    for slug, sender in (("transcodely", transcodely), ("standard", standard)):
        book.add(
            f"body/inflated-{slug}",
            "signed as compressed, inflated by the server, which left the header in place",
            sender(packed).header("Content-Encoding", "gzip").received(contact),
            "signature_mismatch",
            hints=["body_inflated"],
        )
    for slug, comment, got in (
        ("entities", "quotes written as entities", contact.replace(b"&", b"&amp;").replace(b'"', b"&quot;")),
        ("slashes", "a backslash before each quote", contact.replace(b"\\", b"\\\\").replace(b'"', b'\\"')),
    ):
        for name, sender in (("transcodely", transcodely), ("standard", standard)):
            book.add(
                f"body/{slug}-{name}",
                comment,
                sender(contact).received(got),
                "signature_mismatch",
                proved=["body_escaped"],
            )
    numbers = ",".join(str(byte) for byte in contact)
    members = ",".join(f'"{index}":{byte}' for index, byte in enumerate(contact))
    for slug, comment, got in (
        ("array", "String() of a Uint8Array", numbers),
        ("list", "an array of bytes as JSON", f"[{numbers}]"),
        ("members", "JSON.stringify of a Uint8Array", f"{{{members}}}"),
        ("buffer", "JSON.stringify of a Buffer", f'{{"type":"Buffer","data":[{numbers}]}}'),
        ("repr", "str of bytes in Python", str(contact)),
    ):
        book.add(
            f"body/printed-{slug}",
            comment,
            transcodely2(contact).received(got.encode()),
            "signature_mismatch",
            proved=["body_printed"],
        )
    quoted = json.dumps(contact.decode(), ensure_ascii=False).encode()
    book.add(
        "body/quoted-once",
        "a JSON string that holds the body",
        transcodely(contact).received(quoted),
        "signature_mismatch",
        proved=["body_quoted"],
    )
    book.add(
        "body/quoted-ascii",
        "a JSON string that holds the body, all of it in ASCII",
        by(schemes.URLSAFE)(contact).received(json.dumps(contact.decode()).encode()),
        "signature_mismatch",
        proved=["body_quoted"],
    )
    book.add(
        "body/unquoted",
        "the sender signs a JSON string; a parser took it out",
        standard(quoted).received(contact),
        "signature_mismatch",
        proved=["body_quoted"],
    )


def gone(book):
    contact = PAYLOADS["contact"].encode("utf-8")
    for slug, sender in (("transcodely", transcodely), ("standard", standard), ("shop", by(schemes.SHOP))):
        book.add(
            f"body/consumed-{slug}",
            "read before, so that nothing was left",
            sender(contact).received(b""),
            "signature_mismatch",
            observed=["body_empty"],
            never=["body_newline_lost"],
        )
        book.add(
            f"body/parsed-{slug}",
            "a parsed object instead of the bytes",
            sender(contact).received(None),
            "body_not_raw",
            observed=["body_not_raw"],
        )
        book.add(
            f"body/cut-{slug}",
            "shorter than announced",
            sender(contact).received(contact[:-40]),
            "signature_mismatch",
            observed=["body_length_differs"],
        )
    book.add(
        "body/longer",
        "longer than announced",
        transcodely(contact).received(contact + b'{"id":"next"}'),
        "signature_mismatch",
        observed=["body_length_differs"],
    )
