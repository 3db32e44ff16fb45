"""The body was changed twice: in pairs that come together on Windows, in decoders and in queues."""

from . import schemes
from .body import RECORDED
from .chains import PAYLOADS
from .senders import custom, standard, svix, transcodely, transcodely2

CONTACT = PAYLOADS["contact"].encode()
PRETTY = RECORDED["contact>node>php-pretty"][1].encode()
SPACED = RECORDED["contact>node>python"][1].encode()
MARK = b"\xef\xbb\xbf"


def add(book):
    def case(slug, comment, delivery, got, *proved):
        book.add(f"twice/{slug}", comment, delivery.received(got), "signature_mismatch", proved=proved)

    crlf = PRETTY.replace(b"\n", b"\r\n")
    case(
        "mark-newline",
        "saved by an editor on Windows: a mark in front, CRLF behind",
        transcodely2(CONTACT),
        MARK + CONTACT + b"\r\n",
        "body_bom_added",
        "body_newline_added",
    )
    case(
        "mark-crlf",
        "the same with lines within",
        transcodely(PRETTY),
        MARK + crlf,
        "body_bom_added",
        "body_line_ends_changed",
    )
    case(
        "mark-crlf-end",
        "and one more line end",
        transcodely(PRETTY),
        MARK + crlf + b"\r\n",
        "body_bom_added",
        "body_line_ends_changed",
    )
    case(
        "mark-reserialized",
        "written anew, with a mark in front",
        standard(CONTACT),
        MARK + SPACED,
        "body_bom_added",
        "body_reserialized",
    )
    case(
        "mark-lost-reserialized",
        "a decoder dropped the mark, a parser the rest",
        standard(MARK + CONTACT),
        SPACED,
        "body_bom_lost",
        "body_reserialized",
    )
    case(
        "mark-lost-trimmed",
        "String.prototype.trim takes the mark, too",
        svix(MARK + CONTACT + b"\n"),
        CONTACT,
        "body_bom_lost",
        "body_newline_lost",
    )
    case(
        "utf16-crlf",
        "PowerShell's Out-File",
        transcodely2(CONTACT),
        ("\ufeff" + CONTACT.decode() + "\r\n").encode("utf-16-le"),
        "body_reencoded",
        "body_newline_added",
    )
    case(
        "mojibake-newline",
        "read as Latin-1, and saved with a line end",
        custom(schemes.PREFIXED, CONTACT),
        CONTACT.decode("latin-1").encode() + b"\n",
        "body_reencoded",
        "body_newline_added",
    )
    case(
        "mojibake-trimmed",
        "read as Latin-1, and trimmed",
        custom(schemes.SHOP, CONTACT + b"\n"),
        CONTACT.decode("latin-1").encode(),
        "body_reencoded",
        "body_newline_lost",
    )
    case(
        "mojibake-crlf",
        "read as Latin-1, and saved with CRLF",
        standard(PRETTY.replace(b"\\u00eb", "ë".encode())),
        crlf.replace(b"\\u00eb", "ë".encode()).decode("latin-1").encode(),
        *TWO_ENCODED,
    )
    tampered = MARK + CONTACT.replace(b"1", b"2") + b"\r\n"
    book.add(
        "twice/tampered",
        "a digit changed, too",
        transcodely2(CONTACT).received(tampered),
        "signature_mismatch",
        never=["body_bom_added", "body_newline_added"],
    )


TWO_ENCODED = ("body_reencoded", "body_line_ends_changed")
