"""Nothing of an event is checked at run time, and nothing changed: `json` gives what json.loads gives."""

import ast
import inspect
import json
import typing
from pathlib import Path

from hookseal import Delivery, SignedDelivery, Webhook, WebhookPayloadError, events, webhook as webhook_module


def main() -> None:
    webhook = Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc")

    def read(text: str) -> object:
        signed = webhook.sign(text, id="dlv_1")
        return webhook.verify(signed.body, signed.headers).json()

    texts = json.loads((ROOT / "tests/events/hostile.json").read_text())
    assert len(texts) >= 40
    for text in texts:
        assert read(text) == json.loads(text), text
    # As deep as Python's own reader goes, and no other exception beyond.
    try:
        read('{"data":' * 100_000 + "1" + "}" * 100_000)
    except WebhookPayloadError as error:
        assert error.code == "payload_not_json"
    # Frameworks evaluate annotations.
    assert typing.get_origin(SignedDelivery[events.ConnectEvent]) is SignedDelivery
    assert Delivery[events.TranscodelyEvent] == Delivery[events.TranscodelyEvent]
    assert Webhook[events.TranscodelyEvent]("transcodely", "whsec_k7Vw2mQ9xTzB4nRc").provider == "transcodely"
    # Each file of events/ has its overload.
    overloads = {signature.__annotations__["provider"] for signature in typing.get_overloads(Webhook.__new__)}
    assert {f"Literal[{path.stem!r}]" for path in ROOT.glob("events/*.json")} < overloads
    # What the overloads take is what the constructor takes.
    nodes = ast.walk(ast.parse(inspect.getsource(webhook_module)))
    (options,) = (node for node in nodes if isinstance(node, ast.ClassDef) and node.name == "WebhookOptions")
    listed = {ast.unparse(node.target) for node in options.body if isinstance(node, ast.AnnAssign)}
    parameters = inspect.signature(Webhook.__new__).parameters.values()
    assert listed == {its.name for its in parameters if its.kind is its.KEYWORD_ONLY}
    print(f"{len(texts) + 6} passed, 0 failed")


ROOT = Path(__file__).parents[3]

if __name__ == "__main__":
    main()
