"""Checks that the case files follow schema.json, and prints how many cases it has seen."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).resolve().parent
FILES = ("cases.json", "field.json")


def main():
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    passed = failed = 0
    for name in FILES:
        document = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        for error in validator.iter_errors(document):
            failed += 1
            print(f"{name}: {error.json_path}: {error.message[:300]}")
        passed += len(document["cases"])
    print(f"{passed if failed == 0 else 0} passed, {failed} failed")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
