"""Writes tests/vectors/*.json, or with --check compares them with what would be written."""

import json
import sys
from pathlib import Path

if not __package__:
    # Started as `python3 tests/vectors/generate`: the package's parent is not on the path then.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generate import (  # noqa: E402
    assemblyai, connect, construct, custom, layout, rfc, sign, standard_webhooks, transcodely, transloadit,
)

FOLDER = Path(__file__).resolve().parent.parent
BOOKS = [transloadit, transcodely, assemblyai, connect, standard_webhooks, custom, construct, sign]
LIMIT = 500 * 1024


def files():
    ids = set()
    for module in BOOKS:
        book = module.book()
        assert not ids & book.ids, ids & book.ids
        ids |= book.ids
        yield f"{book.prefix}.json", layout.render(book.json())
    yield "rfc/hmac.json", layout.render_plain(rfc.document())


def counts(text):
    document = json.loads(text)
    kinds = {kind: len(document[kind]) for kind in ("verify", "sign", "construct", "cases") if kind in document}
    refused = sum("code" in case["expect"] for kind in ("verify", "sign") for case in document.get(kind, []))
    return ", ".join(f"{n} {kind}" for kind, n in kinds.items()) + (f" ({refused} refused)" if refused else "")


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: python3 -m generate [--check]", file=sys.stderr)
        return 2
    stale = []
    for name, text in files():
        path = FOLDER / name
        assert len(text) < LIMIT, f"{name} has {len(text)} bytes"
        if not arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="ascii", newline="\n")
        elif not path.exists() or path.read_text(encoding="ascii") != text:
            stale.append(name)
        print(f"{name}: {counts(text)}")
    if stale:
        print("not as generated: " + ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
