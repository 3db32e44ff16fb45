"""Interpreters within one process, as mod_wsgi makes one for each application unless it is told otherwise."""

from __future__ import annotations

import subprocess
import sys

RUN = """
import sys
try:
    import _interpreters as interpreters
    new = lambda: interpreters.create("legacy")
except ImportError:
    import _xxsubinterpreters as interpreters
    new = lambda: interpreters.create(isolated=False)

USE = f'''
import sys
sys.path[:] = {sys.path!r}
try:
    import hookseal
    hookseal.Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc").sign(b"", id="a")
    print("used")
except ImportError as error:
    print(error)
'''
for _ in range(2):
    interpreters.run_string(new(), USE)
"""


def test_one_interpreter_of_a_process_may_use_it() -> None:
    """Threat 110: the first may be any; each other is told what to configure, and not left with half of it."""
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", RUN], capture_output=True, text=True, check=False)
    first, second = ran.stdout.splitlines()
    assert first == "used" and "WSGIApplicationGroup %{GLOBAL}" in second, ran.stderr
