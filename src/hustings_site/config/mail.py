"""How mail leaves: by the server that HUSTINGS_SMTP names, or into the folder `outbox` beside the other data."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

OUTBOX = "django.core.mail.backends.filebased.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def mail(url: str, data: Path) -> dict[str, object]:
    """Django's settings for `smtp://user:password@host:port` (STARTTLS) or `smtps://` (TLS from the start).

    Where `url` is "", each message is a file in `data/outbox`: for a trial, and for a machine that has no mail yet.
    Raises ImproperlyConfigured for any other address.
    """
    if not url:
        return {"EMAIL_BACKEND": OUTBOX, "EMAIL_FILE_PATH": str(data / "outbox")}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        msg = "HUSTINGS_SMTP is not understood; write smtp://user:password@host:587 or smtps://user:password@host:465"
        raise ImproperlyConfigured(msg)
    at_once = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if at_once else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": not at_once and parts.hostname not in {"localhost", "127.0.0.1"},
        "EMAIL_TIMEOUT": 20,
    }
