"""Reply codes: drawn here, shown once, kept as a hash."""

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, O, 1 and I, which are read wrongly from paper."""
LENGTH = 16


def draw_code() -> str:
    """A new code of 80 bits, in groups of four: "K7QX-M3PA-..."."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, LENGTH, 4))


def draw_key() -> str:
    """The last part of a personal page's address, short enough to be typed: it is no secret."""
    return "".join(secrets.choice(ALPHABET) for _place in range(8)).lower()


def hash_of(code: str) -> str:
    """SHA-256, in hexadecimal, of a code however it was typed: small letters, spaces and hyphens are the same."""
    plain = "".join(code.upper().split()).replace("-", "")
    return hashlib.sha256(plain.encode()).hexdigest()


def matches(code: str, kept: str) -> bool:
    """Whether the code is the one whose hash was kept; in the same time whether or not."""
    return bool(kept) and hmac.compare_digest(hash_of(code), kept)
