"""Writes each payload as a literal of its provider's type, and once with a member that does not fit.

python literals.py FOLDER writes literals.py there. mypy and pyright report an ignore that nothing needs.
"""

import json
import sys
from pathlib import Path
from typing import Any


def main(folder: Path) -> None:
    lines = [
        '"""Payloads. Checked, never run."""',
        f"from hookseal.events import {', '.join(sorted({name for name, _ in TYPES.values()}))}",
    ]
    count = 0
    for path in sorted([*ROOT.glob("examples/payloads/*.json"), *ROOT.glob("tests/events/payloads/*.json")]):
        provider = path.name.replace(".", "-").split("-")[0]
        if provider not in TYPES:
            continue
        name, wrong = TYPES[provider]
        payload = json.loads(path.read_text())
        lines.append(f"payload_{count}: {name} = {payload!r}")
        if wrong:
            lines.append(f"wrong_{count}: {name} = {payload | wrong!r}  # type: ignore")
        count += 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "literals.py").write_text("\n".join(lines) + "\n")
    venv = Path(sys.prefix)
    settings = {
        "typeCheckingMode": "strict",
        "reportUnnecessaryTypeIgnoreComment": True,
        "pythonVersion": "3.10",
        # The wheel is installed there.
        "venvPath": str(venv.parent),
        "venv": venv.name,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    # What the checkers refuse ends the suite.
    print(f"{len(lines) - 2} passed, 0 failed")


ROOT = Path(__file__).parents[3]
TYPES: dict[str, tuple[str, dict[str, Any]]] = {
    "assemblyai": ("AssemblyAiEvent", {"transcript_id": 7, "redacted_audio_url": 7}),
    "connect": ("ConnectEvent", {}),
    "transcodely": ("TranscodelyEvent", {"data": {"id": 7}, "job": {"id": 7}}),
    "transloadit": ("TransloaditEvent", {"uploads": [{"ssl_url": 7}]}),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
