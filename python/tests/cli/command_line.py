"""Runs the command line of the installed wheel, `python -m hookseal`: with pipes, or on a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "hookseal"]
SECRET = "whsec_9Zt4Qm1xWc7Lr2Kp8Vb5"
SIGN = ["sign", "-p", "transcodely", "--id", "dlv_1", "--timestamp", "1716480293", "--format", "headers"]


class Ran(NamedTuple):
    """What a command has printed."""

    exit: int
    stdout: bytes
    stderr: str


def run(
    args: Sequence[str | bytes],
    folder: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    command: Sequence[str] = COMMAND,
) -> Ran:
    """Runs it with standard input as a pipe."""
    ran = subprocess.run(
        [*command, *args], input=stdin, cwd=folder, env=environment(env), capture_output=True, check=False, timeout=60
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode())


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing of this process but where the programs are."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", **(more or {})}


def on_terminal(
    args: Sequence[str],
    folder: Path,
    env: Mapping[str, str] | None = None,
    typed: str = "",
    after: str = "",
    body: bytes | None = None,
) -> tuple[int, str]:
    """Runs it on a terminal of its own, types once `after` is seen, and returns exit code and all that was to be seen.

    With `body` standard input is a pipe, and only the rest is the terminal.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL, *COMMAND, *args],
        stdin=theirs if body is None else subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        cwd=folder,
        env=environment({"TERM": "xterm", **(env or {})}),
    )
    os.close(theirs)
    if process.stdin is not None:
        process.stdin.write(body or b"")
        process.stdin.close()
    seen = watch(ours, typed, after)
    os.close(ours)
    return process.wait(60), seen


def signalled_at_prompt(
    args: Sequence[str], folder: Path, number: signal.Signals, prompt: str
) -> tuple[int, bool, bool, bool]:
    """How a signal at the prompt ends the command, and whether the terminal echoes before, at and after the prompt."""
    ours, theirs = pty.openpty()
    before = echoes(theirs)
    process = subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL, *COMMAND, *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        cwd=folder,
        env=environment({"TERM": "xterm"}),
    )
    seen = b""
    while prompt.encode() not in seen:
        seen += os.read(ours, 65536)
    at_prompt = echoes(theirs)
    process.send_signal(number)
    ended = process.wait(60)
    after = echoes(theirs)
    os.close(theirs)
    os.close(ours)
    return ended, before, at_prompt, after


def echoes(terminal: int) -> bool:
    """Whether a terminal shows what is typed."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def watch(terminal: int, typed: str, after: str) -> str:
    """What is to be seen until the command has ended."""
    seen, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            # Linux says so when nobody has the terminal open any more.
            break
        seen += piece
        if not piece:
            break
        if typed and after.encode() in seen:
            os.write(terminal, typed.encode())
            typed = ""
    return seen.decode()


TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(2, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
