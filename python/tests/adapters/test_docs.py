"""What the help of the adapters shows runs as it stands."""

from __future__ import annotations

import doctest

import hookseal.asgi
import hookseal.fastapi
import hookseal.flask
import hookseal.wsgi
import pytest


@pytest.mark.parametrize("module", [hookseal.asgi, hookseal.fastapi, hookseal.flask, hookseal.wsgi])
def test_the_help_of_a_module_runs(module: object) -> None:
    failed, attempted = doctest.testmod(module)  # type: ignore[arg-type]
    assert failed == 0 and attempted >= 2
