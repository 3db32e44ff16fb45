"""The cases of tests/cli, which both command lines run, with the command line of the installed wheel."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from command_line import Ran, run

import vectors

CASES: list[dict[str, Any]] = vectors.load(Path(__file__).parents[3] / "tests" / "cli" / "cases.json")["cases"]


def test_there_are_cases() -> None:
    assert len(CASES) > 150
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case(case: dict[str, Any], tmp_path: Path) -> None:
    """Threat 119: most cases name texts that must occur in nothing that is printed or written."""
    files = case.get("files", {})
    for name, content in files.items():
        (tmp_path / name).write_bytes(base64.b64decode(content))
    ran = run(case["args"], tmp_path, case.get("env"), base64.b64decode(case.get("stdin", "")))
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name not in files}
    assert faults(case, ran, written) == []


def faults(expected: dict[str, Any], ran: Ran, written: dict[str, bytes]) -> list[str]:
    """What is wrong with a run: nothing, it is hoped."""
    text = ran.stdout.decode("utf-8", "replace")
    wanted = {name: base64.b64decode(content) for name, content in expected.get("written", {}).items()}
    everything = ran.stdout + ran.stderr.encode() + b"".join(written.values())
    stderr = expected.get("stderr")
    wrong = {
        f"exit code {ran.exit}, expected {expected['exit']}: {ran.stderr}": ran.exit != expected["exit"],
        f"printed {text!r}": text != expected.get("stdout", text),
        "printed other bytes": base64.b64encode(ran.stdout).decode()
        != expected.get("stdoutBase64", encoded(ran.stdout)),
        f"not every pattern is in {text!r}": not all(
            re.search(pattern, text, re.MULTILINE) for pattern in expected.get("stdoutPattern", [])
        ),
        f"said {ran.stderr!r}, expected {stderr}": ran.stderr != ""
        if stderr is None
        else not re.search(stderr, ran.stderr),
        f"wrote {sorted(written)}, expected {sorted(wanted)}": written != wanted,
        "showed what must not be shown": any(silent.encode() in everything for silent in expected.get("silent", [])),
    }
    return [fault for fault, found in wrong.items() if found]


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


RIGHT = Ran(0, b"a\n", "b\n")
EXPECTED = {"exit": 0, "stdout": "a\n", "stderr": "^b", "written": {"c": encoded(b"d")}, "silent": ["e"]}


@pytest.mark.parametrize(
    ("expected", "ran", "written"),
    [
        (EXPECTED, RIGHT._replace(exit=1), {"c": b"d"}),
        (EXPECTED, RIGHT._replace(stdout=b"a"), {"c": b"d"}),
        ({**EXPECTED, "stdoutBase64": "AA=="}, RIGHT, {"c": b"d"}),
        ({**EXPECTED, "stdoutPattern": ["^b"]}, RIGHT, {"c": b"d"}),
        (EXPECTED, RIGHT._replace(stderr=""), {"c": b"d"}),
        ({name: value for name, value in EXPECTED.items() if name != "stderr"}, RIGHT, {"c": b"d"}),
        ({**EXPECTED, "silent": ["d"]}, RIGHT, {"c": b"d"}),
        (EXPECTED, RIGHT, {}),
        (EXPECTED, RIGHT, {"c": b""}),
    ],
)
def test_a_wrong_run_would_be_seen(expected: dict[str, Any], ran: Ran, written: dict[str, bytes]) -> None:
    """A judge that lets everything pass proves nothing."""
    assert faults(EXPECTED, RIGHT, {"c": b"d"}) == []
    assert len(faults(expected, ran, written)) == 1
