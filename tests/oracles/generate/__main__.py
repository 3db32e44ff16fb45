"""Writes one request a line, as JSON, each with the classes that its predicates give it.

python -m generate COUNT SEED FILE, in tests/oracles: COUNT requests of each scheme, fewer of those with little to vary.
"""

import json
import random
import sys

from . import classes, standard_webhooks, tokens, transcodely, transloadit

SHARES = {standard_webhooks: 1, transcodely: 1, transloadit: 1, tokens: 0.1}


def main(count: int, seed: int, path: str) -> None:
    source = random.Random(seed)
    number = genuine = 0
    with open(path, "w", encoding="ascii") as file:
        for scheme, share in SHARES.items():
            for _ in range(int(count * share)):
                request = scheme.request(source)
                line = {"number": number, **request.as_json(), "classes": classes.of(request)}
                file.write(json.dumps(line) + "\n")
                number += 1
                genuine += request.genuine is not None
    print(f"{number} requests, {genuine} of them genuine, seed {seed}")


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
