"""Custom schemes that several files share, written in the vocabulary of the provider table."""


def bare(name, header, *, encoding="hex", prefix=None, algorithm="sha256", **more):
    """One signature of the body alone, in one header."""
    signature = {"header": header, "encoding": encoding} | ({"prefix": prefix} if prefix else {})
    return {"name": name, "signature": signature, "algorithms": [algorithm], "content": "{body}"} | more


def pairs(name, header, content, *, separator=",", signature="v1", timestamp="t", encoding="hex", unit="seconds", **more):
    """A key=value list with the timestamp among the pairs."""
    return {
        "name": name,
        "signature": {"header": header, "encoding": encoding,
                      "pairs": {"separator": separator, "assign": "=", "signature": signature}},
        "algorithms": ["sha256"], "content": content, "timestamp": {"value": timestamp, "unit": unit},
    } | more


GITHUB = bare("github", "X-Hub-Signature-256", prefix="sha256=", id={"header": "X-GitHub-Delivery"},
              contentType="application/json")
SLACK = bare("slack", "X-Slack-Signature", prefix="v0=") | {
    "content": "v0:{timestamp}:{body}", "timestamp": {"header": "X-Slack-Request-Timestamp", "unit": "seconds"},
    "contentType": "application/x-www-form-urlencoded"}
STRIPE = pairs("stripe", "Stripe-Signature", "{timestamp}.{body}", dedupe=["/id"],
               secret={"encoding": "utf8", "prefix": "whsec_", "keepPrefix": True}, contentType="application/json")
PADDLE = pairs("paddle", "Paddle-Signature", "{timestamp}:{body}", separator=";", signature="h1", timestamp="ts",
               contentType="application/json")
SANITY = pairs("sanity", "sanity-webhook-signature", "{timestamp}.{body}", encoding="base64url", unit="milliseconds",
               contentType="application/json")
CONVOY = pairs("convoy", "X-Convoy-Signature", "{timestamp},{body}")
FINCH = {
    "name": "finch",
    "secret": {"encoding": "base64"},
    "signature": {"header": "Finch-Signature", "encoding": "base64", "items": {"separator": " ", "prefix": "v1,"}},
    "algorithms": ["sha256"], "content": "{id}.{timestamp}.{body}",
    "timestamp": {"header": "Finch-Timestamp", "unit": "seconds"}, "id": {"header": "Finch-Event-Id"},
    "contentType": "application/json",
}
NAMED = {
    "name": "named",
    "signature": {"header": "X-Named-Signature", "encoding": "base64", "algorithmSeparator": ":", "bareAlgorithm": "sha1"},
    "algorithms": ["sha1", "sha256", "sha512"], "content": "{body}", "contentType": "text/plain",
}
FIELD = {
    "name": "field",
    "secret": {"encoding": "hex"},
    "signature": {"field": "sig", "encoding": "hex"},
    "algorithms": ["sha512"], "content": "{body}", "body": {"field": "payload"}, "dedupe": ["/event/id", "/event/n"],
}
ADJACENT = bare("adjacent", "X-Signature") | {
    "content": "{timestamp}{body}", "timestamp": {"header": "X-Timestamp", "unit": "seconds"}}
BEHIND = bare("behind", "X-Signature") | {
    "content": "{body}{timestamp}", "timestamp": {"header": "X-Timestamp", "unit": "milliseconds"}}
SQUARE = bare("square", "X-Square-HmacSha256-Signature", encoding="base64") | {"content": "{url}{body}"}
HUBSPOT = bare("hubspot", "X-HubSpot-Signature-v3", encoding="base64") | {
    "content": "{method}{url}{body}{timestamp}", "timestamp": {"header": "X-HubSpot-Request-Timestamp", "unit": "milliseconds"}}
LINED = bare("lined", "X-Lined") | {
    "content": "{method}\n{url}\n{timestamp}\n{body}", "timestamp": {"header": "X-Lined-Time", "unit": "seconds"}}
AHEAD = bare("ahead", "X-Signature") | {
    "content": "{timestamp}{url}{body}", "timestamp": {"header": "X-Timestamp", "unit": "seconds"}}
WIDE = {
    "name": "wide",
    "signature": {"header": "X-Wide", "encoding": "hex", "pairs": {"separator": ";", "assign": ":", "signature": "s"}},
    "algorithms": ["sha384"], "content": "{{{value:key}}}|{header:X-Topic}|{id}|{timestamp}|{body}",
    "timestamp": {"value": "ts", "unit": "seconds"}, "id": {"value": "id"},
}
NOTED = pairs("noted", "X-Noted-Signature", "{timestamp},{body}") | {"id": {"value": "i"}}
BEARER = {"name": "bearer", "token": {"header": "Authorization", "prefix": "Bearer "}, "dedupe": ["/id"],
          "contentType": "application/json"}
GITLAB = {"name": "gitlab", "token": {"header": "X-Gitlab-Token"}, "contentType": "application/json"}
QUERY = {"name": "query", "token": {"urlParameter": "key"}, "contentType": "application/json"}
OPEN = {"name": "open", "unsigned": True, "dedupe": ["/id"], "contentType": "application/json"}
