"""Which database: one file beside the other data, or the PostgreSQL that DATABASE_URL names."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name?option=value`, or for SQLite where url is "".

    A host that begins with a slash, percent-encoded, is the folder of a socket.
    Raises ImproperlyConfigured for any other address.
    """
    if not url:
        return _sqlite(data / "hustings.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        msg = f"DATABASE_URL: {parts.scheme}: is not a database served here; write postgresql://user@host/name"
        raise ImproperlyConfigured(msg)
    options = dict(parse_qsl(parts.query))
    host = parts.netloc.rpartition("@")[2].partition(":")[0]  # parts.hostname is in small letters, a folder may not be
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", host)),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def _sqlite(file: Path) -> dict[str, Any]:
    """Write-ahead logging lets readers go on while one writes; IMMEDIATE makes two writers wait for each other instead
    of failing half-way; FULL has every commit on disk before it is answered. A connection is kept from one request to
    the next: closing the last one would fold the log into the file, with flushes of its own, after each request."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
