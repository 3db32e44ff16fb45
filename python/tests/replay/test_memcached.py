"""The store in Django's cache on a real Memcached: the contract, processes that race, and what it forgets."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pymemcache.client.base import Client  # type: ignore[import-untyped]
from services import free_port


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    # Root may not run it, and says who shall.
    command = ["memcached", "-l", "127.0.0.1", "-p", str(port), "-U", "0", "-u", "nobody"]
    with subprocess.Popen(command) as process:
        try:
            while not answers(port):
                assert process.poll() is None, "it has not started"
                time.sleep(0.05)
            yield port
        finally:
            process.kill()


def answers(port: int) -> bool:
    with closing(Client(("127.0.0.1", port))) as client:
        try:
            return bool(client.version())
        except ConnectionError:
            return False


def test_it_keeps_the_contract(port: int) -> None:
    assert run(port, "contract", [[]]) == [19]


def test_four_processes_claim_each_key_once(port: int) -> None:
    """Threat 74."""
    keys = [secrets.token_hex(32) for _ in range(100)]
    won = run(port, "all", [keys] * 4)
    assert sorted(key for each in won for key in each) == sorted(keys)


def test_what_it_forgets_is_claimed_again(port: int) -> None:
    """Threat 79: a cache promises nothing, which is why it is not the store to begin with."""
    keys = [secrets.token_hex(32)]
    assert run(port, "all", [keys]) == [keys]
    assert run(port, "all", [keys]) == [[]]
    with closing(Client(("127.0.0.1", port))) as client:
        client.flush_all()
    assert run(port, "all", [keys]) == [keys]


def test_one_that_was_silent_is_not_taken_for_an_empty_one(port: int) -> None:
    """Threat 78: or a claim that is held would be called lost, and wait for the end of its lease."""
    keys = [secrets.token_hex(32), secrets.token_hex(32)]
    not_asked = ["the cache kept no claim", "the cache was not asked", "the cache was not asked"]
    assert run(port, "frozen", [keys]) == [["claimed", "timed out", *not_asked, True, "claimed"]]


def run(port: int, what: str, lines: list[list[str]]) -> list[Any]:
    """What a process for each line has printed; they begin together."""
    command = [sys.executable, str(Path(__file__).with_name("cache_racer.py")), str(port), what]
    processes: list[Any] = [subprocess.Popen(command, **PIPES) for _ in lines]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process, line in zip(processes, lines):
        process.stdin.write(json.dumps(line) + "\n")
        process.stdin.flush()
    printed = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(lines)
    return [json.loads(output) for output in printed]


PIPES: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
