"""Everything that the demonstration sent: mails as the mail server would have had them, letters as printed."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

_BETWEEN = b"-" * 79 + b"\n"
"""What Django writes behind each mail in a file."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: to whom, about what, and its text."""

    to: str
    subject: str
    text: str
    date: str


def mails(asked: str = "") -> Iterator[Mail]:
    """Mails whose address or subject or text has `asked` in it, newest first."""
    wanted = asked.strip().lower().encode()
    for path in sorted((Path(settings.DATA) / "outbox").glob("*.log"), reverse=True):
        for raw in reversed(path.read_bytes().split(_BETWEEN)):
            if raw.strip() and wanted in raw.lower():
                yield _read(raw)


def letters() -> list[Path]:
    """The printed letters, as PDF."""
    return sorted(folder().glob("*.pdf"))


def keep(name: str, letter: bytes) -> None:
    """Put a printed letter where it waits to be posted."""
    folder().mkdir(exist_ok=True)
    (folder() / name).write_bytes(letter)


def folder() -> Path:
    """Where letters lie until somebody posts them."""
    return Path(settings.DATA) / "post-room"


def _read(raw: bytes) -> Mail:
    message = email.message_from_bytes(raw.strip(), policy=email.policy.default)
    assert isinstance(message, EmailMessage), "the default policy makes these"
    body = message.get_body(("plain",))
    return Mail(
        str(message["To"]), str(message["Subject"]), body.get_content() if body else "", str(message["Date"] or "")
    )
