"""Writes tests/explain/cases.json and field.json, or with --check compares them with what would be written."""

import sys
from pathlib import Path

if not __package__:
    # Started as `python3 tests/explain/generate`: the package's parent is not on the path then.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generate import (  # noqa: E402
    body,
    field_body,
    field_forms,
    field_headers,
    field_secrets,
    field_senders,
    forms,
    garbage,
    innocent,
    kinds,
    pairs,
    refusals,
    request_line,
    secret_kinds,
    secrets,
    signature,
    styles,
    times,
    tokens,
    twice,
    wrapped,
)
from generate.book import Book  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent
FILES = {
    "cases.json": (
        "Planted causes, one a case, and deliveries in which nothing can be proved.",
        [
            body,
            styles,
            wrapped,
            twice,
            forms,
            secrets,
            secret_kinds,
            signature,
            times,
            kinds,
            tokens,
            pairs,
            refusals,
            request_line,
            innocent,
            garbage,
        ],
    ),
    "field.json": (
        "Questions as people ask them: what their framework, proxy or copy and paste did.",
        [field_body, field_forms, field_secrets, field_headers, field_senders],
    ),
}


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: python3 -m generate [--check]", file=sys.stderr)
        return 2
    stale = []
    for name, (about, modules) in FILES.items():
        book = Book(about)
        for module in modules:
            module.add(book)
        text, path = book.render(), FOLDER / name
        if not arguments:
            path.write_text(text, encoding="ascii", newline="\n")
        elif not path.exists() or path.read_text(encoding="ascii") != text:
            stale.append(name)
        print(f"{name}: {counts(book.cases)}")
    if stale:
        print("not as generated: " + ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


def counts(cases):
    expected = [case["expect"] for case in cases]
    accepted = sum(expect["refusal"] is None for expect in expected)
    proved = sum(bool(expect["proved"]) for expect in expected)
    without = len(cases) - proved - accepted
    return f"{len(cases)} cases ({proved} with a proved cause, {without} without, {accepted} accepted)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
