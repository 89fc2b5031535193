"""The key that signs sessions: from the environment, else kept in a file with the data."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key(data: Path) -> str:
    """The key in `HUSTINGS_SECRET_KEY`, else that of `data/secret-key`, else one for this process alone."""
    kept = data / "secret-key"
    return os.environ.get("HUSTINGS_SECRET_KEY") or (kept.read_text() if kept.exists() else get_random_secret_key())


def keep_secret_key(data: Path) -> None:
    """Make `data/secret-key`, readable by its owner only, unless it is there."""
    kept = data / "secret-key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
