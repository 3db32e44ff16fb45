"""What was signed is in a style that is seldom met, or lost or gained white space at its ends."""

from . import schemes
from .body import RECORDED
from .chains import PAYLOADS
from .senders import custom, standard, svix, transcodely, transcodely2, transloadit, with_field

CONTACT = PAYLOADS["contact"].encode()
PRETTY = RECORDED["contact>node>php-pretty"][1]


def add(book):
    written(book)
    ends(book)
    percent(book)


def written(book):
    """Received is what Node 20 makes of each: `JSON.stringify(JSON.parse(text))`."""
    cases = [
        (
            "orgjson",
            "org.json escapes U+2000 to U+20FF, and the slash behind `<`",
            r'{"a":"5 \u20ac \u201cja\u201d","b":"Größe","c":"<\/b>","d":"x/y"}',
            '{"a":"5 € “ja”","b":"Größe","c":"</b>","d":"x/y"}',
        ),
        (
            "ruby-floats",
            "Ruby's exponents, and a float that is whole",
            '{"a":1.0e+21,"b":1.0,"c":1.0e-05}',
            '{"a":1e+21,"b":1,"c":0.00001}',
        ),
        ("java-double", "Java's doubles", '{"v":1.0E21,"w":2.0}', '{"v":1e+21,"w":2}'),
        (
            "java-seconds",
            "seconds that became a double in Java",
            '{"id":7,"at":1.716480293E9}',
            '{"id":7,"at":1716480293}',
        ),
        (
            "control-hex",
            "line feed and tab in hex",
            r'{"text":"one\u000atwo\u0009three"}',
            r'{"text":"one\ntwo\tthree"}',
        ),
        (
            "database",
            "spaces on both sides of the colon, as PostgreSQL's json_build_object writes it",
            '{"a" : 1, "b" : "c"}',
            '{"a":1,"b":"c"}',
        ),
    ]
    for (slug, comment, sent, got), sender in zip(cases, SENDERS * 2):
        delivery = sender(sent.encode()).received(got.encode())
        book.add(f"style/{slug}", comment, delivery, "signature_mismatch", proved=["body_reserialized"])


def ends(book):
    def case(slug, comment, delivery, got, code):
        book.add(f"style/{slug}", comment, delivery.received(got), "signature_mismatch", proved=[code])

    joined = PRETTY.replace("\n", "").encode()
    case("joined", "curl -d takes every line end", transcodely2(PRETTY.encode()), joined, "body_newline_lost")
    case("joined-end", "also the last one", standard(PRETTY.encode() + b"\n"), joined, "body_newline_lost")
    crlf = PRETTY.replace("\n", "\r\n").encode()
    case("joined-crlf", "and those of Windows", svix(crlf), joined, "body_newline_lost")
    case("two-lost", "two line ends trimmed", transcodely(CONTACT + b"\n\n"), CONTACT, "body_newline_lost")
    for slug, got in (("front", b"\n" + CONTACT), ("front-space", b" " + CONTACT), ("around", b"\n" + CONTACT + b"\n")):
        case(slug, "white space in front", standard(CONTACT), got, "body_newline_added")
    case("space", "a blank behind", transcodely(CONTACT), CONTACT + b" ", "body_newline_added")


def percent(book):
    def case(slug, comment, sent, got):
        delivery = with_field(transloadit(sent, form="parsed"), got)
        book.add(f"style/{slug}", comment, delivery, "signature_mismatch", proved=["form_value_decoded_twice"])

    case("percent", "decoded again: `%25` is `%`", '{"rate":"100%25"}', '{"rate":"100%"}')
    case("percent-text", "the same by a function that leaves `+`", '{"a":"100%25 of a+b"}', '{"a":"100% of a+b"}')
    case("percent-plus", "and by one that does not", '{"a":"100%25 of a+b"}', '{"a":"100% of a b"}')


SENDERS = [transcodely, standard, transcodely2, lambda body: custom(schemes.SHOP, body)]
