"""Django with a database of each kind, for `django_cases.py`. The ports come from the environment."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import django
import pymysql  # type: ignore[import-untyped]
from django.conf import settings

# Django's backend for MySQL wants mysqlclient, which is built from C on the spot.
pymysql.install_as_MySQLdb()

_postgres = urlsplit(os.environ["HOOKSEAL_POSTGRES_URL"])
_folder = os.environ["HOOKSEAL_TEST_FOLDER"]
_silent = os.environ["HOOKSEAL_SILENT_PORT"]
_sqlite: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{_folder}/django.db"}

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{os.environ['HOOKSEAL_REDIS_PORT']}",
        },
        "away": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        },
        "impatient redis": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{os.environ['HOOKSEAL_REDIS_PORT']}",
            "OPTIONS": {"socket_timeout": 0.3},
        },
        "silent redis": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{_silent}",
            "OPTIONS": {"socket_timeout": 0.3},
        },
        "silent memcached": {
            "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
            "LOCATION": f"127.0.0.1:{_silent}",
            "OPTIONS": {"timeout": 0.3},
        },
        "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "dummy": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        "file": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": f"{_folder}/cache"},
        "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    },
    DATABASES={
        "default": {**_sqlite, "ATOMIC_REQUESTS": True},
        "postgresql": {
            "ATOMIC_REQUESTS": True,
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "NAME": "postgres",
            "PORT": _postgres.port,
            "USER": "postgres",
            # A schema of its own: the server may be shared.
            "OPTIONS": {"options": "-c search_path=hookseal_django"},
        },
        "mysql": {
            "ENGINE": "django.db.backends.mysql",
            "HOST": "127.0.0.1",
            "NAME": "hookseal",
            "PORT": int(os.environ["HOOKSEAL_MARIADB_PORT"]),
            "USER": "root",
        },
        "silent": {"ENGINE": "django.db.backends.postgresql", "HOST": "127.0.0.1", "NAME": "postgres", "PORT": _silent},
        "no autocommit": {**_sqlite, "AUTOCOMMIT": False},
        "unknown": {"ENGINE": "django.db.backends.dummy"},
    },
    INSTALLED_APPS=["hookseal.django"],
    ROOT_URLCONF="django_views",
    SECRET_KEY="unused",
    USE_TZ=True,
)
django.setup(set_prefix=False)

ALIASES = ["default", "postgresql", "mysql"]
ATOMIC = ["default", "postgresql"]
"""Those with ATOMIC_REQUESTS."""
