"""Personal pages: a code is drawn, typed, and held against its hash."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.campaign.codes import draw_code, hash_of, matches
from hustings_site.campaign.models.asking import PersonalPage
from hustings_site.journal import clock

WRONG_CODES = 10
PATIENCE = timedelta(minutes=15)
"""After so many wrong codes for one page within this time, it takes no more of them until the time is over."""


def new_code(page: PersonalPage) -> str:
    """Draw a code for the page; the one before is void."""
    code = draw_code()
    page.code = hash_of(code)
    page.save(update_fields=["code"])
    return code


@transaction.atomic
def open_with_code(*, page: PersonalPage, code: str, now: datetime | None = None) -> bool:
    """Whether the typed code opens the page.

    Raises ValidationError where too many wrong codes were typed: nothing is looked at then.
    """
    now = now or clock.now()
    held = type(page)._default_manager.select_for_update().get(pk=page.pk)  # noqa: SLF001 - Django's name for it
    if held.wrong_since and now - held.wrong_since > PATIENCE:
        held.wrong_codes, held.wrong_since = 0, None
    if held.wrong_codes >= WRONG_CODES:
        raise ValidationError(_("Too many wrong codes: wait a quarter of an hour, then try again."))
    right = matches(code, held.code)
    if right:
        held.wrong_codes, held.wrong_since = 0, None
    else:
        held.wrong_codes, held.wrong_since = held.wrong_codes + 1, held.wrong_since or now
    held.save(update_fields=["wrong_codes", "wrong_since"])
    return right
