"""Django with the middleware of a new project, over WSGI and ASGI: each endpoint as every kind of view there is."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import django
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from hookseal.django import WebhookView, webhook

from endpoints import ENDPOINTS, ran

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "corsheaders",
        "rest_framework",
        "hookseal.django",
    ],
    MIDDLEWARE=[
        "corsheaders.middleware.CorsMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "apps.django_app.Consuming",
    ],
    CORS_ALLOW_ALL_ORIGINS=True,
    ROOT_URLCONF=__name__,
    SECRET_KEY="unused",
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
django.setup(set_prefix=False)

# Both need the settings.
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Consuming:
    """Reads bodies before the view does, as middleware must not: the form of one endpoint, the stream of another."""

    async_capable = sync_capable = True

    def __init__(self, get_response: Any) -> None:
        from asgiref.sync import iscoroutinefunction, markcoroutinefunction

        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if request.path.endswith("/consumed-form"):
            _ = request.POST
        elif request.path.endswith("/consumed"):
            request.read()
        return self.get_response(request)


def sync_view(endpoint: str) -> Any:
    def receive(request: HttpRequest, delivery: Any) -> HttpResponse | None:
        status, seconds = ran(endpoint, delivery)
        time.sleep(seconds)
        return None if status == 200 else HttpResponse(status=status)

    return decorated(endpoint, receive)


def async_view(endpoint: str) -> Any:
    async def receive(request: HttpRequest, delivery: Any) -> HttpResponse | None:
        status, seconds = ran(endpoint, delivery)
        await asyncio.sleep(seconds)
        return None if status == 200 else HttpResponse(status=status)

    return decorated(endpoint, receive)


def class_view(endpoint: str) -> Any:
    class Receive(WebhookView):
        provider, secret = ENDPOINTS[endpoint].arguments
        webhook_options = ENDPOINTS[endpoint].keywords

        def handle(self, request: HttpRequest, delivery: Any) -> HttpResponse:
            status, seconds = ran(endpoint, delivery)
            time.sleep(seconds)
            return HttpResponse(status=status)

    return Receive.as_view()


def rest_function(endpoint: str) -> Any:
    @api_view(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])  # type: ignore[untyped-decorator]
    def receive(request: Any, delivery: Any) -> Response:
        status, seconds = ran(endpoint, delivery)
        time.sleep(seconds)
        return Response(status=status)

    return decorated(endpoint, receive)


def rest_class(endpoint: str) -> Any:
    class Receive(APIView):  # type: ignore[misc]
        def post(self, request: Any, delivery: Any) -> Response:
            status, seconds = ran(endpoint, delivery)
            time.sleep(seconds)
            return Response(status=status)

    return decorated(endpoint, Receive.as_view())


def decorated(endpoint: str, view: Any) -> Any:
    options = ENDPOINTS[endpoint]
    return webhook(*options.arguments, **options.keywords)(view)  # type: ignore[call-overload]


KINDS = {
    "sync": sync_view,
    "async": async_view,
    "class": class_view,
    "rest-function": rest_function,
    "rest-class": rest_class,
}
urlpatterns = [path(f"{kind}/{endpoint}", make(endpoint)) for kind, make in KINDS.items() for endpoint in ENDPOINTS]

wsgi = WSGIHandler()
asgi = ASGIHandler()
