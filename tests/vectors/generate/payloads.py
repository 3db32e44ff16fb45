"""Request bodies in the shape that each provider documents."""

import json


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


# The documented job payload of Transcodely's X-Transcodely-* generation.
TRANSCODELY_JOB = compact({
    "event": "job.completed",
    "job": {
        "id": "job_a1b2c3d4e5f6", "status": "completed", "progress": 100, "priority": "standard",
        "total_estimated_cost": 0.12, "total_actual_cost": 0.118, "currency": "EUR", "input_url": "",
        "input_origin": {"id": "ori_input12345", "name": "Upload Bucket", "provider": "gcs",
                         "path": "uploads/source.mp4", "bucket": "my-uploads-bucket"},
        "outputs": [{
            "id": "out_xyz789", "status": "completed", "progress": 100,
            "output_url": "gs://my-cdn-bucket/videos/2026-02-28/job_a1b2c3d4e5f6/1080p.mp4",
            "output_size_bytes": 15728640, "duration_seconds": 120, "actual_cost": 0.118,
        }],
        "metadata": {}, "created_at": "2026-02-28T10:30:00Z", "completed_at": "2026-02-28T10:35:42Z",
    },
    "timestamp": "2026-02-28T10:35:42Z",
})
TRANSCODELY_SHORT = '{"event":"job.completed","job":{"id":"job_1"}}'


def transcodely_event(identity="evt_01", kind="job.succeeded"):
    """The envelope of Transcodely's current SDKs."""
    return compact({
        "id": identity, "object": "event", "api_version": "2026-05-23", "created": "2026-05-24T10:55:08Z",
        "type": kind, "data": {"id": "job_01", "object": "job", "status": "completed"}, "livemode": True,
        "pending_webhooks": 0, "request": {"id": "req_01", "idempotency_key": None},
    })


TRANSLOADIT_ID = "b2b580bdc969427091a48f1f0d3d9d40"

# An Assembly Status cut to the members that receivers read.
TRANSLOADIT_STATUS = compact({
    "ok": "ASSEMBLY_COMPLETED",
    "message": "The Assembly was successfully completed.",
    "assembly_id": TRANSLOADIT_ID,
    "assembly_ssl_url": f"https://api2.transloadit.com/assemblies/{TRANSLOADIT_ID}",
    "uploads": [{"id": "ff89be82", "name": "avatar.jpg", "ssl_url": "https://s3.amazonaws.com/tmp/ff89be82/a+b.jpg"}],
    "results": {"faces_detected": [{"id": "fd2f61b9", "name": "avatar.jpg", "ssl_url": "https://s3.amazonaws.com/x"}]},
})

TRANSLOADIT_ERROR = compact({
    "error": "INVALID_FILE_META_DATA", "message": "Zo\u00eb's file & 100% of it = \"bad\" \u2014 \U0001f980",
    "assembly_id": TRANSLOADIT_ID, "uploads": [], "results": {},
})

ASSEMBLYAI_DONE = compact({"transcript_id": "5552493-16d8-42d8-8feb-c2a16b56f6e8", "status": "completed"})
ASSEMBLYAI_ERROR = compact({"transcript_id": "5552493-16d8-42d8-8feb-c2a16b56f6e8", "status": "error"})
ASSEMBLYAI_REDACTED = compact({"status": "redacted_audio_ready", "redacted_audio_url": "https://example.com/r.mp3"})

CONNECT_EVENT = compact({"event": "transfer.finished", "data": {"id": "trf_1", "state": "finished"}})

STANDARD_EVENT = compact({"type": "contact.created", "timestamp": "2024-05-23T16:04:53Z",
                          "data": {"id": "1f81eb52-5198-4599-803e-771906343485", "email": "john@example.com"}})

# Bodies that a verifier must take as bytes, whatever they would mean as text.
ODD_BODIES = [
    ("empty", b"", "no byte at all", [101]),
    ("one-byte", b"\x00", "a single NUL", [92, 93]),
    ("not-utf8", b'{"name":"\xff\xfe\x80"}', "bytes that are not UTF-8", [92, 93]),
    ("every-byte", bytes(range(256)), "every byte value once", [92, 93]),
    ("bom", b'\xef\xbb\xbf{"id":"evt_01"}', "a byte order mark in front", [94]),
    ("crlf-lines", b'{\r\n "a": 1\r\n}\r\n', "CRLF line ends and one at the end", [91]),
    ("decomposed", '{"name":"Zoe\u0308"}'.encode(), "a decomposed character, not to be composed", [94]),
    ("astral", '{"name":"\U0001f980"}'.encode(), "a character beyond the basic plane", [94]),
    ("escaped-slash", b'{"url":"https:\\/\\/example.com\\/"}', "escapes that a serialiser would not write", [91]),
    ("number-spelling", b'{"amount":1.0,"big":12345678901234567890,"e":1E5}', "numbers a serialiser would respell", [91]),
    ("spaced-json", b'{ "b" : 1 , "a" : 2 }', "white space and an order of members that must be kept", [91]),
]
