"""Real requests to real servers: what each framework hands out is taken if it is genuine, and else refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

import deliveries
from deliveries import TRANSLOADIT, Delivery, all_of_them, multipart, payload, transloadit_fields, urlencoded
from receivers import PARSERS, RECEIVERS, Answer, post

SENDERS = tuple(all_of_them())


@pytest.fixture(scope="module", params=RECEIVERS)
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    with RECEIVERS[request.param]() as port:
        yield port


@pytest.fixture(scope="module", params=PARSERS)
def parser(request: pytest.FixtureRequest) -> Iterator[int]:
    with RECEIVERS[request.param]() as port:
        yield port


def genuine(sender: str) -> Delivery:
    return all_of_them(int(time.time()))[sender]


def accepted(delivery: Delivery) -> Answer:
    return Answer(200, delivery.proved.hex())


def refused(code: str) -> Answer:
    return Answer(401, code)


@pytest.mark.parametrize("sender", SENDERS)
def test_a_genuine_delivery_is_taken(port: int, sender: str) -> None:
    delivery = genuine(sender)
    assert post(port, "raw", delivery) == accepted(delivery)


@pytest.mark.parametrize("sender", ["transcodely", "transcodely generation 2", "standard-webhooks"])
def test_a_changed_body_is_refused(port: int, sender: str) -> None:
    delivery = genuine(sender)
    assert post(port, "raw", delivery, body=delivery.body + b" ") == refused("signature_mismatch")
    assert post(port, "raw", delivery, body=b"") == refused("signature_mismatch")


@pytest.mark.parametrize("sender", SENDERS)
def test_an_unsigned_request_is_refused(port: int, sender: str) -> None:
    delivery = replace(genuine(sender), url="/hook")
    body = delivery.body.replace(b"signature", b"nothing") if delivery.provider == "transloadit" else delivery.body
    code = "token_missing" if delivery.provider in ("assemblyai", "connect") else "signature_missing"
    assert post(port, "raw", delivery, delivery.headers[:1], body) == refused(code)


@pytest.mark.parametrize("sender", ["transcodely", "transcodely generation 2", "standard-webhooks"])
def test_a_stale_delivery_is_refused(port: int, sender: str) -> None:
    for age, code in ((400, "timestamp_too_old"), (-400, "timestamp_too_new")):
        assert post(port, "raw", all_of_them(int(time.time()) - age)[sender]) == refused(code)


@pytest.mark.parametrize("sender", ["transcodely", "transcodely generation 2", "standard-webhooks"])
def test_a_header_sent_twice_is_refused(port: int, sender: str) -> None:
    """Threat 38: each server joins, lists or keeps it in its own way."""
    delivery = genuine(sender)
    for name, value in delivery.headers[1:]:
        if delivery.provider == "transcodely" and name.lower().endswith("id"):
            continue  # Not signed, so no reason to refuse.
        for extra in (value, value[:-2] + "AA"):
            twice = (*delivery.headers, (name, extra))
            assert post(port, "raw", delivery, twice) == refused("duplicate_header"), name


def test_a_token_sent_twice_is_refused(port: int) -> None:
    """Threat 38. A token may hold a comma, so what a server has joined is another token."""
    delivery = genuine("assemblyai")
    answer = post(port, "raw", delivery, (*delivery.headers, delivery.headers[1]))
    assert answer in (refused("duplicate_header"), refused("token_mismatch"))


def test_a_url_parameter_sent_twice_is_refused(port: int) -> None:
    delivery = genuine("connect")
    twice = replace(delivery, url=f"{delivery.url}&{delivery.url.partition('?')[2]}")
    assert post(port, "raw", twice) == refused("duplicate_field")


@pytest.mark.parametrize("kind", ["raw", "form"])
@pytest.mark.parametrize("form", [multipart, urlencoded])
class TestForms:
    """Threat 53: the bytes and the parsed form get the same verdict."""

    def test_a_genuine_form_is_taken(self, parser: int, kind: str, form: object) -> None:
        delivery = deliveries.transloadit(form)
        assert post(parser, kind, delivery) == accepted(delivery)

    def test_a_field_sent_twice_is_refused(self, parser: int, kind: str, form: object) -> None:
        fields = transloadit_fields(payload("transloadit"))
        for extra in fields:
            assert self.sent(parser, kind, form, [*fields, extra]) == refused("duplicate_field")
            assert self.sent(parser, kind, form, [(extra[0], b"{}"), *fields]) == refused("duplicate_field")

    def test_a_field_left_out_is_refused(self, parser: int, kind: str, form: object) -> None:
        status, signature = transloadit_fields(payload("transloadit"))
        assert self.sent(parser, kind, form, [signature]) == refused("field_missing")
        assert self.sent(parser, kind, form, [status]) == refused("signature_missing")

    def test_a_changed_field_is_refused(self, parser: int, kind: str, form: object) -> None:
        status, signature = transloadit_fields(payload("transloadit"))
        changed = (status[0], status[1].replace(b"COMPLETED", b"CANCELED"))
        assert self.sent(parser, kind, form, [changed, signature]) == refused("signature_mismatch")
        md5 = (signature[0], b"md5:" + b"0" * 32)
        assert self.sent(parser, kind, form, [status, md5]) == refused("algorithm_not_allowed")

    def sent(self, port: int, kind: str, form: object, fields: list[tuple[str, bytes]]) -> Answer:
        content_type, body = form(fields)  # type: ignore[operator]
        headers = (("Content-Type", content_type),)
        return post(port, kind, Delivery("transloadit", body, headers, b""))


@pytest.mark.parametrize("kind", ["raw", "form"])
@pytest.mark.parametrize("field", ["transloadit", "signature"])
def test_a_field_sent_as_a_file_is_refused(parser: int, kind: str, field: str) -> None:
    """Threat 53. Django and Flask keep files apart from fields, so to them the field is missing."""
    content_type, body = multipart(transloadit_fields(payload("transloadit")), file=field)
    answer = post(parser, kind, Delivery("transloadit", body, (("Content-Type", content_type),), b""))
    missing = {"transloadit": "field_missing", "signature": "signature_missing"}[field]
    assert answer == refused("form_malformed") or (kind == "form" and answer == refused(missing))


def test_a_form_read_with_another_content_type_is_refused(parser: int) -> None:
    delivery = deliveries.transloadit(urlencoded)
    for content_type in ("application/json", "text/plain", deliveries.MULTIPART):
        answer = post(parser, "raw", delivery, (("Content-Type", content_type),))
        assert answer == refused("form_malformed"), content_type


def test_parsed_json_is_refused(parser: int) -> None:
    """Threat 91."""
    for sender in ("transcodely", "standard-webhooks", "assemblyai", "connect"):
        assert post(parser, "json", genuine(sender)) == refused("body_not_raw")


def test_a_consumed_body_is_refused() -> None:
    """Threat 95: after Flask has parsed a form, its bytes are gone and nothing is left."""
    from flask import Flask, request
    from hookseal import WebhookVerificationError

    delivery = deliveries.transloadit(multipart)
    webhook = deliveries.webhook("transloadit", secret=TRANSLOADIT)
    environment = {"method": "POST", "data": delivery.body, "content_type": deliveries.MULTIPART}
    with Flask(__name__).test_request_context("/", **environment):
        assert request.form["signature"]
        assert request.get_data() == b""
        with pytest.raises(WebhookVerificationError) as error:
            webhook.verify(request.get_data(), request.headers)
        assert error.value.code == "form_malformed"
        assert webhook.verify(request.form, request.headers).body == delivery.proved
