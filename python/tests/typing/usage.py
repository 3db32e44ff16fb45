"""Use of the public types as mypy and pyright must see it. Checked, never run.

A line with an ignore must be refused: both tools report an ignore that nothing needs.
"""

import email.message
import http.client
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from hookseal import (
    Algorithm,
    ConfigErrorCode,
    Delivery,
    PayloadErrorCode,
    Policy,
    ProviderName,
    Secret,
    SignedDelivery,
    TokenDelivery,
    UnauthenticatedDelivery,
    VerifyErrorCode,
    Webhook,
    WebhookConfigError,
    WebhookPayloadError,
    WebhookVerificationError,
    providers,
)
from hookseal.events import (
    AssemblyAiEvent,
    ConnectEvent,
    TranscodelyEvent,
    TranscodelyJob,
    TranscodelyNotification,
    TranscodelyVideo,
    TransloaditEvent,
    TransloaditFile,
)
from typing_extensions import assert_never, assert_type


def construction(secret: str, unset: str | None, raw: bytes, name: ProviderName, scheme: dict[str, object]) -> None:
    either: Secret = raw
    wanted: list[Algorithm] = ["sha384", "sha512"]
    assert_type(Webhook("transcodely", secret), Webhook[TranscodelyEvent])
    assert_type(Webhook(name, secrets=[secret]), Webhook[Any])
    assert_type(Webhook(scheme, secret), Webhook)
    assert_type(Webhook("standard-webhooks", secret), Webhook)
    connect: Webhook[ConnectEvent] = Webhook("connect", secret, url_parameter="token")
    webhooks: list[Webhook] = [connect, Webhook("transloadit", secret)]
    print(webhooks)
    Webhook("transcodely", unset)
    Webhook("transcodely", either)
    Webhook("transloadit", secret, algorithms=wanted)
    Webhook("transcodely", secrets=[bytearray(raw), memoryview(raw)])
    Webhook(name, secrets=[secret, unset, raw], tolerance=300, name="orders")
    Webhook(scheme, secret, algorithms=["sha256"], allow_any_timestamp=True)
    Webhook("assemblyai", secret, header="X-Secret", senders=("us", "192.0.2.1"))
    Webhook("connect", url_parameter="token", allow_unauthenticated=True)
    Webhook("stripes", secret)  # type: ignore[call-overload]
    Webhook(secret, secret)  # type: ignore[call-overload]
    Webhook("transcodely", 7)  # type: ignore[call-overload]
    Webhook("transcodely", secret, 300)  # type: ignore[call-overload]
    Webhook("transcodely", secret, toleranse=300)  # type: ignore[call-overload]
    Webhook("transcodely", secret, tolerance="300")  # type: ignore[call-overload]
    Webhook("transcodely", secret, tolerance=300.5)  # type: ignore[call-overload]
    Webhook("transcodely", secret, algorithms=["md5"])  # type: ignore[call-overload]
    Webhook("transcodely", secret, algorithms="sha256")  # type: ignore[call-overload]


def kinds_of_body(
    webhook: Webhook, headers: Mapping[str, str], parsed: Mapping[str, list[str]], array: list[int]
) -> None:
    for body in (b"", bytearray(), memoryview(b""), "", parsed):
        assert_type(webhook.verify(body, headers), Delivery)
    webhook.verify(None, headers)  # type: ignore[arg-type]
    webhook.verify(array, headers)  # type: ignore[arg-type]
    webhook.verify(b"")  # type: ignore[call-arg]


def kinds_of_headers(
    webhook: Webhook,
    lists: dict[str, list[str]],
    pairs: Iterable[tuple[str, str]],
    raw: list[tuple[bytes, bytes]],
    message: email.message.Message,
    response: http.client.HTTPMessage,
    environ: dict[str, Any],
) -> None:
    webhook.verify(b"", lists)
    webhook.verify(b"", pairs)
    webhook.verify(b"", raw)
    webhook.verify(b"", message)
    webhook.verify(b"", response)
    webhook.verify(b"", environ, now=1716480293.5, url="/hook", remote_address="192.0.2.1")
    webhook.verify(b"", 7)  # type: ignore[arg-type]
    webhook.verify(b"", "x: y")  # type: ignore[arg-type]
    webhook.verify(b"", {}, 1716480293)  # type: ignore[call-arg]
    webhook.verify(b"", {}, now="1716480293")  # type: ignore[arg-type]
    webhook.verify(b"", {}, tolerance=300)  # type: ignore[call-arg]


def narrowed_by_authentication(delivery: Delivery) -> None:
    assert_type(delivery.authentication, Literal["signature", "token", "none"])
    assert_type(delivery.algorithm, Algorithm | None)
    if delivery.authentication == "signature":
        assert_type(delivery, SignedDelivery)
        assert_type(delivery.algorithm, Algorithm)
        assert_type(delivery.secret_index, int)
        assert_type(delivery.timestamp, int | None)
    elif delivery.authentication == "token":
        assert_type(delivery, TokenDelivery)
        assert_type(delivery.algorithm, None)
        assert_type(delivery.secret_index, int)
    elif delivery.authentication == "none":
        assert_type(delivery, UnauthenticatedDelivery)
        assert_type(delivery.secret_index, None)
    else:
        assert_never(delivery)


def narrowed_by_class(delivery: Delivery) -> bytes:
    match delivery:
        case SignedDelivery():
            return delivery.body
        case TokenDelivery() | UnauthenticatedDelivery():
            return b""


def members(delivery: Delivery) -> None:
    assert_type(delivery.body, bytes)
    assert_type(delivery.id, str | None)
    assert_type(delivery.id_signed, bool)
    assert_type(delivery.dedupe_key, str)
    assert_type(delivery.json(), Any)
    delivery.body = b""  # type: ignore[misc]
    print(delivery.secret)  # type: ignore[union-attr]
    if delivery.authentication == "signed":  # type: ignore[comparison-overlap]
        pass


def events(body: bytes, headers: dict[str, str], secret: str) -> None:
    assert_type(Webhook("transcodely", secret).verify(body, headers), Delivery[TranscodelyEvent])
    event = Webhook("transcodely", secret).verify(body, headers).json()
    if "event" in event:
        assert_type(event, TranscodelyNotification)
        assert_type(event["job"], TranscodelyJob)
        print(event["job"]["outputs"])  # pyright: ignore[reportTypedDictNotRequiredAccess]
        print(event["job"]["outputz"])  # type: ignore[typeddict-item]
    elif event["type"] == "job.failed" or event["type"] == "job.canceled":
        assert_type(event["data"], TranscodelyJob)
        assert_type(event["data"].get("error_code"), str | None)
    elif event["type"] == "video.ready":
        assert_type(event["data"], TranscodelyVideo)
    elif event["type"] == "video.redy":  # type: ignore[comparison-overlap]
        pass

    assembly = Webhook("transloadit", secret).verify(body, headers).json()
    assert_type(assembly, TransloaditEvent)
    assert_type(assembly.get("results", {}), dict[str, list[TransloaditFile]])

    status = Webhook("assemblyai", secret, header="X-Secret").verify(body, headers).json()
    assert_type(status, AssemblyAiEvent)
    if status["status"] == "redacted_audio_ready":
        assert_type(status["redacted_audio_url"], str)
    else:
        assert_type(status["transcript_id"], str)
    print(status["transcript_id"])  # type: ignore[typeddict-item]

    assert_type(Webhook({"name": "acme"}, secret).verify(body, headers).json(), Any)


def no_other_delivery() -> None:
    class Mine(SignedDelivery):  # type: ignore[misc]
        pass


def codes(error: WebhookVerificationError, mistake: WebhookConfigError, payload: WebhookPayloadError) -> None:
    assert_type(error.code, VerifyErrorCode)
    assert_type(mistake.code, ConfigErrorCode)
    assert_type(payload.code, PayloadErrorCode)
    if error.code == "signature_mismatched":  # type: ignore[comparison-overlap]
        pass
    match payload.code:
        case "payload_not_json":
            pass


def signing(webhook: Webhook) -> None:
    signed = webhook.sign(b"{}", id="dlv_1", timestamp=1716480293, form="urlencoded", algorithm="sha384")
    assert_type(signed.headers, dict[str, str])
    assert_type(signed.body, bytes)
    assert_type(signed.url, str | None)
    webhook.sign({"a": 1})  # type: ignore[arg-type]
    webhook.sign(b"{}", form="json")  # type: ignore[arg-type]
    webhook.sign(b"{}", "dlv_1")  # type: ignore[call-arg]


def data(webhook: Webhook) -> None:
    policy = providers["transcodely"].variants[0].policy
    assert_type(policy, Policy | None)
    assert_type(webhook.policy, Policy | None)
    assert_type(webhook.provider, str)
    assert_type(webhook.name, str | None)
    if policy is not None:
        assert_type(policy.acknowledge, Literal["2xx"] | tuple[int, ...])
        policy.timeout = 3  # type: ignore[misc]
