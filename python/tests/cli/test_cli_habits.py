"""What a person expects of a command: a prompt without echo, colours on a terminal alone, every byte kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COMMAND, SECRET, SIGN, environment, on_terminal, run, signalled_at_prompt

NOTHING = ["verify", "-p", "connect", "--allow-unauthenticated", "--body", os.devnull]
PROMPT = "secret of transcodely: "


def signed(folder: Path, body: bytes = b"") -> str:
    """What signs with the secret in the environment."""
    ran = run([*SIGN, "--secret-env", "SECRET"], folder, {"SECRET": SECRET}, body)
    assert (ran.exit, ran.stderr) == (0, "")
    return ran.stdout.decode()


@pytest.mark.parametrize("body", [None, b"{}"], ids=["the terminal", "a pipe for the body"])
def test_a_secret_is_asked_for_without_echo(tmp_path: Path, body: bytes | None) -> None:
    """Threat 119: also while standard input is the body."""
    data = ["--data", os.devnull] if body is None else []
    exit, seen = on_terminal([*SIGN, *data], tmp_path, typed=f"{SECRET}\r", after=PROMPT, body=body)
    assert exit == 0
    assert SECRET[:10] not in seen
    assert seen.replace("\r\n", "\n") == f"{PROMPT}\n{signed(tmp_path, body or b'')}"


@pytest.mark.parametrize("typed", ["\r", "\x04"], ids=["an empty line", "the end"])
def test_nothing_typed_is_no_secret(tmp_path: Path, typed: str) -> None:
    exit, seen = on_terminal([*SIGN, "--data", os.devnull], tmp_path, typed=typed, after=PROMPT)
    assert exit == 2
    assert "hookseal: no secret was given" in seen


def test_ctrl_c_at_the_prompt_ends_with_130(tmp_path: Path) -> None:
    exit, seen = on_terminal([*SIGN, "--data", os.devnull], tmp_path, typed="abc\x03", after=PROMPT)
    assert exit == 130
    assert "abc" not in seen and "Traceback" not in seen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name)
def test_a_signal_at_the_prompt_leaves_the_echo_on(tmp_path: Path, number: signal.Signals) -> None:
    ended, echo_before, echo_at_prompt, echo_after = signalled_at_prompt(SIGN, tmp_path, number, PROMPT)
    assert (echo_before, echo_at_prompt, echo_after) == (True, False, True)
    assert ended == -number


def test_ctrl_c_while_the_body_is_read_ends_with_130(tmp_path: Path) -> None:
    words = [*SIGN, "--secret", SECRET]
    with subprocess.Popen(
        [*COMMAND, *words], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path
    ) as process:
        assert process.stderr is not None
        # The warning is there before the body is waited for.
        assert process.stderr.readline().startswith(b"hookseal: warning: ")
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert (process.wait(60), said) == (130, b"")


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    ran = run(SIGN, tmp_path)
    assert (ran.exit, ran.stdout) == (2, b"")
    assert ran.stderr == "hookseal: no secret was given: name one with --secret-env or --secret-file\n"


def test_a_secret_among_the_words_warns(tmp_path: Path) -> None:
    """Threat 119."""
    ran = run([*SIGN, "--secret", SECRET], tmp_path)
    assert (ran.exit, ran.stdout.decode()) == (0, signed(tmp_path))
    assert ran.stderr.startswith("hookseal: warning: --secret shows the secret ")
    assert SECRET not in ran.stderr


@pytest.mark.parametrize(
    "words", [["--secret-env", "SECRET"], ["--secret", b"whsec_\xff9Zt4Qm1xWc7L"]], ids=["env", "word"]
)
def test_a_secret_that_is_no_text_is_refused(tmp_path: Path, words: list[str | bytes]) -> None:
    """Read with replacements it would match nothing."""
    env = {"SECRET": os.fsdecode(b"whsec_\xff9Zt4Qm1xWc7L")}
    ran = run([*SIGN, *words], tmp_path, env)
    assert (ran.exit, ran.stdout) == (2, b"")
    assert ran.stderr.endswith(f"hookseal: the secret of {words[0]!s} is not UTF-8\n")


def test_a_value_may_begin_with_a_dash(tmp_path: Path) -> None:
    """As in the other command line: what follows is the value."""
    secret = "-" + SECRET
    ran = run([*SIGN, "--secret", secret], tmp_path)
    assert ran.exit == 0
    assert ran.stdout == run([*SIGN, "--secret-env", "SECRET"], tmp_path, {"SECRET": secret}).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--secert", SECRET],
        [f"--secert={SECRET}"],
        [f"--json={SECRET}"],
        [f"--no-color={SECRET}"],
        ["--", SECRET],
        [SECRET],
        [f"-x{SECRET}"],
        ["--now", SECRET],
        [f"--now={SECRET}"],
        ["--tolerance", SECRET],
        ["--header", SECRET],
        ["--header", f"{SECRET} x: y"],
    ],
    ids=lambda words: " ".join(words).replace(SECRET, "secret"),
)
def test_no_message_repeats_a_value(tmp_path: Path, words: list[str]) -> None:
    """Threat 119: it may be a secret behind a mistyped option."""
    ran = run(["verify", "-p", "transcodely", "--secret-env", "SECRET", *words], tmp_path, {"SECRET": SECRET})
    assert (ran.exit, ran.stdout) == (2, b"")
    assert ran.stderr.startswith("hookseal: ")
    assert SECRET[6:] not in ran.stderr


COLOUR = "\x1b["


def test_a_terminal_gets_colours(tmp_path: Path) -> None:
    for words, exit in ((NOTHING, 0), (["explain", *NOTHING[1:]], 0)):
        assert on_terminal(words, tmp_path)[0] == exit
        assert COLOUR in on_terminal(words, tmp_path)[1]


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}], ids=["NO_COLOR", "dumb", "--no-color"])
def test_who_is_against_colours_gets_none(tmp_path: Path, env: dict[str, str]) -> None:
    for words in (NOTHING, ["explain", *NOTHING[1:]]):
        exit, seen = on_terminal([*words, *([] if env else ["--no-color"])], tmp_path, env)
        assert exit == 0
        assert "verified" in seen and COLOUR not in seen


def test_a_pipe_gets_no_colours(tmp_path: Path) -> None:
    assert COLOUR.encode() not in run(["explain", *NOTHING[1:]], tmp_path, {"TERM": "xterm"}).stdout


@pytest.mark.parametrize("words", [["providers"], ["verify", "--help"], ["--help"], NOTHING, ["explain", *NOTHING[1:]]])
def test_a_reader_may_go_away(tmp_path: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [*COMMAND, *words], stdout=write, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path, check=False
    )
    os.close(write)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_exit_code_stays_when_the_reader_goes_away(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    words = ["verify", "-p", "connect", "--url-parameter", "token", "--secret-env", "SECRET", "--body", os.devnull]
    env = environment({"SECRET": SECRET})
    ran = subprocess.run([*COMMAND, *words], stdout=write, stderr=subprocess.PIPE, env=env, cwd=tmp_path, check=False)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system takes UTF-8 alone")
@pytest.mark.parametrize("name", ["körper.json".encode(), b"k\xf6rper.json", b"two words", b"-"], ids=repr)
def test_any_file_name_is_taken(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"{}\r\n")
    # Alone it is standard input.
    named = b"./-" if name == b"-" else name
    words = [word.encode() for word in SIGN]
    ran = run([*words, b"--secret-env", b"SECRET", b"--data", named], tmp_path, {"SECRET": SECRET})
    assert (ran.exit, ran.stderr, ran.stdout.decode()) == (0, "", signed(tmp_path, b"{}\r\n"))


def test_a_file_name_that_is_no_text_is_said(tmp_path: Path) -> None:
    ran = run([b"verify", b"-p", b"connect", b"--secret-file", b"k\xf6rper"], tmp_path)
    assert (ran.exit, ran.stdout) == (3, b"")
    assert ran.stderr == "hookseal: cannot read the file of --secret-file: no such file or folder\n"


def test_every_byte_of_standard_input_is_kept(tmp_path: Path) -> None:
    body = bytes(range(256)) + b"\r\n\r\n\x1a\x00"
    ran = run([*NOTHING[:-2], "--output", "-"], tmp_path, stdin=body)
    assert (ran.exit, ran.stdout) == (0, body)
    assert f"body            {len(body)} bytes\n" in ran.stderr
    assert run([*NOTHING[:-2], "--output", "kept"], tmp_path, stdin=body).exit == 0
    assert (tmp_path / "kept").read_bytes() == body


def test_what_cannot_be_written_is_exit_code_3(tmp_path: Path) -> None:
    ran = run([*NOTHING, "--output", "."], tmp_path)
    assert (ran.exit, ran.stderr) == (3, "hookseal: cannot write the file of --output: it is a folder\n")


@pytest.mark.parametrize("words", [[], ["verify"], ["explain"], ["sign"], ["providers"]], ids=" ".join)
def test_no_line_of_help_is_longer_than_a_terminal_is_wide(tmp_path: Path, words: list[str]) -> None:
    shown = run([*words, "--help"], tmp_path, {"COLUMNS": "80"}).stdout.decode()
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    if words in (["verify"], ["explain"]):
        groups = [line[:-1] for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
        assert groups == ["Request", "Endpoint", "Secret", "Output", "Seldom used", "Examples"]


def test_standard_output_that_is_full_is_exit_code_3(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [*COMMAND, "providers"], stdout=full, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path, check=False
        )
    assert (ran.returncode, ran.stderr) == (3, b"hookseal: cannot write standard output: no space is left\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*NOTHING, "--request", "r.txt"], "--request is an option"),
        ([*NOTHING, "--entry=2"], "--entry is an option"),
        (["send", "http://127.0.0.1/"], "send is a command"),
        (["listen", "3000"], "listen is a command"),
    ],
)
def test_what_only_the_other_has_is_said(tmp_path: Path, words: list[str], said: str) -> None:
    ran = run(words, tmp_path)
    assert (ran.exit, ran.stderr) == (2, f"hookseal: {said} of `npx hookseal` only\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf_8_whatever_the_terminal_says(tmp_path: Path, encoding: str) -> None:
    env = {"SECRET": SECRET, "PYTHONIOENCODING": encoding}
    words = [*SIGN[:-2], "--format", "json", "--url", "https://example.com/körper", "--secret-env", "SECRET"]
    ran = run(words, tmp_path, env)
    assert (ran.exit, ran.stderr) == (0, "")
    assert "https://example.com/körper".encode() in ran.stdout


def test_a_url_brings_no_line_into_a_request(tmp_path: Path) -> None:
    words = [*SIGN[:-2], "--format", "http", "--secret-env", "SECRET", "--url", "http://127.0.0.1/\r\nx-injected: 1"]
    ran = run(words, tmp_path, {"SECRET": SECRET})
    assert (ran.exit, ran.stdout) == (2, b"")


def test_the_script_is_the_same_command(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("hookseal")
    for words in (["--version"], ["providers", "connect"], ["verfy"]):
        assert run(words, tmp_path, command=[str(script)]) == run(words, tmp_path)


def test_curl_posts_what_was_signed(tmp_path: Path) -> None:
    """The command as a shell reads it, with every byte, and printf in place of curl."""
    for body in (b"it's {}\n", bytes(range(256)), b"@file", b"-n", b"%s %% \\n", b""):
        ran = run([*SIGN[:-2], "--secret-env", "SECRET"], tmp_path, {"SECRET": SECRET}, body)
        script = ran.stdout.decode().replace("curl ", "post ", 1)
        define = 'post() { while [ $# -gt 1 ]; do shift; done; if [ "$1" = @- ]; then cat; else printf %s "$1"; fi; }\n'
        posted = subprocess.run(["sh", "-c", define + script], capture_output=True, check=True).stdout
        assert posted == body
