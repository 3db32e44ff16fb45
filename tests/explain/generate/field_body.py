"""What frameworks, proxies and tools do to a body, as people ask about it."""

import base64
import gzip
import json

from . import schemes
from .body import RECORDED
from .chains import PAYLOADS
from .senders import (
    NOW,
    custom,
    standard,
    svix,
    transcodely,
    transcodely2,
)

CONTACT = PAYLOADS["contact"]
JOB = PAYLOADS["job"]
EVENT = PAYLOADS["event"]
STATUS = PAYLOADS["status"]
LINK = STATUS.replace("100%", "100")


def add(book):
    frameworks(book)
    bytes_and_text(book)
    tools(book)


def frameworks(book):
    def case(slug, question, sender, sent, got, code="body_reserialized"):
        book.add(f"field/{slug}", question, sender(sent).received(got), "signature_mismatch", proved=[code])

    case(
        "express-json",
        "express.json() is on and I pass JSON.stringify(req.body): every delivery is refused",
        standard,
        *recorded("contact>python>node"),
    )
    case(
        "flask-json",
        "in Flask I use json.dumps(request.json) because the library wants bytes",
        transcodely,
        *recorded("job>node>python"),
    )
    case(
        "fastapi-json",
        "FastAPI: json.dumps(await request.json(), separators=(',', ':')), only names with umlauts fail",
        svix,
        *recorded("contact>node>python-compact"),
    )
    rails = EVENT.replace("&", "\\u0026")
    case(
        "rails-to-json",
        "Rails: I verify params.to_json, only titles with & fail",
        transcodely2,
        EVENT.encode(),
        rails.encode(),
    )
    case(
        "php-json-encode",
        "PHP: json_encode(json_decode(file_get_contents('php://input'))), the URLs get backslashes",
        lambda body: custom(schemes.SHOP, body),
        *recorded("contact>node>php"),
    )
    case(
        "worker-json",
        "Worker: JSON.stringify(await request.json()), the sender is a PHP shop",
        standard,
        *recorded("contact>php>node"),
    )
    case(
        "gin-encoder",
        "Go: decoded, checked, encoded again with json.NewEncoder",
        transcodely,
        *recorded("contact>node>go-encoder"),
    )
    case(
        "go-encoder-newline",
        "Go: the encoder seems to add one byte",
        transcodely2,
        *recorded("plain>node>go-encoder"),
        "body_newline_added",
    )
    case(
        "spring-jackson",
        "Spring: mapper.writerWithDefaultPrettyPrinter() on the JsonNode",
        standard,
        *recorded("contact>node>jackson-pretty"),
    )
    case(
        "gson-tree",
        "Android team uses Gson: an apostrophe breaks it",
        lambda body: custom(schemes.PREFIXED, body),
        *recorded("contact>node>gson"),
    )
    case("gson-double", "Gson: all my integers became doubles", transcodely, *recorded("job>node>gson-map"))
    case(
        "express-amount",
        "our billing sends 100.0, after express.json() it is 100",
        standard,
        *recorded("invoice>python-compact>node"),
    )
    case("nest-body", "Nest: @Body() and JSON.stringify, the sender is Go", transcodely2, *recorded("event>go>node"))
    pretty, joined = RECORDED["job>node>node-indent2"][1], RECORDED["job>node>node-indent2"][1].replace("\n", "")
    case(
        "servlet-lines",
        "servlet: getReader().lines().collect(joining())",
        transcodely,
        pretty.encode(),
        joined.encode(),
        "body_newline_lost",
    )
    case(
        "servlet-append",
        'servlet: readLine() and append("\\n") for each line',
        standard,
        JOB.encode(),
        JOB.encode() + b"\n",
        "body_newline_added",
    )
    for slug, question, sender in (
        ("next-consumed", "Next: the middleware read request.text(), mine is empty", standard),
        ("hono-consumed", 'body is "" after a logger that reads it', transcodely),
        ("django-consumed", "Django: request.body is b'' after request.read()", transcodely2),
    ):
        book.add(
            f"field/{slug}", question, sender(JOB.encode()).received(b""), "signature_mismatch", observed=["body_empty"]
        )
    book.add(
        "field/express-object",
        "I hand over req.body and get body_not_raw",
        standard(JOB.encode()).received(None),
        "body_not_raw",
        observed=["body_not_raw"],
    )
    for slug, question, got in (
        ("empty-object", 'JSON.stringify(req.body) is "{}"', b"{}"),
        ("object-object", "String(req.body)", b"[object Object]"),
        ("undefined", "String(undefined)", b"undefined"),
        ("buffer-inspect", "util.inspect(req.body)", b"<Buffer 7b 22 69 64 22 3a>"),
        ("python-dict", "str(request.json)", str(json.loads(JOB)).encode()),
        ("go-print", "fmt.Sprint(payload)", b"map[event:job.completed job:map[id:job_1]]"),
        ("php-text", "(string) $payload", b"Array"),
        ("ruby-hash", "params.to_s", b'{:event=>"job.completed"}'),
    ):
        book.add(
            f"field/{slug}",
            question,
            transcodely(JOB.encode()).received(got),
            "signature_mismatch",
            observed=["body_length_differs"],
            hints=["body_object"],
            never=["secret_wrong"],
        )
    book.add(
        "field/log-cut",
        "the body from our log, which cuts long lines",
        transcodely(JOB.encode()).received(JOB[:200].encode() + "… (truncated)".encode()),
        "signature_mismatch",
        observed=["body_length_differs"],
    )
    book.add(
        "field/python-bytes",
        "str(request.data)",
        transcodely(JOB.encode()).received(str(JOB.encode()).encode()),
        "signature_mismatch",
        proved=["body_printed"],
        observed=["body_length_differs"],
    )


def bytes_and_text(book):
    body = CONTACT.encode()

    def case(slug, question, delivery, code):
        book.add(f"field/{slug}", question, delivery, "signature_mismatch", proved=[code])

    case(
        "lambda-base64",
        "Lambda behind API Gateway, isBase64Encoded is true",
        transcodely(body).received(base64.b64encode(body)),
        "body_base64",
    )
    case(
        "azure-base64",
        "Azure: the binding gives base64",
        standard(body).received(base64.b64encode(body)),
        "body_base64",
    )
    case(
        "sqs-quoted",
        "the body comes through a queue as a JSON string",
        standard(body).received(json.dumps(CONTACT).encode()),
        "body_quoted",
    )
    case(
        "latin1-decode",
        "request.body.decode('latin-1') and later .encode()",
        transcodely(body).received(body.decode("latin-1").encode()),
        "body_reencoded",
    )
    case(
        "powershell-ansi",
        "saved in PowerShell, é is one byte now",
        transcodely2('{"city":"Orléans"}'.encode()).received('{"city":"Orléans"}'.encode("cp1252")),
        "body_reencoded",
    )
    case(
        "powershell-unicode",
        "Set-Content -Encoding Unicode -NoNewline",
        standard('{"city":"Orléans"}'.encode()).received(b"\xff\xfe" + '{"city":"Orléans"}'.encode("utf-16-le")),
        "body_reencoded",
    )
    case(
        "dotnet-reader",
        ".NET StreamReader eats the three bytes in front",
        standard(b"\xef\xbb\xbf" + body).received(body),
        "body_bom_lost",
    )
    case(
        "notepad-bom",
        "fixture saved with Notepad as UTF-8 with BOM",
        transcodely(body).received(b"\xef\xbb\xbf" + body),
        "body_bom_added",
    )
    case(
        "git-autocrlf",
        "fixture checked out on Windows, autocrlf is on",
        standard(RECORDED["contact>node>php-pretty"][1].encode()).received(
            RECORDED["contact>node>php-pretty"][1].replace("\n", "\r\n").encode()
        ),
        "body_line_ends_changed",
    )
    case(
        "proxy-gzip",
        "our egress proxy compresses",
        svix(body).received(gzip.compress(body, mtime=0)),
        "body_compressed",
    )
    book.add(
        "field/cloud-inflated",
        "the balancer inflates, Content-Encoding is still there",
        transcodely(gzip.compress(body, mtime=0)).header("Content-Encoding", "gzip").received(body),
        "signature_mismatch",
        hints=["body_inflated"],
    )
    raw = b'{"file":"caf\xe9.mp4"}'
    book.add(
        "field/text-replaced",
        "await request.text() and TextEncoder, question marks in a diamond",
        transcodely2(raw).received(raw.decode("utf-8", "replace").encode()),
        "signature_mismatch",
        hints=["body_characters_replaced"],
    )


def tools(book):
    pretty = RECORDED["contact>node>node-quoted"][0]

    def case(slug, question, delivery, code):
        book.add(f"field/{slug}", question, delivery, "signature_mismatch", proved=[code])

    indented = RECORDED["job>node>node-indent2"][1]
    case(
        "curl-d",
        "curl -d @body.json fails, --data-binary works",
        transcodely(indented.encode()).received(indented.replace("\n", "").encode()),
        "body_newline_lost",
    )
    case(
        "curl-d-end",
        "curl -d @body.json, the file has one line",
        standard(pretty.encode() + b"\n").received(pretty.encode()),
        "body_newline_lost",
    )
    case(
        "echo-openssl",
        "signed with echo ... | openssl dgst, posted without echo",
        custom(schemes.PREFIXED, b'{"test":true}\n').received(b'{"test":true}'),
        "body_newline_lost",
    )
    case(
        "heredoc",
        "body saved by a here-document",
        transcodely2(pretty.encode()).received(pretty.encode() + b"\n"),
        "body_newline_added",
    )
    case(
        "postman-beautify",
        "Postman: I pressed Beautify",
        standard(CONTACT.encode()).received(RECORDED["contact>node>php-prettyunescaped"][1].encode()),
        "body_reserialized",
    )
    case(
        "devtools-copy",
        "copied from the network tab, nicely indented",
        transcodely(JOB.encode()).received(indented.encode()),
        "body_reserialized",
    )
    case(
        "jq-pipe",
        "saved with | jq . > body.json",
        svix(CONTACT.encode()).received(RECORDED["contact>node>jq"][1].encode()),
        "body_reserialized",
    )
    case(
        "prettier-fixture",
        "our formatter runs over fixtures",
        transcodely2(JOB.encode()).received(indented.encode() + b"\n"),
        "body_reserialized",
    )
    case(
        "unit-test",
        "unit test: supertest .send(event) against a signature over JSON.stringify(event, null, 2)",
        standard(indented.encode()).received(JOB.encode()),
        "body_reserialized",
    )
    book.add(
        "field/old-fixture",
        "recorded last week, and the editor added a line end",
        transcodely(JOB.encode(), at=NOW - 604_801).received(JOB.encode() + b"\n"),
        "signature_mismatch",
        proved=["body_newline_added", "timestamp_stale"],
    )


def recorded(chain):
    return tuple(text.encode("utf-8") for text in RECORDED[chain])
