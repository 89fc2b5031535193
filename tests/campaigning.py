"""What the tests of campaigns share: a moment, an address, and how a code is read from a message."""

import re
from datetime import UTC, datetime

SITE = "https://elections.example.org"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def code_in(text: str) -> str:
    """The reply code of a message."""
    return re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", text)[0]
