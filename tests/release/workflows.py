"""The workflows: every action pinned by commit, and no right that a job does not need.

Their form is checked against the schema beside this; only GitHub can run them.
"""

import re
import sys
from pathlib import Path

WORKFLOWS = Path(__file__).resolve().parents[2] / ".github/workflows"

PINNED = re.compile(r"uses: (?:\./\S+|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")

# Jobs that trade their identity for a token of a registry.
PUBLISHERS = {"crates-io", "npm", "pypi"}


def faults(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    found = [f"not pinned by commit: {line}" for line in lines if "uses: " in line and not PINNED.search(line)]
    if not re.search(r"^permissions:(?: \{\}|\n  contents: read)\n(?!  )", text, re.MULTILINE):
        found.append("the workflow as a whole may do more than read")
    for job in re.split(r"\n(?=  [\w-]+:\n)", text.partition("\njobs:\n")[2]):
        name = job.strip().partition(":")[0]
        rights = set(re.findall(r"^      ([a-z-]+: (?:read|write))$", job, re.MULTILINE))
        allowed = {"contents: read"} | ({"id-token: write"} if name in PUBLISHERS else set())
        found += [f"{name}: {right} is too much" for right in sorted(rights - allowed)]
        if "runs-on:" in job and "timeout-minutes:" not in job:
            found.append(f"{name}: no limit of time")
    if "secrets." in text:
        found.append("a stored secret is used")
    return found


def controls(right: str) -> list[str]:
    """A workflow with one fault must be found."""
    wrong = {
        "an unpinned action": right.replace("@", "@v6 #", 1),
        "write access": right.replace("contents: read", "contents: write", 1),
        "a job's write access": right.replace("      contents: read", "      packages: write", 1),
        "no limit of time": re.sub(r"\n +timeout-minutes: \d+", "", right, count=1),
        "a secret": right + "# ${{ secrets.TOKEN }}\n",
    }
    return [f"control: {what} was not found" for what, text in wrong.items() if not faults(text)]


def main() -> int:
    texts = {path.name: path.read_text() for path in sorted(WORKFLOWS.glob("*.yml"))}
    found = [f"{name}: {fault}" for name, text in texts.items() for fault in faults(text)]
    found += controls(texts["release.yml"])
    for fault in found:
        print(fault)
    print(f"{len(texts)} passed, {len(found)} failed")
    return 1 if found or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
