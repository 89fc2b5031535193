"""A form sent twice is acted on once, and a page that is out of date changes nothing.

Whoever shows a form that changes something puts a `slip` into it (`pages/parts/slip.html`): a key drawn for this one
showing, and a fingerprint of what the reader saw. Whoever acts on it calls `take` first, in the transaction of the act
and with its rows locked:

    with transaction.atomic():
        held = Contest.objects.select_for_update().get(pk=contest.pk)
        take(request.POST, held.state, held.notice)
        pause_poll(by=..., contest=held, ...)

Where the act is refused the transaction takes the key back, so the same form can be mended and sent again.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.pages.models import SentForm

KEPT = timedelta(days=7)
"""How long a key is remembered; the fingerprint protects from still older pages."""


class AlreadySentError(ValidationError):
    """The very same form has been acted on: there is nothing left to do."""


class StaleError(ValidationError):
    """What the reader saw is no longer so: show it anew."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What rides in a form: the key of this showing, the fingerprint of what was seen."""

    key: str
    seen: str


def slip(*seen: object) -> Slip:
    """A slip for a form that shows this state; `seen` are values whose text changes when they do."""
    return Slip(secrets.token_urlsafe(16), fingerprint(*seen))


def take(sent: Mapping[str, str], *seen: object) -> None:
    """Take the slip of a form that was sent, while its rows are locked and stand as `seen`.

    Raises AlreadySentError for the second copy of a form, StaleError where the state is another than was shown.
    """
    key = sent.get("slip_key", "")[:40]
    if key and not SentForm.objects.get_or_create(key=key)[1]:
        raise AlreadySentError(_("This was sent twice, and done once."))
    if not key or not secrets.compare_digest(sent.get("slip_seen", ""), fingerprint(*seen)):
        raise StaleError(
            _("Meanwhile somebody has changed this, and nothing of yours was done. Look at it again, then decide.")
        )


def forget_old_forms() -> None:
    """Forget the keys of forms acted on a week ago."""
    SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()


def fingerprint(*seen: object) -> str:
    """A short fingerprint of a state."""
    return hashlib.sha256("\n".join(map(str, seen)).encode()).hexdigest()[:16]
