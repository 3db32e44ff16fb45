"""What would be published: the names in each archive, its version, and that nothing of the machine is in it.

Run as `python tests/release/check.py dist 0.1.0`, after `cargo xtask package`. Threats 146 and 147.
"""

import os
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Files = dict[str, bytes]


def main(dist: Path, version: str) -> int:
    failures: list[str] = []
    passed = 0
    for kind, (name, allowed, metadata) in ARTEFACTS.items():
        found = sorted(dist.glob(f"*{kind}"))
        faults = [f"{len(found)} files end in {kind}, expected one"] if len(found) != 1 else []
        for path in found:
            faults += judge(path.name, read(path), name, allowed, metadata, version)
        passed += not faults
        failures += faults
    failures += controls(version)
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


def judge(file: str, files: Files, name: str, allowed: Iterable[str], metadata: str, version: str) -> list[str]:
    faults = []
    if not re.fullmatch(name.format(version=re.escape(version)), file):
        faults.append(f"{file}: the name is not of the form {name.format(version=version)}")
    patterns = [pattern.format(version=re.escape(version)) for pattern in allowed]
    for inside in files:
        if not any(re.fullmatch(pattern, inside) for pattern in patterns):
            faults.append(f"{file}: {inside} does not belong there")
    for pattern in patterns:
        if not any(re.fullmatch(pattern, inside) for inside in files):
            faults.append(f"{file}: nothing in it is {pattern}")
    wanted = re.compile(VERSIONS[metadata].format(version=re.escape(version)).encode(), re.MULTILINE)
    texts = [text for inside, text in files.items() if inside.endswith(metadata) and inside.count("/") == 1]
    if not any(wanted.search(text) for text in texts):
        faults.append(f"{file}: its {metadata} does not say {version}")
    for inside, text in files.items():
        faults += [f"{file}: {inside} names {path}" for path in machine_paths() if path.encode() in text]
        if SECRET.search(text):
            faults.append(f"{file}: {inside} looks like a secret")
    return faults


def read(path: Path) -> Files:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(path) as archive:
        members = archive.getmembers()
        # A link would be followed on the machine that unpacks it.
        return {member.name: archive.extractfile(member).read() if member.isfile() else LINK for member in members}


def machine_paths() -> list[str]:
    home = Path.home()
    cargo = os.environ.get("CARGO_HOME", str(home / ".cargo"))
    return [f"{ROOT}/", f"{cargo}/", *([f"{home}/"] if len(home.parts) > 1 else [])]


def controls(version: str) -> list[str]:
    """Each fault must be found in an archive that has it and no other."""
    metadata = b'[package]\nname = "hookseal"\nversion = "%s"\n' % version.encode()
    right = {f"hookseal-{version}/Cargo.toml": metadata, f"hookseal-{version}/src/lib.rs": b""}
    allowed = [r"hookseal-{version}/Cargo\.toml", r"hookseal-{version}/src/lib\.rs"]
    lib = f"hookseal-{version}/src/lib.rs"

    def faults(files: Files, file: str = f"hookseal-{version}.crate") -> list[str]:
        return judge(file, files, r"hookseal-{version}\.crate", allowed, "Cargo.toml", version)

    wrong = {
        "another name": faults(right, "hookseal.crate"),
        "a file too many": faults(right | {f"hookseal-{version}/.env": b""}),
        "a file too few": faults({name: text for name, text in right.items() if name != lib}),
        "another version": faults(right | {f"hookseal-{version}/Cargo.toml": metadata.replace(b'= "', b'= "1')}),
        "a path": faults(right | {lib: f"// {ROOT}/src".encode()}),
        "a private key": faults(right | {lib: b"-----BEGIN RSA PRIVATE" + b" KEY-----\n"}),
    }
    missed = [f"control: {what} was not found" for what, found in wrong.items() if len(found) != 1]
    return missed + [f"control: {fault}" for fault in faults(right)]


LINK = b"-----a link-----"

SECRET = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE" + rb" KEY-----\s|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[A-Za-z0-9_-]{50,}"
    rb"|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bcio[A-Za-z0-9]{32}\b|\bAKIA[A-Z0-9]{16}\b|-----a link-----"
)

VERSIONS = {
    "Cargo.toml": r'^\[package\]$(?:\n[^\[].*)*\nversion = "{version}"$',
    "METADATA": r"^Name: hookseal\nVersion: {version}$",
    "PKG-INFO": r"^Name: hookseal\nVersion: {version}$",
    "package.json": r'"name": "hookseal",\n  "version": "{version}"',
}

PYTHON_FOLDER = r"(?:_cli/|_receiver/|django/(?:migrations/)?|fastapi/|flask/|replay/)?"
RUST = r"(?:[a-z0-9_]+/)*[a-z0-9_]+\.rs"

# Each archive: its name, the names allowed inside, the file that states its version. Each pattern must be met.
ARTEFACTS = {
    ".crate": (
        r"hookseal-{version}\.crate",
        [
            r"hookseal-{version}/\.cargo_vcs_info\.json",
            r"hookseal-{version}/Cargo\.(?:lock|toml|toml\.orig)",
            r"hookseal-{version}/LICENSE-(?:APACHE|MIT)",
            r"hookseal-{version}/README\.md",
            r"hookseal-{version}/src/" + RUST,
        ],
        "Cargo.toml",
    ),
    ".tar.gz": (
        r"hookseal-{version}\.tar\.gz",
        [
            r"hookseal-{version}/(?:Cargo\.lock|Cargo\.toml|LICENSE-APACHE|LICENSE-MIT|PKG-INFO|README\.md|pyproject\.toml)",
            r"hookseal-{version}/bindings/python/Cargo\.toml",
            r"hookseal-{version}/bindings/python/src/" + RUST,
            r"hookseal-{version}/crates/hookseal/(?:Cargo\.toml|README\.md|LICENSE-(?:APACHE|MIT))",
            r"hookseal-{version}/crates/hookseal/src/" + RUST,
            r"hookseal-{version}/hookseal/" + PYTHON_FOLDER + r"(?:[a-z0-9_]+\.pyi?|py\.typed)",
        ],
        "PKG-INFO",
    ),
    # Which files these two hold, one by one, is for npm/tests and python/tests to say.
    ".tgz": (
        r"hookseal-{version}\.tgz",
        [r"package/(?:dist/.+|package\.json|README\.md|LICENSE-[A-Z]+)"],
        "package.json",
    ),
    ".whl": (
        r"hookseal-{version}-cp310-abi3-[a-z0-9_]+\.whl",
        [
            r"hookseal/" + PYTHON_FOLDER + r"[a-z0-9_]+(?:\.abi3)?\.(?:pyi?|so|pyd|typed)",
            r"hookseal-{version}\.dist-info/.+",
        ],
        "METADATA",
    ),
}

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
