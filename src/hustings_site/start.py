"""Open the site's data from a command, where no web server has done it."""

import os
from pathlib import Path

import django


def open_site(data: Path | None) -> None:
    """Make Django ready on the data in this folder (None: what the environment says)."""
    if data is not None:
        os.environ["HUSTINGS_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings_site.config.settings")
    django.setup()
