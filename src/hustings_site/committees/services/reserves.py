"""Keeping the reserves that an election leaves: everybody who was not elected, in the order of a rule."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.enums import Next
from hustings_site.committees.models import Reserve, ReserveList, Section
from hustings_site.committees.stored_papers import runners_up, why
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.models import Result


@transaction.atomic
def keep_reserves(
    *,
    by: str,
    section: Section,
    result: Result,
    meaning: Next,
    source: str,
    reason: str = "",
    now: datetime | None = None,
) -> ReserveList:
    """Publish who is next, in order. A second list of the same section takes the place of the first, with a reason.

    Raises ValidationError where everybody was elected, or where the list that stands there is to be replaced without
    a reason.
    """
    found = runners_up(result, meaning)
    if not found:
        raise ValidationError(_("Everybody who stood was elected: nobody is left as a reserve."))
    before = section.reserves.filter(corrected_by=None, struck=False).first()
    if before is not None and not reason.strip():
        raise ValidationError(
            _("Reserves of %(section)s are published already: say why others take their place.") % {"section": section}
        )
    kept = ReserveList(
        section=section,
        result=result,
        meaning=meaning,
        source=source,
        corrects=before,
        reason=reason if before else "",
        recorded_at=now or clock.now(),
    )
    kept.full_clean()
    kept.save()
    Reserve.objects.bulk_create(
        Reserve(reserves=kept, position=position, candidate=each.candidate, why=why(each))
        for position, each in enumerate(found, start=1)
    )
    record(by=by, act="committees.keep_reserves", subject=section.committee.scope, details={"reserves": len(found)})
    return kept
