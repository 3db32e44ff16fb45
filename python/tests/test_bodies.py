"""Every kind of object that holds a body: its own bytes are verified and handed back, or it is refused."""

from __future__ import annotations

import array
import ctypes
import io
import mmap
import tempfile
import threading
from typing import Any

import pytest
from hookseal import WebhookVerificationError
from multidict import MultiDict

from deliveries import NOW, multipart, transcodely, transloadit, transloadit_fields, webhook

BODY = b'{"id":"evt_1","name":"\xc3\xa9 \xf0\x9f\x98\x80","n":[1,23]}  '
DELIVERY = transcodely(BODY)
WEBHOOK = webhook("transcodely")


class Bytes(bytes):
    def __bytes__(self) -> bytes:
        return b"other bytes"


class ByteArray(bytearray):
    def __bytes__(self) -> bytes:
        return b"other bytes"


class Text(str):
    def encode(self, *_: Any) -> bytes:
        return b"other bytes"


def verify(body: Any) -> bytes:
    return WEBHOOK.verify(body, DELIVERY.headers, now=NOW).body


def code_of(body: Any) -> str:
    with pytest.raises(WebhookVerificationError) as refused:
        verify(body)
    return refused.value.code


def mapped(content: bytes) -> mmap.mmap:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return mmap.mmap(file.fileno(), len(content))


POOL = b"before" + BODY + b"after"
DOUBLED = bytes(byte for byte in BODY for _ in range(2))

# Threat 103: a view into something larger is its own bytes, in its own order, and nothing else.
HOLDERS = {
    "bytes": BODY,
    "bytearray": bytearray(BODY),
    "text": BODY.decode(),
    "subclass of bytes": Bytes(BODY),
    "subclass of bytearray": ByteArray(BODY),
    "subclass of str": Text(BODY.decode()),
    "view": memoryview(BODY),
    "view of a bytearray": memoryview(bytearray(BODY)),
    "view of a part": memoryview(POOL)[6 : 6 + len(BODY)],
    "view of every second byte": memoryview(DOUBLED)[::2],
    "view backwards": memoryview(BODY[::-1])[::-1],
    "view of signed bytes": memoryview(BODY).cast("b"),
    "view of characters": memoryview(BODY).cast("c"),
    "view of words": memoryview(BODY).cast("H"),
    "view of two dimensions": memoryview(BODY).cast("B", (2, len(BODY) // 2)),
    "view of an array": memoryview(array.array("B", BODY)),
    "view of a file": memoryview(mapped(BODY)),
    "view of C memory": memoryview((ctypes.c_char * len(BODY)).from_buffer_copy(BODY)),
    "view of a stream": io.BytesIO(BODY).getbuffer(),
}


@pytest.mark.parametrize("kind", HOLDERS)
def test_bytes_are_handed_back_as_received(kind: str) -> None:
    """Threats 92, 93 and 103."""
    proved = verify(HOLDERS[kind])
    assert proved == BODY
    assert type(proved) is bytes


def test_bytes_are_not_copied() -> None:
    assert verify(BODY) is BODY


def test_a_view_of_more_or_less_is_refused() -> None:
    """Threat 103."""
    for body in (POOL, memoryview(POOL), memoryview(POOL)[6:-4], memoryview(BODY)[::2], memoryview(BODY)[:-1]):
        assert code_of(body) == "signature_mismatch"


def test_any_bytes_can_be_signed() -> None:
    """Threats 92, 93 and 101: bytes that no decoder takes, and none at all."""
    for body in (b"", b"\x00", b"\xff\xfe\xed", b"\xc3\x28", bytes(range(256)) * 300):
        delivery = transcodely(body)
        assert WEBHOOK.verify(body, delivery.headers, now=NOW).body == body


def test_text_is_taken_as_it_is() -> None:
    """Threat 94: a byte order mark and another normal form are other bytes; a lone surrogate is none."""
    assert code_of("\ufeff" + BODY.decode()) == "signature_mismatch"
    assert code_of(BODY.decode().replace("é", "e\u0301")) == "signature_mismatch"
    assert code_of("\ud800") == "body_not_text"
    assert code_of(BODY.decode() + "\udcff") == "body_not_text"


@pytest.mark.parametrize("body", [None, 7, 1.5, True, [1], (b"a",), {"a": 1}, {b"x"}, object(), iter(b"a"), bytes])
def test_what_was_parsed_or_consumed_is_refused(body: Any) -> None:
    """Threats 91 and 95: never written anew, never a signature over nothing."""
    assert code_of(body) == "body_not_raw"


@pytest.mark.parametrize("body", [array.array("B", BODY), mapped(BODY), io.BytesIO(BODY), ctypes.c_char_p(BODY)])
def test_other_holders_are_refused_by_name(body: Any) -> None:
    with pytest.raises(WebhookVerificationError, match=rf"got {type(body).__name__};") as refused:
        verify(body)
    assert refused.value.code == "body_not_raw"


def test_the_refusal_names_the_line_that_fixes_it() -> None:
    """Threat 91."""
    with pytest.raises(WebhookVerificationError, match=r"request\.body;.*request\.get_data\(\)"):
        verify({"event": "job.completed"})


def test_a_view_that_was_released_is_refused() -> None:
    view = memoryview(BODY)
    view.release()
    assert code_of(view) == "body_not_raw"


def test_a_change_after_the_check_changes_nothing() -> None:
    """Threat 102."""
    for size in (100, 1 << 20):
        genuine = b"a" * size
        body = bytearray(genuine)
        view = memoryview(body)
        headers = transcodely(genuine).headers
        deliveries = [WEBHOOK.verify(held, headers, now=NOW) for held in (body, view, view[:])]
        body[:] = b"b" * size
        assert [delivery.body for delivery in deliveries] == [genuine] * 3


def test_a_change_during_the_check_is_never_handed_out() -> None:
    """Threat 102: another thread writes while this one verifies; what is accepted is what was signed."""
    genuine = b"a" * (1 << 20)
    headers = transcodely(genuine).headers
    body = bytearray(genuine)
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            body[-1] ^= 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(100):
            for held in (body, memoryview(body)):
                try:
                    assert WEBHOOK.verify(held, headers, now=NOW).body == genuine
                except WebhookVerificationError as error:
                    assert error.code == "signature_mismatch"
    finally:
        done.set()
        writer.join()


FIELDS = {name: value.decode() for name, value in transloadit_fields(b'{"ok":"ASSEMBLY_COMPLETED"}')}
FORMS: dict[str, Any] = {
    "texts": FIELDS,
    "lists": {name: [value] for name, value in FIELDS.items()},
    "tuples": {name: (value,) for name, value in FIELDS.items()},
    "with others": {**FIELDS, "other": ["a", "b"], "file": object()},
    "multidict": MultiDict(FIELDS),
}
REFUSED_FORMS: dict[str, tuple[Any, str]] = {
    "twice in a list": ({**FIELDS, "signature": [FIELDS["signature"]] * 2}, "duplicate_field"),
    "twice in a multidict": (MultiDict([*FIELDS.items(), *FIELDS.items()]), "duplicate_field"),
    "two statuses": (MultiDict([*FIELDS.items(), ("transloadit", "{}")]), "duplicate_field"),
    "an empty list": ({**FIELDS, "transloadit": []}, "field_missing"),
    "none": ({**FIELDS, "transloadit": None}, "field_missing"),
    "no field": ({}, "field_missing"),
    "an empty multidict": (MultiDict(), "field_missing"),
    "no signature": ({"transloadit": FIELDS["transloadit"]}, "signature_missing"),
    "bytes": ({**FIELDS, "transloadit": b"{}"}, "form_malformed"),
    "parsed JSON": ({**FIELDS, "transloadit": {"ok": "ASSEMBLY_COMPLETED"}}, "form_malformed"),
    "a file": ({**FIELDS, "transloadit": io.BytesIO(b"{}")}, "form_malformed"),
    "a lone surrogate": ({**FIELDS, "transloadit": "\ud800"}, "body_not_text"),
    "a changed status": ({**FIELDS, "transloadit": "{}"}, "signature_mismatch"),
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_parsed_form_is_taken(kind: str) -> None:
    delivery = webhook("transloadit").verify(FORMS[kind], {})
    assert delivery.body == FIELDS["transloadit"].encode()


@pytest.mark.parametrize("kind", REFUSED_FORMS)
def test_an_ambiguous_form_is_refused(kind: str) -> None:
    """Threat 53."""
    form, code = REFUSED_FORMS[kind]
    with pytest.raises(WebhookVerificationError) as refused:
        webhook("transloadit").verify(form, {})
    assert refused.value.code == code


def test_a_form_is_read_from_every_holder() -> None:
    delivery = transloadit(multipart)
    body: bytes | bytearray | memoryview | str
    for body in (delivery.body, bytearray(delivery.body), memoryview(delivery.body), delivery.body.decode()):
        assert webhook("transloadit").verify(body, delivery.headers).body == delivery.proved
