from os import environ as env, urandom

ALLOWED_HOSTS = ["127.0.0.1"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
ROOT_URLCONF = "urls"
SECRET_KEY = env.get("DJANGO_SECRET_KEY") or urandom(32).hex()
