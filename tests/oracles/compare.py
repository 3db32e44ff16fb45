"""Compares the pairs of verdicts: each pair agrees, or matches one of the intended differences that are listed.

python compare.py REQUESTS VERDICTS.. compares with differences.json beside this file, prints a line for each oracle and
fails if a difference is not listed, if a listed one is not needed, or if an oracle has too little to say.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LISTED = Path(__file__).parent / "differences.json"
# An oracle that was asked less has shown nothing: pairs in all, and how many of them both accept and both refuse.
LEAST = {"pairs": 1000, "accepted": 200, "refused": 500}

Json = dict[str, Any]


def main(requests: str, *verdicts: str) -> int:
    classes = {request["number"]: request for request in read(requests)}
    pairs = [pair for path in verdicts for pair in read(path)]
    differences = listed_differences()
    faults = compare(classes, pairs, [listed for listed in differences if not listed["oracle"].startswith("crate ")])
    by_oracle = Counter(title(pair) for pair in pairs)
    for oracle in sorted({*by_oracle, *faults}):
        for fault in faults[oracle][:20]:
            print(f"{oracle}: {fault}")
        print(f"{oracle}: {max(0, by_oracle[oracle] - len(faults[oracle]))} passed, {len(faults[oracle])} failed")
    if not pairs:
        print("no verdict was compared")
    return 1 if not pairs or any(faults.values()) else 0


def listed_differences() -> list[Json]:
    """Each with a reason, and no reason without a difference."""
    content = json.loads(LISTED.read_text(encoding="utf-8"))
    odd = {listed["class"] for listed in content["differences"]} ^ set(content["reasons"])
    if odd:
        raise SystemExit(f"{LISTED.name}: a reason or a difference is missing for {', '.join(sorted(odd))}")
    return content["differences"]


def compare(requests: dict[int, Json], pairs: Iterable[Json], differences: list[Json]) -> dict[str, list[str]]:
    """What is wrong, by oracle."""
    faults: dict[str, list[str]] = defaultdict(list)
    needed: set[int] = set()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        oracle = title(pair)
        request = requests[pair["number"]]
        ours = "accepted" if pair["ours"] == "accepted" else "refused"
        seen[oracle]["pairs"] += 1
        if ours == pair["theirs"]:
            seen[oracle][ours] += 1
        else:
            matching = [index for index, listed in enumerate(differences) if matches(listed, pair, request["classes"])]
            if not matching:
                faults[oracle].append(shown(pair, request))
            if len(matching) == 1:
                needed.add(matching[0])
        # What an oracle signs as text is not always what was to be signed.
        if request["genuine"] is not None and pair["signer"] != "oracle" and ours != "accepted":
            faults[oracle].append(f"genuine, but {shown(pair, request)}")
    for index, listed in enumerate(differences):
        if index not in needed:
            faults[title(listed)].append(f"listed but never the only explanation: {verdicts(listed)} {listed['class']}")
    for oracle, counts in seen.items():
        faults[oracle] += [
            f"only {counts[what]} {what}, not {least}" for what, least in LEAST.items() if counts[what] < least
        ]
    return faults


def matches(listed: Json, pair: Json, classes: list[str]) -> bool:
    same = all(listed[member] == pair[member] for member in ("oracle", "version", "ours", "theirs"))
    return same and listed["class"] in classes


def title(of: Json) -> str:
    return f"{of['oracle']} {of['version']}"


def verdicts(of: Json) -> str:
    return f"hookseal {of['ours']}, oracle {of['theirs']}:"


def shown(pair: Json, request: Json) -> str:
    kept = {member: request[member] for member in ("number", "classes", "secrets", "headers", "signature", "body")}
    return f"{verdicts(pair)} signed by {pair['signer']}, {json.dumps(kept)[:900]}"


def read(path: str) -> list[Json]:
    with open(path, encoding="ascii") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
