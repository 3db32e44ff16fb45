"""Prints, last of all, how many vectors were run: 'N passed, N failed'."""

import vectors


def pytest_unconfigure() -> None:
    if vectors.tally["passed"] or vectors.tally["failed"]:
        print(f"\n{vectors.tally['passed']} passed, {vectors.tally['failed']} failed")
