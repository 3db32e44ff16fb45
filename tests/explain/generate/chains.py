"""What is recorded from real software: payloads, and who writes them in turn (the sender first)."""

import json


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


PAYLOADS = {
    # The documented job of Transcodely's first generation.
    "job": compact(
        {
            "event": "job.completed",
            "job": {
                "id": "job_a1b2c3d4e5f6",
                "status": "completed",
                "progress": 100,
                "priority": "standard",
                "total_estimated_cost": 0.12,
                "total_actual_cost": 0.118,
                "currency": "EUR",
                "input_url": "",
                "outputs": [
                    {
                        "id": "out_xyz789",
                        "output_url": "gs://my-cdn-bucket/videos/job_a1b2c3d4e5f6/1080p.mp4",
                        "output_size_bytes": 15728640,
                        "duration_seconds": 120,
                    }
                ],
                "metadata": {},
                "created_at": "2026-02-28T10:30:00Z",
            },
            "timestamp": "2026-02-28T10:35:42Z",
        }
    ),
    # The envelope of the second generation.
    "event": compact(
        {
            "id": "evt_01",
            "object": "event",
            "api_version": "2026-05-23",
            "created": "2026-05-24T10:55:08Z",
            "type": "video.ready",
            "data": {"id": "vid_01", "tags": [], "title": "Straße & Café", "renditions": []},
            "livemode": True,
            "pending_webhooks": 0,
            "request": {"id": None, "idempotency_key": None},
        }
    ),
    "contact": compact(
        {
            "type": "contact.created",
            "timestamp": "2024-05-23T16:04:53Z",
            "data": {
                "id": "1f81eb52-5198-4599-803e-771906343485",
                "name": "Zoë O'Neill 🦀",
                "site": "https://example.com/a?b=1&c=2",
                "note": '5 < 6 > 4 "quoted" \\ tab\there',
                "score": 12.5,
                "visits": 3,
                "tags": [],
            },
        }
    ),
    # Only letters, digits and plain punctuation: nothing but white space can differ.
    "plain": compact({"type": "ping", "id": "msg_7", "count": 2, "ok": True, "list": [1, 2, 3], "empty": None}),
    "status": compact(
        {
            "ok": "ASSEMBLY_COMPLETED",
            "message": "The Assembly was successfully completed.",
            "assembly_id": "b2b580bdc969427091a48f1f0d3d9d40",
            "assembly_ssl_url": "https://api2.transloadit.com/assemblies/b2b580bdc969427091a48f1f0d3d9d40",
            "execution_duration": 3.2,
            "bytes_received": 92933,
            "uploads": [
                {
                    "id": "ff89be82",
                    "name": "Zoë+avatar 100%.jpg",
                    "ssl_url": "https://s3.amazonaws.com/tmp/ff89be82/a%20b.jpg",
                }
            ],
            "results": {},
        }
    ),
    "invoice": '{"id":"in_1","total":100.0,"paid":25.5,"currency":"EUR","lines":2}',
    "measure": '{"id":"m_1","small":1e-7,"large":1e+22,"half":0.5}',
    "exponent": '{"id":"m_2","value":1E5,"unit":"Hz"}',
    "ledger": '{"id":"tx_1","account":12345678901234567890,"amount":1}',
    "twice": '{"id":"d_1","amount":1,"amount":2}',
}

CHAINS = [
    # A sender that writes compactly, and what a receiver makes of it.
    *(
        f"job>node>{style}"
        for style in (
            "python",
            "python-indent2",
            "node-indent2",
            "node-indent4",
            "node-tab",
            "php",
            "php-pretty",
            "ruby-pretty",
            "jq",
            "jq-compact",
            "jackson-pretty",
            "gson-pretty",
            "go-indent",
            "go-encoder",
            "gson-map",
        )
    ),
    *(
        f"event>node>{style}"
        for style in ("python", "python-compact", "python-raw", "php", "php-unescaped", "go", "jackson", "gson")
    ),
    *(
        f"contact>node>{style}"
        for style in (
            "python",
            "python-compact",
            "python-raw",
            "php",
            "php-pretty",
            "php-prettyunescaped",
            "go",
            "go-encoder",
            "gson",
            "ruby",
            "jackson-pretty",
            "sqlite",
            "jq",
        )
    ),
    # A sender in Python, PHP, Go, Ruby, Java; the receiver in JavaScript or another.
    *(
        f"contact>{sender}>{receiver}"
        for sender in (
            "python",
            "python-compact",
            "python-raw",
            "php",
            "php-slashes",
            "go",
            "go-encoder",
            "gson",
            "ruby-pretty",
            "jackson-pretty",
            "python-indent4",
        )
        for receiver in ("node", "python-raw")
    ),
    *(
        f"event>{sender}>{receiver}"
        for sender, receiver in (
            ("python", "node"),
            ("php", "node"),
            ("go", "node"),
            ("python", "php"),
            ("php", "python"),
            ("go-encoder", "python"),
            ("gson", "php-unescaped"),
            ("ruby", "python-compact"),
        )
    ),
    *(
        f"plain>{sender}>{receiver}"
        for sender, receiver in (
            ("node", "python"),
            ("python", "node"),
            ("node-indent2", "node"),
            ("go-encoder", "node"),
            ("node", "go-encoder"),
        )
    ),
    *(f"status>node>{style}" for style in ("python", "php", "node-indent2", "go", "python-raw")),
    "status>php>node",
    "status>python>node",
    "status>php>python",
    "invoice>node",
    "invoice>python>node",
    "invoice>python-compact>node",
    "invoice>python-compact>php",
    "invoice>python",
    "measure>python",
    "measure>python-compact>node",
    "measure>node",
    "measure>go",
    "exponent>node",
    "exponent>python-compact",
    "exponent>go",
    "ledger>node",
    "ledger>python-compact",
    "twice>node",
    "twice>python-compact",
    "contact>node>python-sorted",
    "contact>node>go-map",
    "event>node>go-map",
    "job>node>php-array",
    "contact>node>node-quoted",
    "event>node>node-quoted",
]
