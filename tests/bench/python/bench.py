"""Measures the wheel against what else a Python receiver would use; prints a line of JSON for each row.

python bench.py FULL|QUICK, in an environment where the wheel and the packages of requirements.txt are installed.
"""

import json
import platform
import ssl
import sys
from collections.abc import Callable
from importlib.metadata import version

import hookseal
import standardwebhooks
from deliveries import SECRET, Request, standard_webhooks, tampered, transcodely
from rounds import EFFORTS, duel
from transcodely import verify_webhook

KIB = 1024
SIZES = [128, KIB, 4 * KIB, 16 * KIB, 100 * KIB, KIB * KIB]


def main(effort: str) -> int:
    print_line(
        runtime=f"CPython {platform.python_version()}, {ssl.OPENSSL_VERSION}",
        ours=f"hookseal {hookseal.__version__}",
    )
    passed = failed = 0
    for rival, make, ours, theirs in contests():
        for size in SIZES:
            forged = tampered(make(size))
            if not refuses(ours, forged) or not refuses(theirs, forged):
                print(f"{rival}, {size} bytes: a tampered delivery was accepted")
                failed += 1
                continue
            print_line(rival=rival, size=size, rounds=duel(make, ours, theirs, size, EFFORTS[effort]))
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


Verify = Callable[[Request], None]


def contests() -> list[tuple[str, Callable[[int], Request], Verify, Verify]]:
    """Each side raises unless the delivery is accepted."""
    our_transcodely = hookseal.Webhook("transcodely", SECRET)
    our_standard = hookseal.Webhook("standard-webhooks", SECRET)
    their_standard = standardwebhooks.Webhook(SECRET)

    def ours_as_transcodely(request: Request) -> None:
        accepted(our_transcodely.verify(request.body, request.headers).authentication == "signature")

    def snippet(request: Request) -> None:
        accepted(verify_webhook(request))

    def ours_as_standard(request: Request) -> None:
        accepted(our_standard.verify(request.body, request.headers).authentication == "signature")

    def theirs_as_standard(request: Request) -> None:
        # It raises what it refuses. Parsing the JSON is no part of verifying, so it is told not to.
        accepted(their_standard.verify(request.body, request.headers, json_parse=False) is None)

    return [
        ("Transcodely's own snippet", transcodely, ours_as_transcodely, snippet),
        (f"standardwebhooks {version('standardwebhooks')}", standard_webhooks, ours_as_standard, theirs_as_standard),
    ]


def accepted(answer: bool) -> None:
    if answer is not True:
        raise ValueError("a genuine delivery was refused")


def refuses(verify: Verify, request: Request) -> bool:
    try:
        verify(request)
    except (ValueError, hookseal.WebhookVerificationError, standardwebhooks.WebhookVerificationError):
        return True
    return False


def print_line(**line: object) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
