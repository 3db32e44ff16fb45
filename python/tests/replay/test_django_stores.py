"""Runs the cases of Django in a process of their own: Django takes settings once, and other tests have theirs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from services import silent_server

pytest_plugins = ["replay_servers"]


def test_the_stores_of_django(redis_port: int, postgres_url: str, mariadb_port: int, tmp_path: Path) -> None:
    with silent_server() as silent_port:
        environment = {
            **os.environ,
            "HOOKSEAL_MARIADB_PORT": str(mariadb_port),
            "HOOKSEAL_POSTGRES_URL": postgres_url,
            "HOOKSEAL_REDIS_PORT": str(redis_port),
            "HOOKSEAL_SILENT_PORT": str(silent_port),
            "HOOKSEAL_TEST_FOLDER": str(tmp_path),
        }
        found = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--tb=short", *CASES],
            cwd=Path(__file__).parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert found.returncode == 0, found.stdout + found.stderr
    counted = re.search(r"^(\d+) passed, 0 failed$", found.stdout, re.MULTILINE)
    assert counted and int(counted[1]) == COUNT, found.stdout


CASES = ("django_cases.py", "django_frozen_cases.py", "django_view_cases.py")
COUNT = 91
"""A suite that runs fewer has lost some."""
