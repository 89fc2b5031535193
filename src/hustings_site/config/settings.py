"""Everything an installation can set, read from the environment; docs/site/settings.md lists each one."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from hustings_site.config import oidc
from hustings_site.config.database import database
from hustings_site.config.mail import mail
from hustings_site.config.secret_key import secret_key

DATA = Path(os.environ.get("HUSTINGS_DATA", "hustings-data")).resolve()
DEBUG = os.environ.get("HUSTINGS_DEBUG") == "1"
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("HUSTINGS_HOSTS", "127.0.0.1,localhost").split(",")
HTTPS = os.environ.get("HUSTINGS_HTTPS") == "1"
DEMONSTRATION = os.environ.get("HUSTINGS_DEMONSTRATION") == "1"

INSTALLED_APPS = [
    "hustings_site.pages",
    "hustings_site.accounts",
    "hustings_site.journal",
    "hustings_site.roll",
    "hustings_site.booth",
    "hustings_site.elections",
    "hustings_site.results",
    "hustings_site.campaign",
    "hustings_site.slates",
    "hustings_site.committees",
    "hustings_site.motions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

if DEMONSTRATION:
    INSTALLED_APPS.append("hustings_site.demonstration")

MIDDLEWARE = [
    "hustings_site.booth.anonymity.NothingOfTheVoter",
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
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "hustings_site.config.urls"
WSGI_APPLICATION = "hustings_site.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hustings_site.journal.pulse.context",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""Background tasks wait in the database; `hustings work` does them."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:waiting"
LOGOUT_REDIRECT_URL = "home"

# Signing in: a code by mail, a passkey, or the organisation's own provider. There are no passwords. What is tried too
# often is stopped by accounts/limits.py, which counts in the database; allauth's own counters stay off.
ACCOUNT_ADAPTER = "hustings_site.accounts.adapters.AccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "hustings_site.accounts.adapters.PasskeyAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_ADAPTER = "hustings_site.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
OIDC_URL = os.environ.get("HUSTINGS_OIDC_URL", "")
SOCIALACCOUNT_PROVIDERS = oidc.providers(
    url=OIDC_URL,
    client=os.environ.get("HUSTINGS_OIDC_CLIENT", ""),
    secret=os.environ.get("HUSTINGS_OIDC_SECRET", ""),
    name=os.environ.get("HUSTINGS_OIDC_NAME", ""),
)

vars().update(mail(os.environ.get("HUSTINGS_SMTP", ""), DATA))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("HUSTINGS_MAIL_FROM", "hustings@localhost")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
USE_I18N = True
USE_TZ = True
MESSAGE_TAGS = {messages.SUCCESS: "good", messages.WARNING: "attention", messages.ERROR: "stop"}

TIME_ZONE = os.environ.get("HUSTINGS_TIME_ZONE", "Europe/London")
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "hustings_site.config.formats"

# Static files are served from inside the package, so that an installation has no collecting step to forget.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 300

# No script and no style but our own files: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc.origin(OIDC_URL)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The voter's page as it is built (src/booth-client); each booth's page is made from it when the booth opens.
BOOTH_TEMPLATE = Path(__file__).resolve().parents[1] / "booth" / "data" / "booth.html"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
