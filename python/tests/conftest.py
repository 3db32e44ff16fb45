"""Prints, last of all, how many tests and vectors were run: 'N passed, N failed'."""

import signal

import pytest

import vectors

# Under a runner in the background of a shell they are ignored, and so they would be by the commands that tests end.
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

# Each vector is a case of its own; the tests that run them are counted apart from that.
reported = {"passed": 0, "failed": 0, "skipped": 0}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    # A test passes once, when it is called; it can also fail or be skipped while it is set up.
    if report.when == "call" or not report.passed:
        reported[report.outcome] += 1


def pytest_collectreport(report: pytest.CollectReport) -> None:
    reported["failed"] += report.failed


def pytest_unconfigure() -> None:
    counts = [f"{reported[outcome] + vectors.tally.get(outcome, 0)} {outcome}" for outcome in ("passed", "failed")]
    if reported["skipped"]:
        counts.append(f"{reported['skipped']} skipped")
    print(f"\n{', '.join(counts)}")
