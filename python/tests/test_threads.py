"""One webhook, many threads, and processes forked from one that has it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hookseal import WebhookVerificationError

from deliveries import NOW, transcodely, webhook

WEBHOOK = webhook("transcodely")


def test_many_threads_share_a_webhook() -> None:
    """Threats 21 and 106: large and small bodies, genuine and changed ones, all at the same time."""
    sizes = (0, 1, 63, 64, 65, 1000, 64 * 1024, 64 * 1024 + 1, 1 << 20)
    deliveries = [transcodely(bytes([number % 251]) * size) for number, size in enumerate(sizes)]

    def judge(number: int) -> bool:
        delivery = deliveries[number % len(deliveries)]
        if number % 2:
            try:
                WEBHOOK.verify(delivery.body + b"x", delivery.headers, now=NOW)
            except WebhookVerificationError as error:
                return error.code == "signature_mismatch"
            return False
        proved = WEBHOOK.verify(delivery.body, delivery.headers, now=NOW)
        return proved.body is delivery.body and proved.id == "dlv_x1y2z3w4v5u6"

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(judge, range(720)))


@pytest.fixture
def no_forced_switches() -> Iterator[None]:
    """Threads change only where one gives way of itself, as a call does that releases the interpreter's lock."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("no_forced_switches")
def test_other_threads_run_while_a_large_body_is_hashed() -> None:
    """Threat 111. The control: while a small body is hashed, none does."""
    turns = 0
    done = threading.Event()

    def work() -> None:
        nonlocal turns
        while not done.wait(0):
            turns += 1
            os.sched_yield()

    def turns_during(size: int) -> int:
        delivery = transcodely(b"x" * size)
        before = turns
        WEBHOOK.verify(delivery.body, delivery.headers, now=NOW)
        return turns - before

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert sum(turns_during(16 * 1024) for _ in range(1000)) == 0
        assert any(turns_during(16 << 20) for _ in range(50))
    finally:
        done.set()
        worker.join()


FORKED = """
import os
from deliveries import NOW, transcodely, webhook

endpoint = webhook("transcodely")
delivery = transcodely(b"x" * 100_000)
endpoint.verify(delivery.body, delivery.headers, now=NOW)
children = []
for _ in range(4):
    child = os.fork()
    if not child:
        proved = endpoint.verify(delivery.body, delivery.headers, now=NOW)
        os._exit(7 if proved.body == delivery.body else 1)
    children.append(child)
endpoint.verify(delivery.body, delivery.headers, now=NOW)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
"""


def test_a_webhook_works_on_after_a_fork() -> None:
    """Threat 140: servers fork their workers after they have loaded the application."""
    ran = subprocess.run(
        [sys.executable, "-c", FORKED], cwd=os.path.dirname(__file__), capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("[7, 7, 7, 7]\n", "")
