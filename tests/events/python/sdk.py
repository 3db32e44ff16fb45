"""Writes ../payloads/transcodely-*.json with the provider's own SDK: one event of each type.

Of each kind of data, the first event has every field set, the others none.

python sdk.py --check only compares them. It also compares the types that events/transcodely.json
describes with those of the SDK: event types, members, kinds of values, names of enumerations.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any, get_args

from google.protobuf.descriptor import EnumDescriptor, FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from transcodely._codec import json_codec
from transcodely.v1 import app_pb2, job_pb2, origin_pb2, subtitles_pb2, thumbnails_pb2, video_pb2
from transcodely.webhooks.types import Event, EventRequest, EventType, decoder_for_type


def main() -> None:
    payloads = {f"transcodely-{name}.json": text(envelope(name)) for name in get_args(EventType)}
    faults = [*compared_names(), *compared_members()]
    if "--check" in sys.argv:
        committed = {path.name: path.read_text() for path in PAYLOADS.glob("transcodely-*.json")}
        faults += [f"{name} is not what the SDK writes" for name in payloads if payloads[name] != committed.get(name)]
        faults += [f"{name} is no event of the SDK" for name in committed if name not in payloads]
    else:
        for name, content in payloads.items():
            (PAYLOADS / name).write_text(content)
    print(*faults, sep="\n", end="\n" if faults else "")
    checked = len(payloads) + len(ENUMS) + 3 + sum(len(message.DESCRIPTOR.fields) for message in RESOURCES.values())
    print(f"{checked - len(faults)} passed, {len(faults)} failed")
    sys.exit(1 if faults else 0)


def text(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def envelope(name: str) -> dict[str, Any]:
    return {
        "id": "evt_01",
        "object": "event",
        "api_version": "2026-05-23",
        "created": "2026-05-24T10:55:08Z",
        "type": name,
        "data": data(name),
        "livemode": True,
        "pending_webhooks": 0,
        "request": {"id": None, "idempotency_key": None},
    }


def data(name: str) -> dict[str, Any]:
    record, first = data_type(name)
    if record == "TranscodelySpend":
        # The SDK describes this one in words only.
        return {
            "app_id": "app_01",
            "period_start": "2026-05-01",
            "period_end": "2026-05-31",
            "limit_eur": 100,
            "spent_eur": 80.5,
            "threshold_pct": 80,
            "currency": "EUR",
        }
    resource = RESOURCES[record]()
    # The SDK must take the event's data for the same message.
    decode = decoder_for_type(name)
    if decode is None or type(decode({})) is not type(resource):
        raise SystemExit(f"the SDK does not take the data of {name} for {record}")
    if name == first:
        fill(resource)
    written: dict[str, Any] = json.loads(json_codec.serialize(resource))
    return written


def data_type(name: str) -> tuple[str, str]:
    """The type of `data` in the event of this name, and the first event that has it."""
    union = next(its for its in SCHEMA["types"] if "union" in its)
    case = next(case for case in union["cases"] if name in case["names"])
    ((_, kind, _),) = types()[case["type"]]["members"]
    return kind, case["names"][0]


def fill(message: Message) -> None:
    """Sets every field, lists and maps with one item."""
    for field in message.DESCRIPTOR.fields:
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            getattr(message, field.name)["order"] = "1234"
        elif field.message_type is not None:
            inner = getattr(message, field.name)
            inner = inner.add() if field.is_repeated else inner
            if isinstance(inner, Timestamp):
                inner.FromJsonString("2026-05-24T10:55:08Z")
            else:
                fill(inner)
        elif field.is_repeated:
            getattr(message, field.name).append(scalar(field))
        else:
            setattr(message, field.name, scalar(field))


def scalar(field: FieldDescriptor) -> Any:
    if field.enum_type is not None:
        return field.enum_type.values[-1].number
    return SCALARS[field.cpp_type](field)


def compared_names() -> list[str]:
    """Faults of the event types and of the enumerations."""
    faults = []
    union = next(its for its in SCHEMA["types"] if "union" in its)
    ours = {name for case in union["cases"] for name in case["names"]}
    if ours != set(get_args(EventType)):
        faults.append(f"event types differ: {sorted(ours ^ set(get_args(EventType)))}")
    for name, descriptor in ENUMS.items():
        theirs = {json_codec.simplify_enum_value(value.name, descriptor) for value in descriptor.values[1:]}
        if theirs != set(types()[name]["names"]):
            faults.append(f"{name} differs: {sorted(theirs ^ set(types()[name]['names']))}")
    return faults


def compared_members() -> list[str]:
    """Faults of the members: all are there, of the kind that the SDK writes."""
    faults = []
    for name, described in (("TranscodelyEnvelope", Event), ("TranscodelyRequest", EventRequest)):
        required = {member for member, _, _ in types()[name]["members"] if not member.endswith("?")}
        theirs = {field.name for field in dataclasses.fields(described)} - {"type", "data"}
        if required != theirs:
            faults.append(f"{name} differs: {sorted(required ^ theirs)}")
    for name, message in RESOURCES.items():
        ours = {member.rstrip("?"): kind.removesuffix("|null") for member, kind, _ in types()[name]["members"]}
        fitting = {field.name: kinds(field) for field in message.DESCRIPTOR.fields}
        faults += [f"{name}.{member} is not in the SDK" for member in ours.keys() - fitting.keys()]
        faults += [f"{name}.{member} is only in the SDK" for member in fitting.keys() - ours.keys()]
        for member in ours.keys() & fitting.keys():
            if ours[member] not in fitting[member]:
                faults.append(f"{name}.{member} is {ours[member]}, not {' or '.join(fitting[member])}")
    return faults


def kinds(field: FieldDescriptor) -> list[str]:
    """The kinds of value that describe the field: of a message with a type of its own that one alone."""
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return ["text{}"]
    many = "[]" if field.is_repeated else ""
    if field.message_type is not None:
        named = [name for name, message in RESOURCES.items() if message.DESCRIPTOR is field.message_type]
        plain = "text" if field.message_type.full_name == "google.protobuf.Timestamp" else "object"
        return [f"{name}{many}" for name in named] or [f"{plain}{many}"]
    if field.enum_type is not None:
        named = [name for name, descriptor in ENUMS.items() if descriptor is field.enum_type]
        return [f"{name}{many}" for name in named] or [f"text{many}"]
    return [KINDS[field.cpp_type] + many]


def types() -> dict[str, Any]:
    return {its["name"]: its for its in SCHEMA["types"]}


ROOT = Path(__file__).parents[3]
PAYLOADS = ROOT / "tests/events/payloads"
SCHEMA: dict[str, Any] = json.loads((ROOT / "events/transcodely.json").read_text())

RESOURCES: dict[str, Any] = {
    "TranscodelyJob": job_pb2.Job,
    "TranscodelyOutput": job_pb2.JobOutput,
    "TranscodelyVideo": video_pb2.Video,
    "TranscodelyInsights": subtitles_pb2.TranscriptInsights,
    "TranscodelyApp": app_pb2.App,
    "TranscodelyOrigin": origin_pb2.OriginRef,
    "TranscodelyThumbnail": thumbnails_pb2.ThumbnailResult,
    "TranscodelySubtitle": subtitles_pb2.SubtitleResult,
}
ENUMS: dict[str, EnumDescriptor] = {
    "TranscodelyJobStatus": job_pb2.JobStatus.DESCRIPTOR,
    "TranscodelyPriority": job_pb2.JobPriority.DESCRIPTOR,
    "TranscodelyOutputStatus": job_pb2.OutputStatus.DESCRIPTOR,
    "TranscodelyOriginProvider": origin_pb2.OriginProvider.DESCRIPTOR,
    "TranscodelyInsightsStatus": subtitles_pb2.InsightsStatus.DESCRIPTOR,
    "TranscodelyAppStatus": app_pb2.AppStatus.DESCRIPTOR,
}

SCALARS: dict[int, Any] = {
    FieldDescriptor.CPPTYPE_STRING: lambda field: field.name,
    FieldDescriptor.CPPTYPE_BOOL: lambda _: True,
    FieldDescriptor.CPPTYPE_DOUBLE: lambda _: 0.118,
    FieldDescriptor.CPPTYPE_INT32: lambda _: 100,
    FieldDescriptor.CPPTYPE_INT64: lambda _: 9007199254740993,
}
KINDS: dict[int, str] = {
    FieldDescriptor.CPPTYPE_STRING: "text",
    FieldDescriptor.CPPTYPE_BOOL: "boolean",
    FieldDescriptor.CPPTYPE_DOUBLE: "number",
    FieldDescriptor.CPPTYPE_INT32: "integer",
    FieldDescriptor.CPPTYPE_INT64: "integer64",
}

if __name__ == "__main__":
    main()
