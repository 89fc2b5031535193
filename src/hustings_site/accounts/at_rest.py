"""Secrets that the site itself has to read again rest in the database under a key made of the installation's own."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings


def sealed(text: str, purpose: str) -> str:
    """The text under the installation's key for this purpose."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unsealed(text: str, purpose: str) -> str:
    """What was sealed for this purpose. Raises cryptography.fernet.InvalidToken under another key."""
    return _cipher(purpose).decrypt(text.encode()).decode()


def _cipher(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"{purpose} {settings.SECRET_KEY}".encode()).digest()))
