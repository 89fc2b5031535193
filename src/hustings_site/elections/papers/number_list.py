"""Which paper went to whom: a list that only the scrutineer reads, sealed line by line as packs are printed.

Two private files in the data folder. `ELECTION.key` holds a key pair, its secret half locked by the scrutineer's
passphrase; `ELECTION.list` has one sealed line for each run of packs. Adding needs no passphrase, reading does, each
time, and each reading stands in the journal. The list says whether a number on a slip is that of a paper that was
sent, and to whom; how the paper was marked it cannot say, for the slip is cut off before the paper is unfolded.

What this does not protect against: whoever controls the server while the passphrase is typed can read the list, and
whoever packs sees the papers that they pack.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from hustings.belenios.v1.private_files import erase, read_private, replace_private, write_private
from hustings_site.elections.models import Election
from hustings_site.journal.services import record

SHORTEST = 12
"""Characters of a passphrase, at least."""


class Numbered(NamedTuple):
    """A paper that was sent: the contest's address, the paper's number, the elector's membership number."""

    contest: str
    paper: int
    elector: str


@transaction.atomic
def make_list_key(*, by: str, election: Election, passphrase: str) -> None:
    """Make the key of an election's list, locked by the scrutineer's passphrase. Raises ValidationError; once only."""
    if len(passphrase) < SHORTEST:
        raise ValidationError(_("A passphrase has at least %(n)d characters.") % {"n": SHORTEST})
    if has_key(election):
        raise ValidationError(_("The list has its key already."))
    secret, salt = PrivateKey.generate(), random(16)
    locked = SecretBox(_stretched(passphrase, salt)).encrypt(bytes(secret))
    parts = {"version": 1, "public": _text(bytes(secret.public_key)), "salt": _text(salt), "locked": _text(locked)}
    record(by=by, act="elections.make_number_list", subject=election.scope)
    _key(election).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(_key(election), json.dumps(parts) + "\n")


def has_key(election: Election) -> bool:
    """Whether the scrutineer has chosen a passphrase, and the list is not erased."""
    return _key(election).exists()


def add_to_list(election: Election, rows: Sequence[Numbered]) -> None:
    """Seal what was sent now behind what was sent before. Raises ValidationError where the list has no key."""
    if not has_key(election):
        raise ValidationError(_("The scrutineer first chooses a passphrase for the list of numbers."))
    public = PublicKey(b64decode(json.loads(read_private(_key(election)))["public"]))
    line = _text(SealedBox(public).encrypt(json.dumps(rows).encode())) + "\n"
    if _list(election).exists():
        replace_private(_list(election), read_private(_list(election)) + line)
    else:
        write_private(_list(election), line)


@transaction.atomic
def read_list(*, by: str, election: Election, passphrase: str) -> list[Numbered]:
    """Every paper that was sent, by contest and number; the reading stands in the journal. Raises ValidationError."""
    if not has_key(election):
        raise ValidationError(_("There is no list: it was never begun, or it was erased."))
    parts = json.loads(read_private(_key(election)))
    box = SecretBox(_stretched(passphrase, b64decode(parts["salt"])))
    try:
        secret = PrivateKey(box.decrypt(b64decode(parts["locked"])))
    except CryptoError:
        raise ValidationError(_("This is not the passphrase of the list.")) from None
    record(by=by, act="elections.read_number_list", subject=election.scope)
    sealed = read_private(_list(election)).splitlines() if _list(election).exists() else []
    rows = [Numbered(*row) for line in sealed for row in json.loads(SealedBox(secret).decrypt(b64decode(line)))]
    return sorted(rows)


@transaction.atomic
def erase_list(*, by: str, election: Election) -> None:
    """Overwrite and remove the list and its key, when the scrutineer need not keep it any longer."""
    if not has_key(election):
        return
    record(by=by, act="elections.erase_number_list", subject=election.scope)
    erase(_key(election))
    if _list(election).exists():
        erase(_list(election))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=SecretBox.KEY_SIZE)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _key(election: Election) -> Path:
    return Path(settings.DATA) / "papers" / f"{election.pk}.key"


def _list(election: Election) -> Path:
    return Path(settings.DATA) / "papers" / f"{election.pk}.list"
