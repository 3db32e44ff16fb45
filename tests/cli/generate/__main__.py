"""Writes tests/cli/cases.json, or with --check compares it with what would be written."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent
# The oracle of the vectors, and the modules beside this one.
sys.path[:0] = [str(FOLDER.parent / "vectors"), str(HERE)]

import explaining  # noqa: E402
import signing  # noqa: E402
import usage  # noqa: E402
import verifying  # noqa: E402


def document():
    cases = [case for module in (verifying, signing, explaining, usage) for case in module.cases()]
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    head = json.dumps("Runs of the command line; README.md says how to read them.")
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=True) for case in cases)
    return len(cases), f'{{\n "about": {head},\n "cases": [\n{lines}\n ]\n}}\n'


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: python3 generate [--check]", file=sys.stderr)
        return 2
    count, text = document()
    path = FOLDER / "cases.json"
    if not arguments:
        path.write_text(text, encoding="utf-8")
        print(f"{count} cases")
        return 0
    same = path.exists() and path.read_text(encoding="utf-8") == text
    print(f"{count} cases, {'as generated' if same else 'not as generated: run `python3 tests/cli/generate`'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
