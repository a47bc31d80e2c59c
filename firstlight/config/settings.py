"""Django's settings, worked out from `FIRSTLIGHT_*` variables alone."""

from __future__ import annotations

import os
from pathlib import Path

from firstlight.config.environment import read_environment

ENV = read_environment(os.environ)
BASE = Path(__file__).resolve().parent.parent

DEBUG = ENV.debug
DEMO = ENV.demo
SECRET_KEY = ENV.secret_key
JOURNAL_KEY = ENV.journal_key
LOAD_MB = ENV.load_mb
ANCHOR_KEY = ENV.anchor_key
ANCHORS = ENV.anchors
ALLOWED_HOSTS = ENV.hosts
HOME = ENV.home
BASE_URL = ENV.base_url
STREAM_PORT = ENV.stream_port
DATABASES = {"default": ENV.database}

OIDC_ISSUER = ENV.oidc_issuer
OIDC_CLIENT = ENV.oidc_client
OIDC_SECRET = ENV.oidc_secret

_APPS = (
    "kit", "audit", "access", "force", "delivery", "records", "people", "picture", "risk",
    "duties", "briefs", "sharing", "missing", "domestic", "orders", "online", "exploitation",
    "desk", "portal", "intake", "assurance", "retention",
)  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    *(f"firstlight.{app}" for app in _APPS if (BASE / app / "apps.py").exists()),
    "firstlight.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "firstlight.config.middleware.at_the_door",
]
ROOT_URLCONF = "firstlight.config.urls"
AUTH_USER_MODEL = "access.User"
LOGIN_URL = "/sign-in"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "firstlight.config.menu.everywhere",
            ],
        },
    },
]
FORM_RENDERER = "firstlight.kit.forms.KitRenderer"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "firstlight.config.statics.Gzipped"
        if DEMO
        else "whitenoise.storage.CompressedStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# Signed-in sessions end with the shift; a cookie never travels to another site.
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_SSL_REDIRECT = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_STREAM = [f"http://{host}:{ENV.stream_port}" for host in ("127.0.0.1", "localhost")]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *_STREAM],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [], "microphone": [], "geolocation": [], "payment": [], "usb": [],
}  # fmt: skip

EMAIL_HOST = ENV.mail_host or "127.0.0.1"
EMAIL_PORT = ENV.mail_port
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV.mail_from
MAIL_ON = bool(ENV.mail_host)
WEBHOOK_SECRET = ENV.webhook_secret
WEBHOOK_NETWORKS = ENV.webhook_networks

# Logs carry references and codes alone: request paths hold no name, and bodies are not logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "firstlight.config.log_lines.PlacesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"firstlight": {"level": "INFO"}},
}
