"""How an entry is sealed: the hash that ties it to the entry before, so that no one can mend the past unseen."""

import hashlib
import json
from datetime import UTC, datetime

FIRST = "0" * 64


def seal(*, before: str, number: int, at: datetime, by: str, act: str, subject: str, details: object) -> str:
    """SHA-256, in hexadecimal, over the entry's fields as JSON (sorted keys, no spaces), the seal before included."""
    text = json.dumps(
        {
            "before": before,
            "number": number,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": by,
            "act": act,
            "subject": subject,
            "details": details,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
