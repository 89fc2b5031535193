"""Signed receipts: that a ballot stands on the board, at which place, under which head.

The installation has one Ed25519 key for them; its public half is in the booth's page. Whoever has a receipt and finds
no such ballot can prove that the board was tampered with.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypedDict

from django.conf import settings
from nacl.encoding import HexEncoder
from nacl.signing import SigningKey


class Receipt(TypedDict):
    """What a voter keeps.

    `position` is the ballot's number on the board from 1, `head` the hash of its event, and `signature` (128
    hexadecimal digits) is that of `signed_text`.
    """

    poll: str
    tracker: str
    position: int
    head: str
    signature: str


def signing_key() -> SigningKey:
    """The key of `HUSTINGS_RECEIPT_KEY` (64 hexadecimal digits), else that of the file `receipt-key` with the data.

    The file is made, readable by its owner only, where there is none.
    """
    return _key(os.environ.get("HUSTINGS_RECEIPT_KEY", ""), settings.DATA)


@lru_cache(maxsize=4)
def _key(given: str, data: Path) -> SigningKey:
    if given:
        return SigningKey(given.encode(), HexEncoder)
    kept = data / "receipt-key"
    if not kept.exists():
        with NamedTemporaryFile("wb", dir=data) as file:  # made for its owner alone
            file.write(SigningKey.generate().encode(HexEncoder))
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was faster: its key is the key
                os.link(file.name, kept)
    return SigningKey(kept.read_bytes(), HexEncoder)


def public_key() -> str:
    """The public half, 64 hexadecimal digits."""
    return signing_key().verify_key.encode(HexEncoder).decode()


def signed_text(*, poll: str, tracker: str, position: int, head: str) -> bytes:
    """The bytes that a receipt's signature covers."""
    return f"hustings-receipt|{poll}|{tracker}|{position}|{head}".encode()


def receipt(*, poll: str, tracker: str, position: int, head: str) -> Receipt:
    """The receipt of a ballot on the board; the same ballot gives the same receipt."""
    text = signed_text(poll=poll, tracker=tracker, position=position, head=head)
    signature = signing_key().sign(text).signature.hex()
    return Receipt(poll=poll, tracker=tracker, position=position, head=head, signature=signature)
