"""The simple set-up: the server holds the key, in a private file of the data folder. Every page says so."""

from pathlib import Path

from django.conf import settings

from hustings.belenios.v1.encoding import read_any, scalar, write_text
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.private_files import erase, read_private, write_private
from hustings_site.elections.models import Election


def keep(election: Election, secret: int) -> None:
    """Write the key's secret half. Raises `FileExistsError`: a key is never written over another."""
    path = _path(election)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, write_text(str(secret)) + "\n")


def secret_of(election: Election) -> int:
    """The key's secret half. Raises `FileNotFoundError` where the server does not hold it."""
    return scalar(read_any(read_private(_path(election)).strip()), ED25519.order)


def forget(election: Election) -> None:
    """Overwrite and remove it, once the result is published."""
    erase(_path(election))


def _path(election: Election) -> Path:
    return Path(settings.DATA) / "keys" / f"election-{election.pk}.privkey"
