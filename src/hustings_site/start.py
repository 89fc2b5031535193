"""Open the site's data from a command, where no web server has done it."""

import os
from pathlib import Path

import click
import django


def open_site(data: Path | None, *, new: bool = False) -> None:
    """Make Django ready on the data in this folder (None: what the environment says).

    Raises click.UsageError where there is no data yet, unless they may be `new`.
    """
    if data is not None:
        os.environ["HUSTINGS_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings_site.config.settings")
    django.setup()
    from django.conf import settings

    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if not new and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and not _there(file):
        msg = f"there is no {file.name} in {file.parent}; name the folder of the site's data with --data"
        raise click.UsageError(msg)


def _there(file: Path) -> bool:
    """Whether the database is there; one that is in memory is."""
    return file.exists() or "memory" in file.name
