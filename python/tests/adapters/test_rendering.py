"""What Django renders after a view belongs to its work: if that fails, the delivery may come again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from hookseal.django import webhook
from hookseal.replay import MemoryStore

import deliveries
from rows.row import transcodely

if not settings.configured:
    settings.configure()


class Rendered(SimpleTemplateResponse):  # type: ignore[misc]
    """An answer of this text, which cannot be rendered if there is none."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.text = text

    @property
    def rendered_content(self) -> str:
        if not self.text:
            raise ZeroDivisionError
        return self.text


@pytest.mark.parametrize("asynchronous", [False, True])
def test_an_answer_that_cannot_be_rendered_has_not_been_handled(asynchronous: bool) -> None:
    texts, log = ["", "made"], list[str]()
    options: dict[str, Any] = {"replay": MemoryStore(), "log": lambda entry: log.append(entry.code)}

    def answer(request: HttpRequest, delivery: Any) -> Rendered:
        return Rendered(texts.pop(0))

    async def answer_later(request: HttpRequest, delivery: Any) -> Rendered:
        return Rendered(texts.pop(0))

    decorate: Any = webhook("transcodely", deliveries.TRANSCODELY, **options)
    view = decorate(answer_later if asynchronous else answer)
    sent = transcodely()
    headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in sent.headers}

    def post() -> Any:
        request = RequestFactory().generic("POST", "/hook", sent.body, "application/json", **headers)
        return asyncio.run(view(request)) if asynchronous else view(request)

    with pytest.raises(ZeroDivisionError):
        post()
    response = post()
    assert (response.status_code, response.content, response.is_rendered) == (200, b"made", True)
    assert post().content == b""
    assert log == ["duplicate"]
