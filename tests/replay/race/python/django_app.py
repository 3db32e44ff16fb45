"""One worker on Django, with its model as the store. `python django_app.py migrate` makes the table."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.urls import path

from driver import arrive
from worker import SECRET, STORE_URL, replay

url = urlsplit(STORE_URL)
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": url.hostname,
            "PORT": url.port,
            "USER": url.username,
            "NAME": url.path[1:],
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    },
    INSTALLED_APPS=["hookseal.django"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="unused",
)
django.setup()

from hookseal.django import webhook  # noqa: E402 - needs the settings
from hookseal.django.replay import ModelStore  # noqa: E402
from hookseal.replay import replay_claim  # noqa: E402


@webhook("standard-webhooks", SECRET, replay=replay(ModelStore()))
def receive(request, delivery):
    arrive("handler", id=delivery.id, attempt=replay_claim(delivery).attempt)


urlpatterns = [path("", receive)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
else:
    app = get_wsgi_application()
