"""Records how real software writes a JSON text that it has parsed, into generate/recorded.json.

Not run by the suite: it needs Node, PHP, Ruby, Go, Java with Gson and Jackson, jq and SQLite. On Debian 12:
apt-get install php-cli ruby golang-go default-jdk-headless libgoogle-gson-java libjackson2-databind-java jq sqlite3
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from generate.chains import CHAINS, PAYLOADS  # noqa: E402

JARS = "/usr/share/java"
CLASS_PATH = ":".join(
    f"{JARS}/{jar}.jar" for jar in ("gson", "jackson-core", "jackson-annotations", "jackson-databind")
)


def main():
    with tempfile.TemporaryDirectory() as folder:
        go = Path(folder) / "go-json"
        run(["go", "build", "-o", str(go), str(HERE / "write.go")])
        run(["javac", "-cp", CLASS_PATH, "-d", folder, str(HERE / "Write.java")])
        tools = {
            "node": ["node", str(HERE / "write.mjs")],
            "php": ["php", str(HERE / "write.php")],
            "ruby": ["ruby", str(HERE / "write.rb")],
            "go": [str(go)],
            "java": ["java", "-cp", f"{folder}:{CLASS_PATH}", "Write"],
        }
        recorded = {name: chain(tools, name.split(">")) for name in CHAINS}
    path = HERE.parent / "generate" / "recorded.json"
    document = {"versions": versions(), "texts": recorded}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="ascii", newline="\n")
    print(f"{len(recorded)} recorded")


def chain(tools, steps):
    """What the last but one wrote, and what the last made of it."""
    sent = received = PAYLOADS[steps[0]].encode("utf-8")
    for style in steps[1:]:
        sent, received = received, write(tools, style, received)
    return [sent.decode("utf-8"), received.decode("utf-8")]


def write(tools, style, text):
    tool, _, form = style.partition("-")
    if tool == "python":
        return PYTHON[form](json.loads(text)).encode("utf-8")
    if tool == "jq":
        return run(["jq", *(["-c"] if form == "compact" else []), "."], text)
    if tool == "sqlite":
        quoted = text.decode("utf-8").replace("'", "''")
        return run(["sqlite3", ":memory:"], f"select json('{quoted}');".encode()).rstrip(b"\n")
    if tool in ("gson", "jackson"):
        return run([*tools["java"], style], text)
    return run([*tools[tool], form or "plain"], text)


def versions():
    commands = {
        "node": ["node", "--version"],
        "php": ["php", "-r", "echo PHP_VERSION;"],
        "ruby": ["ruby", "-e", "print RUBY_VERSION"],
        "go": ["go", "version"],
        "jq": ["jq", "--version"],
        "sqlite": ["sqlite3", "-version"],
    }
    found = {name: run(command).decode().split("\n")[0].strip() for name, command in commands.items()}
    packages = {"gson": "libgoogle-gson-java", "jackson": "libjackson2-databind-java"}
    java = {name: run(["dpkg-query", "-W", "-f", "${Version}", package]).decode() for name, package in packages.items()}
    return {"python": sys.version.split()[0]} | found | java


def run(command, text=b""):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout


PYTHON = {
    "": json.dumps,
    "compact": lambda value: json.dumps(value, separators=(",", ":")),
    "raw": lambda value: json.dumps(value, ensure_ascii=False),
    "compactraw": lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False),
    "indent2": lambda value: json.dumps(value, indent=2),
    "indent4": lambda value: json.dumps(value, indent=4, ensure_ascii=False),
    "sorted": lambda value: json.dumps(value, sort_keys=True),
}

if __name__ == "__main__":
    main()
