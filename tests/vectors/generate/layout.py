"""Writes a book as JSON in which each member of a case has a line of its own, so that diffs can be read."""

import json


def line(value):
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))


def render(book):
    sections = [f' "about": {line(book["about"])}']
    for kind in ("verify", "sign", "construct"):
        if kind in book:
            cases = ",\n".join(case_text(case) for case in book[kind])
            sections.append(f' "{kind}": [\n{cases}\n ]')
    return "{\n" + ",\n".join(sections) + "\n}\n"


def case_text(case):
    return "  {\n" + ",\n".join(f"   {line(key)}: {line(value)}" for key, value in case.items()) + "\n  }"


def render_plain(document):
    """The same for a document with one list named `cases`, one case a line."""
    head = [f" {line(key)}: {line(value)}" for key, value in document.items() if key != "cases"]
    cases = ",\n".join("  " + line(case) for case in document["cases"])
    return "{\n" + ",\n".join(head + [f' "cases": [\n{cases}\n ]']) + "\n}\n"
