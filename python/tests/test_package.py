"""The wheel as it would be uploaded: its files, its tag, its version, and that it is what is installed here."""

from __future__ import annotations

import base64
import doctest
import email
import hashlib
import importlib.metadata
import inspect
import re
import zipfile
from pathlib import Path

import hookseal
import hookseal.webhook
import pytest
from hookseal import Webhook, WebhookConfigError, _core

from deliveries import NOW, transcodely, webhook

ROOT = Path(__file__).parents[2]
VERSION = re.search(r'^version = "(.+)"$', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]  # type: ignore[index]
METADATA = f"hookseal-{VERSION}.dist-info"

FILES = {
    "hookseal/__init__.py",
    "hookseal/__main__.py",
    "hookseal/_cli/__init__.py",
    "hookseal/_cli/curl_command.py",
    "hookseal/_cli/decodings.py",
    "hookseal/_cli/endpoint.py",
    "hookseal/_cli/explain.py",
    "hookseal/_cli/failure.py",
    "hookseal/_cli/files.py",
    "hookseal/_cli/output.py",
    "hookseal/_cli/parser.py",
    "hookseal/_cli/prompt.py",
    "hookseal/_cli/providers.py",
    "hookseal/_cli/request.py",
    "hookseal/_cli/secrets.py",
    "hookseal/_cli/sign.py",
    "hookseal/_cli/token_place.py",
    "hookseal/_cli/verify.py",
    "hookseal/_cli/words.py",
    "hookseal/_core.abi3.so",
    "hookseal/_core.pyi",
    "hookseal/_explain.py",
    "hookseal/_generated.py",
    "hookseal/_json.py",
    "hookseal/_provider.py",
    "hookseal/_receiver/__init__.py",
    "hookseal/_receiver/aexchange.py",
    "hookseal/_receiver/answers.py",
    "hookseal/_receiver/attempt.py",
    "hookseal/_receiver/deadline.py",
    "hookseal/_receiver/effects.py",
    "hookseal/_receiver/exchange.py",
    "hookseal/_receiver/log.py",
    "hookseal/_receiver/options.py",
    "hookseal/_receiver/reading.py",
    "hookseal/_receiver/receiver.py",
    "hookseal/_receiver/refused.py",
    "hookseal/_receiver/request.py",
    "hookseal/_receiver/threads.py",
    "hookseal/asgi.py",
    "hookseal/delivery.py",
    "hookseal/django/__init__.py",
    "hookseal/django/apps.py",
    "hookseal/django/cache_store.py",
    "hookseal/django/class_based.py",
    "hookseal/django/decorator.py",
    "hookseal/django/dialects.py",
    "hookseal/django/fields.py",
    "hookseal/django/migrations/0001_initial.py",
    "hookseal/django/migrations/__init__.py",
    "hookseal/django/model_store.py",
    "hookseal/django/models.py",
    "hookseal/django/reading.py",
    "hookseal/django/replay.py",
    "hookseal/django/time_limit.py",
    "hookseal/django/views.py",
    "hookseal/errors.py",
    "hookseal/events.py",
    "hookseal/fastapi/__init__.py",
    "hookseal/fastapi/dependency.py",
    "hookseal/fastapi/route.py",
    "hookseal/flask/__init__.py",
    "hookseal/flask/reading.py",
    "hookseal/py.typed",
    "hookseal/replay/__init__.py",
    "hookseal/replay/_contract_rules.py",
    "hookseal/replay/_contract_trial.py",
    "hookseal/replay/_guard.py",
    "hookseal/replay/_sql.py",
    "hookseal/replay/_statements.py",
    "hookseal/replay/_wrong_client.py",
    "hookseal/replay/contract.py",
    "hookseal/replay/memory.py",
    "hookseal/replay/postgres.py",
    "hookseal/replay/redis.py",
    "hookseal/replay/sqlite.py",
    "hookseal/replay/store.py",
    "hookseal/report.py",
    "hookseal/webhook.py",
    "hookseal/wsgi.py",
    f"{METADATA}/METADATA",
    f"{METADATA}/RECORD",
    f"{METADATA}/WHEEL",
    f"{METADATA}/entry_points.txt",
    f"{METADATA}/licenses/LICENSE-APACHE",
    f"{METADATA}/licenses/LICENSE-MIT",
}


@pytest.fixture(scope="module")
def wheel() -> zipfile.ZipFile:
    (path,) = (ROOT / "dist").glob("hookseal-*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_has_these_files_and_no_other(wheel: zipfile.ZipFile) -> None:
    """Threat 147."""
    assert set(wheel.namelist()) == FILES
    assert len(wheel.namelist()) == len(FILES)


def test_no_file_names_the_folder_it_was_built_in(wheel: zipfile.ZipFile) -> None:
    """Threat 147."""
    for name in wheel.namelist():
        content = wheel.read(name)
        assert str(ROOT).encode() not in content, name
        assert str(Path.home()).encode() + b"/" not in content, name


def test_the_wheel_is_for_every_cpython_from_3_10(wheel: zipfile.ZipFile) -> None:
    """Threat 112."""
    assert Path(str(wheel.filename)).name.startswith(f"hookseal-{VERSION}-cp310-abi3-")
    tags = email.message_from_bytes(wheel.read(f"{METADATA}/WHEEL"))
    assert [tag.partition("-abi3-")[0] for tag in tags.get_all("Tag", [])] == ["cp310"]
    assert tags["Root-Is-Purelib"] == "false"
    assert str(_core.__file__).endswith("/_core.abi3.so")


def test_the_metadata_says_what_users_rely_on(wheel: zipfile.ZipFile) -> None:
    """Threat 144: nothing is installed beside it, unless an extra asks for it."""
    metadata = email.message_from_bytes(wheel.read(f"{METADATA}/METADATA"))
    assert [needed for needed in metadata.get_all("Requires-Dist", []) if "; extra == " not in needed] == []
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License-Expression"] == "MIT OR Apache-2.0"
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_the_installed_files_are_those_of_the_wheel(wheel: zipfile.ZipFile) -> None:
    """The tests judge what is uploaded, not the source tree."""
    installed = importlib.metadata.distribution("hookseal")
    for name in FILES - {f"{METADATA}/RECORD"}:
        assert Path(str(installed.locate_file(name))).read_bytes() == wheel.read(name), name
    record = dict(line.split(",")[:2] for line in wheel.read(f"{METADATA}/RECORD").decode().splitlines())
    assert set(record) == FILES
    for name in FILES - {f"{METADATA}/RECORD"}:
        digest = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).decode().rstrip("=")
        assert record[name] == f"sha256={digest}", name


def test_all_parts_have_one_version(wheel: zipfile.ZipFile) -> None:
    """Threat 146."""
    metadata = email.message_from_bytes(wheel.read(f"{METADATA}/METADATA"))
    found = {hookseal.__version__, _core.__version__, importlib.metadata.version("hookseal"), metadata["Version"]}
    assert found == {VERSION}


def test_parts_of_different_versions_do_not_work_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threat 146."""
    monkeypatch.setattr(hookseal.webhook, "__version__", "0.0.0")
    with pytest.raises(WebhookConfigError) as mistake:
        Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")
    assert mistake.value.code == "version_mismatch"
    # Word for word what the npm package says.
    assert str(mistake.value) == f"hookseal 0.0.0 was installed over parts of {VERSION}: install it anew"


def test_the_module_verifies_and_refuses_on_this_interpreter() -> None:
    """Threat 112: the one thing that a wheel for another interface cannot do."""
    delivery = transcodely()
    assert webhook("transcodely").verify(delivery.body, delivery.headers, now=NOW).body == delivery.body
    with pytest.raises(hookseal.WebhookVerificationError):
        webhook("transcodely").verify(delivery.body + b" ", delivery.headers, now=NOW)


def test_every_public_name_is_there_and_explained() -> None:
    for name in hookseal.__all__:
        assert hasattr(hookseal, name), name
        public = getattr(hookseal, name)
        ours = [kind for kind in getattr(public, "__mro__", ()) if kind.__module__.startswith("hookseal")]
        members = {member: one for kind in ours for member, one in vars(kind).items() if member[0] != "_"}
        # The fields of a dataclass stand in the docstring of the class.
        fields = getattr(public, "__dataclass_fields__", {})
        assert not [field for field in fields if f"    {field}: " not in (public.__doc__ or "")], name
        assert not [member for member in members.keys() - fields if not inspect.getdoc(members[member])], name
        assert not isinstance(public, type) or inspect.getdoc(public), name


def test_the_example_of_the_package_runs() -> None:
    failed, attempted = doctest.testmod(hookseal)
    assert (failed, attempted) == (0, 4)
