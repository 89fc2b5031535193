"""How a candidate stands, from which day and by which source. Each change is a row; none is ever edited."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.candidates import followers
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, StandingChange
from hustings_site.journal import clock
from hustings_site.journal.services import record

GONE = frozenset({Standing.SUSPENDED, Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED})
RESULT = frozenset({Standing.ELECTED, Standing.NOT_ELECTED})
STANDS_AGAIN_AS = (Standing.NOMINATED, Standing.ACCEPTED, Standing.VALIDATED)
NEXT: Mapping[Standing, frozenset[Standing]] = {
    Standing.NOMINATED: GONE | {Standing.NOMINATED, Standing.ACCEPTED, Standing.DECLINED, Standing.NOT_VALIDATED},
    Standing.ACCEPTED: GONE | {Standing.DECLINED, Standing.VALIDATED, Standing.NOT_VALIDATED},
    Standing.DECLINED: frozenset({Standing.ACCEPTED, Standing.DIED}),
    Standing.VALIDATED: GONE | RESULT | {Standing.NOT_VALIDATED},
    Standing.NOT_VALIDATED: frozenset({Standing.ACCEPTED, Standing.VALIDATED, Standing.DIED}),
    Standing.SUSPENDED: GONE - {Standing.SUSPENDED} | RESULT | {Standing.REINSTATED, Standing.NOT_VALIDATED},
    Standing.REINSTATED: frozenset(STANDS_AGAIN_AS),
    Standing.WITHDRAWN: RESULT | {Standing.DIED},
    Standing.DIED: RESULT,
    Standing.REPLACED: frozenset(),
    Standing.ELECTED: frozenset({Standing.NOT_ELECTED}),
    Standing.NOT_ELECTED: frozenset({Standing.ELECTED}),
}
"""From which standing to which a candidate may go. After a suspension follows the standing before it."""


@transaction.atomic
def change_standing(
    *, by: str, candidate: Candidate, standing: Standing, source: str, note: str = "", now: datetime | None = None
) -> StandingChange:
    """Let a candidate stand otherwise from now on. `source`: by whom, where it was said; `note`: the reason published.

    Raises ValidationError where that standing does not follow from the present one.
    """
    held = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if standing not in NEXT[Standing(held.standing)]:
        raise ValidationError(
            _("%(name)s is %(before)s and cannot become %(after)s.")
            % {"name": held.printed_name, "before": held.get_standing_display(), "after": standing.label}
        )
    change = StandingChange(
        candidate=held, standing=standing, at=now or clock.now(), source=source.strip(), note=note.strip()
    )
    change.full_clean()
    change.save()
    held.standing = standing
    held.save(update_fields=["standing"])
    candidate.standing = standing
    record(by=by, act="elections.change_standing", subject=held.scope, details={"standing": standing.value})
    followers.tell(by, held.contest)
    return change


def standing_before_suspension(candidate: Candidate) -> Standing:
    """As what a suspended candidate stands again once reinstated: with a place on the ballot paper, as validated."""
    if candidate.position is not None:
        return Standing.VALIDATED
    before = candidate.changes.filter(standing__in=STANDS_AGAIN_AS).order_by("at", "pk").last()
    return Standing(before.standing) if before else Standing.VALIDATED
