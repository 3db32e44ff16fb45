"""Has hookseal and each PyPI oracle judge every request of the oracle's scheme, and writes both verdicts, one a line.

python judge.py REQUESTS VERDICTS, in an environment where hookseal and requirements.txt are installed.
"""

import importlib.metadata
import json
import sys
from typing import Any, TextIO

import time_machine

import hookseal_side
import oracles


def main(requests: str, verdicts: str) -> None:
    pairs = 0
    with open(requests, encoding="ascii") as lines, open(verdicts, "w", encoding="ascii") as out:
        for line in lines:
            request = json.loads(line)
            # The oracles may read the clock themselves.
            with time_machine.travel(request["now"], tick=False):
                pairs += sum(
                    judge(oracle, request, out) for oracle in oracles.ALL if oracle.SCHEME == request["scheme"]
                )
    print(f"{pairs} pairs of verdicts")


def judge(oracle: Any, request: dict[str, Any], out: TextIO) -> int:
    """A genuine request is judged as generated, signed by hookseal and, where the oracle can, signed by the oracle."""
    signed = {"generator": request}
    if request["genuine"]:
        signed["hookseal"] = hookseal_side.sign(request)
        if hasattr(oracle, "sign"):
            signed["oracle"] = oracle.sign(request)
    for signer, each in signed.items():
        verdict = {
            "oracle": f"PyPI {oracle.NAME}",
            "version": importlib.metadata.version(oracle.NAME),
            "number": request["number"],
            "signer": signer,
            "ours": hookseal_side.verdict(each),
            "theirs": "accepted" if accepts(oracle, each) else "refused",
        }
        out.write(json.dumps(verdict) + "\n")
    return len(signed)


def accepts(oracle: Any, request: dict[str, Any]) -> bool:
    """Whatever an oracle raises refuses the request."""
    try:
        oracle.verify(request)
    except Exception:
        return False
    return True


main(sys.argv[1], sys.argv[2])
