from os import environ as env, urandom

ALLOWED_HOSTS = ["127.0.0.1"]
# PostgreSQL; host, port, user and password come from PGHOST, PGPORT, PGUSER and PGPASSWORD.
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": env.get("PGDATABASE", "postgres")}}
INSTALLED_APPS = ["hookseal.django", "receivers"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
ROOT_URLCONF = "urls"
SECRET_KEY = env.get("DJANGO_SECRET_KEY") or urandom(32).hex()
