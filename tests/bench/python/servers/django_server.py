"""Django three times: bare, with the provider's snippet, and with the adapter."""

from deliveries import SECRET
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from hookseal.django import webhook
from transcodely import verify_webhook

from .snippet import Received

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for measuring",
)


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    _ = request.body
    return HttpResponse()


@csrf_exempt
def snippet(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=200 if verify_webhook(Received(request.body, request.headers)) else 401)


@webhook("transcodely", SECRET)
def hookseal(request: HttpRequest, delivery: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bare", bare), path("snippet", snippet), path("hookseal", hookseal)]
app = get_wsgi_application()
