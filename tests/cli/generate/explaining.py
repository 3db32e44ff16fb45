"""`explain`: what it names, and that it shows no secret. Its text is the core's, so only parts of it stand here."""

from case import NOW, SEE, case
from generate.oracle import b64, hex_mac
from verifying import BODY, headers, transcodely_headers

SECRET = "whsec_9Zt4Qm1xWc7Lr2Kp8Vb5"
OLD = "whsec_1Fh6Ty3nGd9Xs4Bj7Mw2"
BY = ["explain", "-p", "transcodely", "--secret-env", "SECRET", "--now", str(NOW)]


def cases():
    return [*causes(), *shapes(), *tokens(), *mistakes()]


def signed(body=BODY, secret=SECRET, timestamp=NOW):
    return transcodely_headers(body, secret, timestamp)


def expected(secret, body, timestamp=NOW):
    """What nobody may see: the secret, and the signature that would have been right."""
    tag = hex_mac("sha256", secret, f"{timestamp}.", body)
    return [secret, tag, b64(bytes.fromhex(tag))]


def found(name, args, code, certainty, *, stdin=BODY, secret=SECRET, exit=1, silent=None, **more):
    """The same case as text and as JSON."""
    silent = expected(SECRET, stdin) if silent is None else silent
    shared = {
        "stdin": stdin,
        "env": {"SECRET": secret} | more.pop("env", {}),
        "silent": silent,
        "threats": [119],
        **more,
    }
    yield case(
        f"explain: {name}",
        [*BY, *args],
        exit,
        **shared,
        stdoutPattern=[f"^{certainty}: {code}( |$)", f"^  see: {SEE}{code}$".replace(".", r"\.")],
    )
    yield case(
        f"explain as JSON: {name}",
        [*BY, "--json", *args],
        exit,
        **shared,
        stdoutPattern=[f'^{{"provider":"transcodely",.*"code":"{code}","certainty":"{certainty}",'],
    )


def causes():
    yield from found("a line feed too many", signed(), "body_newline_added", "proved", stdin=BODY + "\n")
    yield from found("a line feed too few", signed(), "body_newline_lost", "proved", stdin=BODY[:-1])
    yield from found("CRLF for LF", signed(), "body_line_ends_changed", "proved", stdin=BODY.replace("\n", "\r\n"))
    yield from found(
        "the secret before",
        [*signed(secret=OLD), "--other-secret-env", "OLD"],
        "secret_other",
        "proved",
        env={"OLD": OLD},
        silent=[SECRET, OLD, *expected(SECRET, BODY)],
    )
    yield from found(
        "another secret before, in a file",
        [*signed(secret=OLD), "--other-secret-file", "old"],
        "secret_other",
        "proved",
        files={"old": OLD + "\n"},
        silent=[OLD, *expected(SECRET, BODY)],
    )
    yield from found("another secret", signed(secret=OLD), "secret_wrong", "hint")
    yield from found("no signature", [], "signature_missing", "observed")
    yield from found("an old delivery", signed(timestamp=NOW - 4000), "timestamp_stale", "proved", silent=[SECRET])
    yield from found(
        "no secret", signed(), "missing_secret", "observed", secret="", silent=expected(SECRET, BODY + "x")
    )
    yield from found(
        "a secret with quotes",
        signed(),
        "secret_quoted",
        "proved",
        secret=f'"{SECRET}"',
        silent=[SECRET, hex_mac("sha256", f'"{SECRET}"', f"{NOW}.", BODY)],
    )
    yield from found(
        "a secret with a blank", signed(), "secret_white_space", "proved", secret=f"{SECRET} ", silent=[SECRET]
    )


def shapes():
    """A report of a request that verifies."""
    env = {"env": {"SECRET": SECRET}, "stdin": BODY, "silent": [SECRET]}
    yield case("explain a request that verifies", [*BY, *signed()], 0, **env, stdoutPattern=["^verified$"])
    yield case(
        "explain as JSON a request that verifies",
        [*BY, "--json", *signed()],
        0,
        **env,
        stdoutPattern=[
            r'^\{"provider":"transcodely","variant":"x-transcodely-signature","refusal":null,"steps":\[',
            r'"findings":\[\],"work":\{"macs":\d+,"bytes":\d+,"complete":true\}\}\n$',
        ],
    )


def tokens():
    token, other = "tok_3f9a71c2d8", "tok_0b6e55aa91"
    for name, words in (
        ("a header", ["assemblyai", "--header-name", "X-Hook-Secret", *headers(("X-Hook-Secret", other))]),
        ("the URL", ["connect", "--url-parameter", "token", "--url", f"/hook?token={other}"]),
    ):
        yield case(
            f"explain another token in {name}",
            ["explain", "--secret-env", "SECRET", "-p", *words],
            1,
            stdin="{}",
            env={"SECRET": token},
            silent=[token, other],
            threats=[119],
            stdoutPattern=["^refused: token_mismatch$"],
        )


def mistakes():
    def wrong(name, args, stderr, exit=2, **more):
        return case(
            f"explain: {name}",
            [*BY, *args],
            exit,
            env={"SECRET": SECRET},
            stdout="",
            stderr=stderr,
            silent=[SECRET],
            **more,
        )

    yield wrong(
        "a variable that is not set",
        ["--other-secret-env", "OLD"],
        "^hookseal: the environment variable OLD of --other-secret-env is not set\n$",
    )
    yield wrong(
        "a file that is not there",
        ["--other-secret-file", "old"],
        "^hookseal: cannot read the file of --other-secret-file: ",
        exit=3,
    )
    yield wrong("an option that is not its own", ["--output", "x"], "^hookseal: unknown option")
    yield wrong("a tolerance that is too long", ["--tolerance", "86401"], "^hookseal: .*--tolerance")
