"""The website's settings, read from the environment; it refuses to start without its secrets."""

from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from website.accounts.quiet_logs import without_secrets
from website.tables.history import TRACKERS

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()


def required(name: str) -> str:
    """The value of a setting that the website cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} in the environment (see .env.example); ./dev sets it for you."
        )
    return value


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY")
# Keys of before: what they signed or sealed is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
required("DATABASE_URL")
DATABASES = {"default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="register@localhost")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(ROOT / "var" / "media")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(ROOT / "var" / "static")))
BROWSER_LIBRARIES = Path(
    env.str("BROWSER_LIBRARIES", default=str(ROOT / "var" / "browser_libraries"))
)
# Where the twinned places of Wikidata are asked for; another address for a mirror or a test.
WIKIDATA_QUERY_SERVICE = env.str(
    "WIKIDATA_QUERY_SERVICE", default="https://query.wikidata.org/sparql"
)
# Exchange with other sites: the address under which they know this one, and machines of the own
# network that may be other sites all the same.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="").rstrip("/")
LOCAL_PEERS = env.list("LOCAL_PEERS", default=[])
# When the mails about what is due leave, as cron writes it, in UTC.
REMIND_AT = env.str("REMIND_AT", default="0 11 * * *")
REGISTER_NAME = env.str("REGISTER_NAME", default="Twinpact")
# Sites behind TLS (all but a demo on this machine) send cookies over TLS only.
OVER_TLS = not env.bool("INSECURE_HTTP", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "rules",
    "django_htmx",
    "django_structlog",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "website.accounts",
    "website.sources",
    "website.places",
    "website.actors",
    "website.agreements",
    "website.procedures",
    "website.desks",
    "website.plans",
    "website.projects",
    "website.visits",
    "website.network",
    "website.priorities",
    "website.iati",
    "website.exchange",
    "website.reports",
    "website.portal",
    "website.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "website" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "website.accounts.context.register",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "agreements:list"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "website.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_TOTP_ISSUER = REGISTER_NAME

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("es", _("Spanish")), ("en", _("English")), ("pt", _("Portuguese"))]
LOCALE_PATHS = [ROOT / "website" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "website" / "static", BROWSER_LIBRARIES]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Modules import each other by their plain names, so those stay beside the hashed ones.
MEDIA_URL = "/media-is-never-served/"  # uploads leave only through a view that checks who asks
FILE_UPLOAD_HANDLERS = [
    "website.exchange.uploads.RefuseTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
LARGEST_UPLOAD = 50_000_000  # bytes
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Safety
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = OVER_TLS and env.bool("REDIRECT_TO_TLS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if OVER_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": ["blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# History: triggers keep every row that was, also the deleted ones
PGHISTORY_DEFAULT_TRACKERS = TRACKERS

# Logs: one JSON object a line
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
_processors = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_secrets,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": _processors,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_processors,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
