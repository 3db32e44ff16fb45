"""Starts each server once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from servers import Server, Start, serving


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    with contextlib.ExitStack() as stack:
        running: dict[tuple[str, str], Server] = {}

        def start(kind: str, app: str) -> Server:
            if (kind, app) not in running:
                running[kind, app] = stack.enter_context(serving(kind, app, tmp_path_factory.mktemp("server")))
            return running[kind, app]

        yield start
