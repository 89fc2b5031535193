"""The book of an issue in a sealed file: whose each code is. Two private files in the data folder, both erased in time.

`BOOTH.key` holds a key pair, its secret half locked by the passphrase of the code office; `BOOTH.book` the book
(`hustings.belenios.v1.authority`), sealed to the public half. Putting a changed book in its place needs no
passphrase; reading it does, each time, and each reading stands in the journal (`elections/secrecy.py`).

What this does not protect against: whoever controls the server while the passphrase is typed can read the book.
An independent code office keeps the book on a machine of its own instead.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from hustings.belenios.v1.authority import Book, read_book, write_book
from hustings.belenios.v1.private_files import erase, read_private, replace_private, write_private

SHORTEST = 12
"""Characters of a passphrase, at least."""


class WrongPassphrase(ValueError):
    """A passphrase that does not open this book."""


class NoBook(LookupError):
    """The book of this issue is not here: erased, or kept by an independent code office."""


def seal(folder: Path, booth: str, passphrase: str, book: Book) -> None:
    """Write a new book and its key. Raises `WrongPassphrase` for one too short, `FileExistsError` for a second book."""
    if len(passphrase) < SHORTEST:
        raise WrongPassphrase(f"a passphrase has at least {SHORTEST} characters, this one {len(passphrase)}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = PrivateKey.generate()
    salt = random(16)
    locked = SecretBox(_stretched(passphrase, salt)).encrypt(bytes(secret))
    parts = {"version": 1, "public": _text(bytes(secret.public_key)), "salt": _text(salt), "locked": _text(locked)}
    write_private(_key(folder, booth), json.dumps(parts) + "\n")
    write_private(_book(folder, booth), _sealed(secret.public_key, book))


def open_book(folder: Path, booth: str, passphrase: str) -> Book:
    """The book. Raises `NoBook` and `WrongPassphrase`."""
    parts = _parts(folder, booth)
    box = SecretBox(_stretched(passphrase, b64decode(parts["salt"])))
    try:
        secret = PrivateKey(box.decrypt(b64decode(parts["locked"])))
    except CryptoError:
        raise WrongPassphrase("this passphrase does not open the book") from None
    return read_book(SealedBox(secret).decrypt(b64decode(read_private(_book(folder, booth)))).decode())


def replace_book(folder: Path, booth: str, book: Book) -> None:
    """Put a changed book in the place of the old one, whose bytes are overwritten. Raises `NoBook`."""
    public = PublicKey(b64decode(_parts(folder, booth)["public"]))
    replace_private(_book(folder, booth), _sealed(public, book))


def erase_book(folder: Path, booth: str) -> None:
    """Overwrite and remove the key, then the book. Raises `NoBook`. Copies in a backup are not reached."""
    if not _key(folder, booth).exists():
        raise NoBook(booth)
    erase(_key(folder, booth))
    erase(_book(folder, booth))


def _parts(folder: Path, booth: str) -> dict[str, str]:
    if not _key(folder, booth).exists():
        raise NoBook(booth)
    parts: dict[str, str] = json.loads(read_private(_key(folder, booth)))
    return parts


def _sealed(public: PublicKey, book: Book) -> str:
    return _text(SealedBox(public).encrypt(write_book(book).encode())) + "\n"


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=SecretBox.KEY_SIZE)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _key(folder: Path, booth: str) -> Path:
    return folder / f"{booth}.key"


def _book(folder: Path, booth: str) -> Path:
    return folder / f"{booth}.book"
