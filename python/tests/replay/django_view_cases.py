"""Views with ATOMIC_REQUESTS, whose claims no transaction hides. Run by `test_django_stores.py`, in its own process."""

from __future__ import annotations

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django_settings import ATOMIC
from django_views import SECRET, SHORT_LEASE, during, failing
from hookseal import Webhook
from hookseal.django.models import Delivery
from hookseal.replay import ClaimLost

pytest_plugins = ["django_tables"]


class Sent:
    """A delivery, each with a key of its own, to a receiver with ATOMIC_REQUESTS."""

    def __init__(self, alias: str, path: str) -> None:
        self.alias, self.path = alias, f"/{alias}/{path}"
        webhook = Webhook("transcodely", SECRET)
        self._signed = webhook.sign(
            b'{"event": "job.completed", "at": "%s"}' % secrets.token_hex(32).encode(), id="dlv_1"
        )
        self.key = webhook.verify(self._signed.body, self._signed.headers).dedupe_key

    def post(self) -> Any:
        """Sends it, once more."""
        client, headers = Client(raise_request_exception=False), dict(self._signed.headers)
        return client.post(self.path, self._signed.body, content_type="application/json", headers=headers)

    def post_beside(self) -> Any:
        """Sends it once more, to another worker: a thread with connections of its own."""
        with ThreadPoolExecutor(1) as threads:
            try:
                return threads.submit(self.post).result()
            finally:
                threads.submit(connections.close_all).result()

    @property
    def written(self) -> int:
        """How many rows its views have left."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM work WHERE item = %s", [self.key])
            count: int = cursor.fetchone()[0]
            return count


# threat 88
@pytest.mark.parametrize("alias", ATOMIC)
@pytest.mark.parametrize("how", ["joined", "by the receiver"])
def test_a_view_with_atomic_requests(alias: str, how: str) -> None:
    sent, beside = Sent(alias, f"long/{how}"), list[Any]()
    during.append(lambda: beside.append(sent.post_beside()))
    failing.append("the view raises")
    # What the view wrote is rolled back, and so is a completion that joined it: the next attempt is handled.
    assert (sent.post().status_code, sent.written) == (500, 0)
    # Meanwhile the claim was there for all to see.
    assert [response.status_code for response in beside] == [409]
    response = sent.post()
    assert (response.status_code, response.content, sent.written) == (200, b"attempt 2", 1)
    response = sent.post()
    assert (response.status_code, response.content, sent.written) == (200, b"", 1)


@pytest.mark.parametrize("alias", ATOMIC)
def test_a_late_view_with_atomic_requests(alias: str) -> None:
    """What it wrote is rolled back with `ClaimLost`, for another worker has done the work."""
    sent, beside = Sent(alias, "short/joined"), list[Any]()

    def outlives_its_lease() -> None:
        time.sleep(SHORT_LEASE * 1.2)
        beside.append(sent.post_beside())

    during.append(outlives_its_lease)
    response = sent.post()
    assert (response.status_code, response.exc_info[0]) == (500, ClaimLost)
    assert [(other.status_code, other.content) for other in beside] == [(200, b"attempt 2")]
    assert sent.written == 1
    assert Delivery.objects.using(alias).get(key=sent.key).done
