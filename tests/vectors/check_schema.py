"""Checks that every vector file follows schema.json, and prints how many cases it has seen."""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).resolve().parent
SCHEMA = FOLDER / "schema.json"


def main():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    passed = failed = 0
    for path in sorted(FOLDER.glob("*.json")):
        if path == SCHEMA:
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        errors = list(validator.iter_errors(document))
        for error in errors:
            print(f"{path.name}: {error.json_path}: {error.message[:300]}")
        failed += len(errors)
        passed += sum(len(cases) for cases in document.values() if isinstance(cases, list))
    if failed:
        print(f"{failed} violations")
        return 1
    print(f"{passed} passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
