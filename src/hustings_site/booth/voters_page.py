"""The voter's page: one HTML file, made from the built template and the booth's polls when the booth opens."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from hustings_site.booth.boards import ELECTION, datum
from hustings_site.booth.models import Booth, Poll

PLACE = b'<script type="application/json" id="booth"></script>'
"""Where the template takes the booth's JSON."""

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_STYLE = re.compile(rb"<style[^>]*>(?P<text>.*?)</style>", re.DOTALL)


class NoPage(RuntimeError):
    """The built template is not there, or is not one."""


def write_page(booth: Booth, polls: Sequence[Poll]) -> None:
    """Give the booth its page, the page's fingerprint, and the policy under which it is served."""
    template = Path(settings.BOOTH_TEMPLATE)
    if not template.exists():
        raise NoPage(f"{template} is not there: build the voter's page (make booth)")
    parts = template.read_bytes().split(PLACE)
    if len(parts) != 2:
        raise NoPage(f"{template}: {PLACE.decode()} stands there {len(parts) - 1} times, not once")
    page = PLACE.replace(b"></", b">" + _embedded(block(booth, polls)) + b"</").join(parts)
    booth.page = page
    booth.page_sha256 = sha256(page).hexdigest()
    booth.page_policy = policy(page)


def block(booth: Booth, polls: Sequence[Poll]) -> Mapping[str, object]:
    """What the page is told: docs/site/board.md lists it."""
    return {
        "booth": booth.uuid,
        "server": address(booth),
        "title": booth.title,
        "organisation": booth.organisation,
        "languages": booth.languages,
        "closes": max(poll.closes for poll in polls).isoformat(),
        "rehearsal": booth.rehearsal,
        "secrecy": booth.secrecy,
        "receipt_key": booth.receipt_key,
        "help": {"text": booth.help_text, "url": booth.help_url},
        "polls": [
            {
                "uuid": poll.uuid,
                "title": poll.title,
                "kind": poll.kind,
                "election": datum(poll, 0, ELECTION).decode(),
                "fingerprint": poll.fingerprint,
                "printed": poll.printed,
                "instructions": poll.instructions,
                "notes": poll.notes,
                **({"starts": poll.starts} if poll.starts else {}),
            }
            for poll in polls
        ],
    }


def address(booth: Booth) -> str:
    """Where voters open the page."""
    return f"{booth.server}/booth/{booth.uuid}/"


def _embedded(value: Mapping[str, object]) -> bytes:
    """JSON that may stand inside a script element: no text in it ends that element or opens a comment."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").encode()


def policy(page: bytes) -> str:
    """The Content-Security-Policy of the page: its own script and style, this server, nothing else."""
    scripts = [match["text"] for match in _SCRIPT.finditer(page) if b"application/json" not in match["attributes"]]
    styles = [match["text"] for match in _STYLE.finditer(page)]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hashes(texts: Sequence[bytes]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text).digest()).decode()}'" for text in texts) or "'none'"
