"""`sign`: each format byte for byte, and what it refuses."""

import json

from case import NOW, as_json, case
from generate.oracle import as_bytes, b64, hex_mac, mac
from generate.forms import multipart, part, urlencoded
from generate.sign import boundary

SECRET = "whsec_your_signing_secret"
BODY = '{"event":"job.completed"}\n'
TIME = ["--timestamp", str(NOW)]
BY = ["sign", "--provider", "transcodely", "--secret-env", "SECRET", *TIME, "--id", "dlv_1"]
DEFAULT_URL = "http://127.0.0.1:3000/"


def cases():
    return [*transcodely(), *shells(), *forms(), *tokens(), *refusals()]


def signed(body=BODY, secret=SECRET):
    return [
        ("content-type", "application/json"),
        ("x-transcodely-signature", "sha256=" + hex_mac("sha256", secret, f"{NOW}.", body)),
        ("x-transcodely-timestamp", str(NOW)),
        ("x-transcodely-delivery-id", "dlv_1"),
    ]


def curl(headers, data, url=DEFAULT_URL, written=None, globoff=""):
    start = f"printf '{written}' | " if written is not None else ""
    lines = [
        f"{start}curl {globoff}'{url}'",
        *(f"--header '{name}: {value}'" for name, value in headers),
        f"--data-binary {data}",
    ]
    return " \\\n  ".join(lines) + "\n"


def http(headers, body, host, target):
    lines = [
        f"POST {target} HTTP/1.1",
        f"host: {host}",
        *(f"{name}: {value}" for name, value in headers),
        f"content-length: {len(as_bytes(body))}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + as_bytes(body)


def given(name, args, **expected):
    return case(name, args, 0, **{"env": {"SECRET": SECRET}, "silent": [SECRET], "stdin": BODY} | expected)


def transcodely():
    yield given("sign prints a curl command", BY, stdout=curl(signed(), f"'{BODY}'"))
    yield given(
        "sign reads a file",
        [*BY, "--data", "body.json"],
        stdin=None,
        files={"body.json": BODY},
        stdout=curl(signed(), f"'{BODY}'"),
    )
    yield given("sign reads standard input by its name", [*BY, "--data", "-"], stdout=curl(signed(), f"'{BODY}'"))
    yield given(
        "sign prints the headers",
        [*BY, "--format", "headers"],
        stdout="".join(f"{name}: {value}\n" for name, value in signed()),
    )
    for words in (["--format", "json"], ["--json"]):
        yield given(
            f"sign prints JSON with {' '.join(words)}",
            [*BY, *words],
            stdout=as_json({"url": None, "headers": signed(), "body": b64(BODY)}),
        )
    raw = http(signed(), BODY, "127.0.0.1:3000", "/")
    yield given("sign prints a request", [*BY, "--format", "http"], stdout=raw.decode())
    url = "https://example.com/hooks/a?b=1"
    yield given(
        "sign prints a request to a URL",
        [*BY, "--format", "http", "--url", url],
        stdout=http(signed(), BODY, "example.com", "/hooks/a?b=1").decode(),
    )
    yield given("sign prints a curl command to a URL", [*BY, "--url", url], stdout=curl(signed(), f"'{BODY}'", url))
    listed = [
        ("content-type", "application/json"),
        ("transcodely-signature", f"t={NOW},v1=" + hex_mac("sha256", SECRET, f"{NOW}.", BODY)),
        ("webhook-id", "dlv_1"),
    ]
    yield given("sign takes a variant", [*BY, "--variant", "transcodely-signature"], stdout=curl(listed, f"'{BODY}'"))
    key = b"0123456789abcdef01234567"
    tag = b64(mac("sha256", key, f"msg_1.{NOW}.", BODY))
    standard = [
        ("content-type", "application/json"),
        ("webhook-signature", f"v1,{tag}"),
        ("webhook-timestamp", str(NOW)),
        ("webhook-id", "msg_1"),
    ]
    text = "whsec_" + b64(key)
    yield given(
        "sign as Standard Webhooks",
        ["sign", "-p", "standard-webhooks", "--secret-env", "SECRET", *TIME, "--id", "msg_1"],
        env={"SECRET": text},
        silent=[text],
        stdout=curl(standard, f"'{BODY}'"),
    )


def shells():
    """What a shell, curl or printf would take for something else."""
    yield given(
        "an apostrophe in the body",
        BY,
        stdin='{"a":"it\'s"}',
        stdout=curl(signed('{"a":"it\'s"}'), """'{"a":"it'\\''s"}'"""),
    )
    for what, body, written in (
        ("that begins with @", b"@file", "@file"),
        ("with CRLF", b"a\r\nb\t\r\n", r"a\r\nb\t\r\n"),
        ("with NUL, octal and percent", b"%d\x000\\n'", r"%%d\0000\\n\047"),
        ("beyond ASCII", "Zo\u00eb".encode(), r"Zo\303\253"),
        ("that begins with a dash", b"-n\x00", r"\055n\000"),
        ("of every byte", bytes(range(256)), None),
    ):
        if written is None:
            names = {9: r"\t", 10: r"\n", 13: r"\r", 37: "%%", 39: r"\047", 92: r"\\"}
            written = "".join(names.get(b) or (chr(b) if 0x20 <= b < 0x7F else f"\\{b:03o}") for b in body)
        yield given(
            f"a body {what} is written by printf", BY, stdin=body, stdout=curl(signed(body), "@-", written=written)
        )
    yield given("an empty body", BY, stdin="", stdout=curl(signed(""), "''"))
    longest = "a" * 16384
    yield given(
        "the longest body that stands in the command", BY, stdin=longest, stdout=curl(signed(longest), f"'{longest}'")
    )
    yield given(
        "a longer body is written by printf",
        BY,
        stdin=longest + "a",
        stdout=curl(signed(longest + "a"), "@-", written=longest + "a"),
    )
    url = "http://[::1]:3000/hook?a[]=1"
    yield given(
        "a URL that curl would take for several",
        [*BY, "--url", url],
        stdin="{}",
        stdout=curl(signed("{}"), "'{}'", url, globoff="--globoff "),
    )
    yield given(
        "a binary body in a request",
        [*BY, "--format", "http"],
        stdin=bytes(range(256)),
        stdoutBase64=b64(http(signed(bytes(range(256))), bytes(range(256)), "127.0.0.1:3000", "/")),
    )


def forms():
    status = '{"ok":"ASSEMBLY_COMPLETED"}'
    auth = "0123456789abcdef0123456789abcdef01234567"
    by = ["sign", "--provider", "transloadit", "--secret-env", "SECRET"]
    env = {"env": {"SECRET": auth}, "silent": [auth], "stdin": status}
    for words, algorithm in (([], "sha384"), (["--algorithm", "sha1"], "sha1")):
        tag = hex_mac(algorithm, auth, status)
        pairs = [("transloadit", status), ("signature", f"{algorithm}:{tag}")]
        form = urlencoded(pairs)
        yield given(
            f"sign a urlencoded form with {algorithm}",
            [*by, "--form", "urlencoded", *words],
            **env,
            stdout=curl([("content-type", "application/x-www-form-urlencoded")], f"'{form}'"),
        )
        mark = boundary(tag, status)
        body = multipart([part(*pair) for pair in pairs], mark)
        yield given(
            f"sign a multipart form with {algorithm}",
            [*by, "--format", "json", *words],
            **env,
            stdout=as_json(
                {"url": None, "headers": [("content-type", f"multipart/form-data; boundary={mark}")], "body": b64(body)}
            ),
        )


def tokens():
    token = "tok 3f9a71c2d8"
    masked = f"masked:{len(token)}"
    note = "^hookseal: .*--show-token"
    json_type = ("content-type", "application/json")
    by = ["sign", "-p", "assemblyai", "--header-name", "X-Hook-Secret", "--secret-env", "SECRET"]
    env = {"env": {"SECRET": token}, "silent": [token], "threats": [119], "stdin": "{}"}
    hidden = [json_type, ("x-hook-secret", masked)]
    yield given("a token is masked", by, **env, stderr=note, stdout=curl(hidden, "'{}'"))
    yield given(
        "a token is masked in the headers",
        [*by, "--format", "headers"],
        **env,
        stderr=note,
        stdout=f"content-type: application/json\nx-hook-secret: {masked}\n",
    )
    yield given(
        "a token is masked in JSON",
        [*by, "--json"],
        **env,
        stderr=note,
        stdout=as_json({"url": None, "headers": hidden, "body": b64("{}")}),
    )
    yield given(
        "a token is masked in a request",
        [*by, "--format", "http"],
        **env,
        stderr=note,
        stdout=http(hidden, "{}", "127.0.0.1:3000", "/").decode(),
    )
    yield given(
        "a token is shown where it is asked for",
        [*by, "--show-token"],
        stdin="{}",
        silent=None,
        env={"SECRET": token},
        stdout=curl([json_type, ("x-hook-secret", token)], "'{}'"),
    )
    by = [
        "sign",
        "-p",
        "connect",
        "--url-parameter",
        "token",
        "--secret-env",
        "SECRET",
        "--url",
        "https://example.com/hook?a=1",
    ]
    env["silent"] = [token, "tok+3f9a71c2d8", "tok%203f9a71c2d8"]
    yield given(
        "a token is masked in the URL",
        by,
        **env,
        stderr=note,
        stdout=curl([json_type], "'{}'", f"https://example.com/hook?a=1&token={masked}"),
    )
    yield given(
        "a token is masked in the request's line",
        [*by, "--format", "http"],
        **env,
        stderr=note,
        stdout=http([json_type], "{}", "example.com", f"/hook?a=1&token={masked}").decode(),
    )
    yield given(
        "a token of the URL is shown where it is asked for",
        [*by, "--show-token"],
        stdin="{}",
        silent=None,
        env={"SECRET": token},
        stdout=curl([json_type], "'{}'", "https://example.com/hook?a=1&token=tok+3f9a71c2d8"),
    )
    yield from elsewhere()
    bearer = {"name": "bearer", "token": {"header": "Authorization", "prefix": "Bearer "}}
    env["silent"] = [token]
    yield given(
        "the token of a scheme is masked, its prefix with it",
        ["sign", "--scheme", "bearer.json", "--secret-env", "SECRET"],
        **env,
        stderr=note,
        files={"bearer.json": json.dumps(bearer)},
        stdout=curl([json_type, ("authorization", f"masked:{len('Bearer ' + token)}")], "'{}'"),
    )


def elsewhere():
    """A known secret is masked wherever a URL may have it, in any writing; a token's own place is masked as well."""
    token = "tok+3f9a/71c2"
    once, base64 = "tok%2B3f9a%2F71c2", b64(f"user:{token}")
    twice = once.replace("%", "%25")
    by = ["sign", "-p", "connect", "--url-parameter", "token", "--secret-env", "SECRET"]
    shared = {"env": {"SECRET": token}, "stdin": "{}", "threats": [119], "stderr": "^hookseal: .*--show-token"}
    shared["silent"] = [token, once, twice, base64]
    json_type = [("content-type", "application/json")]
    own = f"token=masked:{len(token)}"
    for what, given_url, shown in (
        ("a segment", f"/a/{once}/b", f"/a/masked:13/b?{own}"),
        ("segments, with its slash", f"/a/{token}/b", f"/masked:18?{own}"),
        ("another parameter", f"/?a=1&b={once}&c=2", f"/?a=1&b=masked:13&c=2&{own}"),
        ("a parameter without a name", f"/?{once}", f"/?masked:13&{own}"),
        ("a parameter's name", f"/?{once}=", f"/?masked:13=&{own}"),
        ("a parameter, encoded twice", f"/?a={twice}", f"/?a=masked:{len(once)}&{own}"),
        ("a parameter, in base64", f"/?a={base64}", f"/?a=masked:{len(base64)}&{own}"),
        ("a parameter, in base64 behind something", f"/?a=x/{base64}", f"/?a=masked:{2 + len(base64)}&{own}"),
    ):
        yield given(
            f"a token is masked in {what}",
            [*by, "--url", f"https://example.com{given_url}"],
            **shared,
            stdout=curl(json_type, "'{}'", f"https://example.com{shown}"),
        )
    yield given(
        "a token is masked in the host",
        [*by, "--url", "https://tok3f9a71c2.example.com/hook", "--format", "http"],
        **{**shared, "env": {"SECRET": "tok3f9a71c2"}, "silent": ["tok3f9a71c2"]},
        stdout=http(json_type, "{}", "masked:31", "/hook?token=masked:11").decode(),
    )
    bare = SECRET.removeprefix("whsec_")
    yield given(
        "a secret that signs is masked in the URL, without its prefix too",
        [*BY, "--url", f"https://example.com/{SECRET}?a={bare}&b=1"],
        silent=[SECRET, bare],
        threats=[119],
        stderr="^hookseal: .*--show-token",
        stdout=curl(signed(), f"'{BODY}'", "https://example.com/masked:25?a=masked:19&b=1"),
    )


def refusals():
    def wrong(name, args, stderr, **more):
        return case(
            name, args, 2, stdin=BODY, env={"SECRET": SECRET}, stdout="", stderr=stderr, silent=[SECRET], **more
        )

    yield wrong("an id that is needed", BY[:-2], "^hookseal: .*--id is needed")
    yield wrong("an id with a line end", [*BY[:-1], "a\nb"], "^hookseal: .*--id")
    yield wrong("a variant that is not there", [*BY, "--variant", "nine"], "^hookseal: .*--variant must be one of")
    yield wrong("a form that nobody posts", [*BY, "--form", "multipart"], "^hookseal: .*--form has no effect")
    yield wrong("an algorithm that is not used", [*BY, "--algorithm", "sha512"], "^hookseal: .*--algorithm")
    yield wrong("a timestamp in milliseconds", [*BY, "--timestamp", f"{NOW}000"], "^hookseal: .*--timestamp")
    yield wrong("a timestamp that is no number", [*BY, "--timestamp", "now"], "^hookseal: .*--timestamp")
    yield wrong("a format that is not there", [*BY, "--format", "yaml"], "^hookseal: .*--format")
    yield wrong("a form that is not there", [*BY, "--form", "json"], "^hookseal: .*--form")
    yield wrong("a URL that is none", [*BY, "--format", "http", "--url", "example"], "^hookseal: .*--url")
    for what, url in (
        ("line ends", "http://127.0.0.1/\r\nx-injected: 1"),
        ("a tab", "http://127.0.0.1/\ta"),
        ("a blank", "http://127.0.0.1/a b"),
        ("a blank at its end", "http://127.0.0.1/a "),
        ("a control character", "http://127.0.0.1/\x01"),
    ):
        for words in (["--format", "http"], ["--format", "curl"], ["--json"]):
            yield wrong(
                f"a URL with {what}, {words[-1]}", [*BY, *words, "--url", url], "^hookseal: --url takes a whole"
            )
    # Cut to a byte each, the second character would be a line end.
    yield wrong(
        "a URL of an HTTP request beyond ASCII",
        [*BY, "--format", "http", "--url", "http://127.0.0.1/\u00f6\u010ax:1"],
        "^hookseal: --url of an HTTP request is ASCII",
    )
    yield wrong(
        "a token in a URL that was not given",
        ["sign", "-p", "connect", "--url-parameter", "token", "--secret-env", "SECRET"],
        "^hookseal: .*--url is needed",
    )
