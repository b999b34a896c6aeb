"""Settings, read from the environment; each has a default that is safe on one machine."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from sejour.project.home import home, secret
from sejour.project.law_in_force import before_a_job
from sejour.project.postgres import Cluster


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes"}


HOME = home()
SECRET_KEY = secret("secret_key")
DEBUG = False
# A demonstration shows its mailbox and logins to whoever asks; never set it on real data.
DEMO = _flag("SEJOUR_DEMO")
ALLOWED_HOSTS = os.environ.get("SEJOUR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# The address that people see, for the links in messages.
SITE_URL = os.environ.get("SEJOUR_URL", "http://localhost:8000")
HTTPS = SITE_URL.startswith("https://")
# How many proxies of ours pass requests on, each adding to X-Forwarded-For the address that it saw.
PROXIES = int(os.environ.get("SEJOUR_PROXIES", "0"))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "sejour.core",
    "sejour.ui",
    "sejour.territory",
    "sejour.identity",
    "sejour.documents",
    "sejour.notifications",
    "sejour.permits",
    "sejour.applications",
    "sejour.continuity",
    "sejour.verification",
    "sejour.instruction",
    "sejour.bodies",
    "sejour.wallet",
    "sejour.legacy",
    "sejour.steering",
    "sejour.reactions",
    "sejour.portal",
    "sejour.desk",
    "sejour.api",
    "sejour.project",
]

MIDDLEWARE = [
    "sejour.project.middleware.BehindProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sejour.api.doorway.Doorway",
    "sejour.project.middleware.DatabaseDown",
    "sejour.project.law_in_force.BeforeARequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "sejour.project.urls"
WSGI_APPLICATION = "sejour.project.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sejour.project.context.site",
            ],
            "builtins": ["sejour.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "sejour.ui.forms.Renderer"


def database(url: str) -> dict[str, Any]:
    """Return the settings of a database from its connection string or URL."""
    given = conninfo_to_dict(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {key: str(given.pop(name)) for name, key in names.items() if name in given}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **given},
        **found,
    }


DATABASE_URL = os.environ.get("DATABASE_URL", "")
EMBEDDED = Cluster(HOME / "postgres")
DATABASES = {"default": database(DATABASE_URL or EMBEDDED.url("sejour"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["sejour.identity.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal:sign_in"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sejour.portal.errors.form_expired"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILES_ROOT = HOME / "files"
FILES_KEY = secret("files_key")
CODES_KEY = secret("codes_key")
# The keys that sign (docs/runbooks/keys.md): files of a folder, or tokens by their PKCS#11 address.
KEYS_ROOT = Path(os.environ.get("SEJOUR_KEYS") or HOME / "signing")
KEYS_IN_TOKENS = {
    use: os.environ.get(f"SEJOUR_KEY_{use.upper()}", "")
    for use in ("papers", "seals", "credentials", "webhooks")
}
KEYS_PASSWORD = os.environ.get("SEJOUR_KEYS_PASSWORD", "")
KEYS_PIN = os.environ.get("SEJOUR_KEYS_PIN", "")
# Who says the time of a signature (RFC 3161), and whether papers carry the proof that keys were not revoked.
TIME_STAMPS_URL = os.environ.get("SEJOUR_TSA_URL", "")
LONG_TERM = _flag("SEJOUR_LONG_TERM")
# Networks beside the public ones in which bodies are told of events; only this machine is told in clear text.
BODIES_NETWORKS = os.environ.get("SEJOUR_BODIES_NETWORKS", "127.0.0.0/8,::1/128" if DEMO else "").split(",")
BODIES_NETWORKS = [network for network in BODIES_NETWORKS if network]
# Where a ClamAV daemon listens: the path of a socket, or host:port. Empty: agents read « non analysé ».
CLAMD = os.environ.get("SEJOUR_CLAMD", "")
LARGEST_UPLOAD = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024

PROCRASTINATE_WORKER_DEFAULTS = {"task_middleware": [before_a_job]}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SEJOUR_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SEJOUR_SMTP_PORT", "8025"))
EMAIL_HOST_USER = os.environ.get("SEJOUR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SEJOUR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("SEJOUR_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SEJOUR_FROM", "Séjour <ne-pas-repondre@sejour.invalid>")
MAIL_DOMAIN = os.environ.get("SEJOUR_MAIL_DOMAIN", "sejour.invalid")
DUTY_EMAIL = os.environ.get("SEJOUR_DUTY_EMAIL", "astreinte@sejour.invalid")
MAILBOX = HOME / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SEJOUR_LOG", "WARNING")},
    # It writes tokens in its debugging lines.
    "loggers": {"authlib": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS = ["security.W021"]
PACKAGE = Path(__file__).resolve().parent.parent
