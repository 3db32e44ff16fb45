"""Reads the generated requests and compares the verdict of the Python package with that of the Rust core.

python run.py CASES.jsonl, in an environment where hookseal is installed.
"""

import base64
import json
import platform
import re
import sys

from hookseal import Webhook, WebhookVerificationError

WEBHOOKS: dict[str, Webhook] = {}


def main(path: str) -> int:
    passed = failed = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            found = judge(case["webhook"], case["request"], case["now"])
            if found == case["verdict"]:
                passed += 1
                continue
            failed += 1
            if failed <= 10:
                print(f"differs: {found} instead of {case['verdict']}\n  {line[:2000]}")
    print(f"differential (python {platform.python_version()}): {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def judge(configuration, request, now):
    key = json.dumps(configuration)
    if key not in WEBHOOKS:
        options = {snake(name): value for name, value in configuration["options"].items()}
        WEBHOOKS[key] = Webhook(configuration["provider"], **options)
    body = request["body"]
    content = form(body["form"]) if "form" in body else base64.b64decode(body["base64"])
    headers = [tuple(pair) for pair in request["headers"]]
    try:
        delivery = WEBHOOKS[key].verify(
            content,
            headers,
            now=now,
            method=request["method"],
            url=request["url"],
            remote_address=request["remoteAddress"],
        )
    except WebhookVerificationError as error:
        return error.code
    return [
        delivery.variant,
        delivery.authentication,
        delivery.id,
        delivery.id_signed,
        delivery.timestamp,
        delivery.algorithm,
        delivery.secret_index,
        delivery.dedupe_key,
        base64.b64encode(delivery.body).decode(),
    ]


def snake(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)


def form(pairs):
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
