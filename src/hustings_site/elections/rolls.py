"""The rolls of an election: frozen once for each electorate, and not to be touched while it needs them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.two_officers import require_two
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.freezing import freeze
from hustings_site.roll.models import Electorate, FrozenRoll
from hustings_site.roll.use import Use

OVER = (ContestState.RECORDED, ContestState.VOIDED, ContestState.FINAL)
"""States in which a contest asks nothing more of its roll."""
STILL_OPEN = (
    ContestState.DRAFT,
    ContestState.NOMINATIONS,
    ContestState.NOMINATIONS_CLOSED,
    ContestState.VALIDATED,
    ContestState.POLL_OPEN,
    ContestState.PAUSED,
)
"""States in which electors can still be added to a roll or struck from it."""


@transaction.atomic
def freeze_rolls(*, by: str, election: Election) -> list[FrozenRoll]:
    """Freeze every electorate of the election, as two officers have agreed: one roll for each, however many contests.

    Raises ValidationError before the announced time, where they are frozen already, or where nobody is entitled.
    """
    held = Election.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=election.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(held))
    require_two(by, held, "elections.freeze_rolls")
    if held.freeze_at is None or clock.now() < held.freeze_at:
        raise ValidationError(_("The announced time of the freeze has not come yet."))
    waiting = list(held.contests.filter(roll=None).select_related("electorate"))
    if not waiting:
        raise ValidationError(_("Every contest has its frozen roll already."))
    rolls: dict[int, FrozenRoll] = {}
    for contest in waiting:
        electorate = contest.electorate
        if electorate is None:
            raise ValidationError(_("%(post)s has no electorate: choose one.") % {"post": contest.title})
        if electorate.pk not in rolls:
            rolls[electorate.pk] = freeze(by=by, electorate=electorate, at=clock.now())
        contest.roll = rolls[electorate.pk]
        contest.save(update_fields=["roll"])
    for roll in rolls.values():
        record(
            by=by,
            act="elections.freeze_rolls",
            subject=held.scope,
            details={"roll": roll.scope, "sha256": roll.sha256, "size": roll.size},
        )
    return list(rolls.values())


def _why_fixed(electorate: Electorate) -> str:
    announced = Contest.objects.filter(electorate=electorate, election__announced_at__isnull=False)
    contest = announced.exclude(state__in=OVER).select_related("election__organisation").first()
    if contest is None:
        return ""
    return _("It is a term of %(election)s, announced to everybody.") % {"election": contest.election}


def _why_closed(roll: FrozenRoll) -> str:
    contests = list(Contest.objects.filter(roll=roll))
    if not contests or any(contest.state in STILL_OPEN for contest in contests):
        return ""
    return _("The poll that it was frozen for is closed.")


def _why_kept(roll: FrozenRoll) -> str:
    contest = Contest.objects.filter(roll=roll).exclude(state__in=OVER).select_related("election__organisation").first()
    if contest is None:
        return ""
    return _("%(election)s is not final yet.") % {"election": contest.election}


def _places(roll: FrozenRoll) -> list[str]:
    elections = Election.objects.filter(contests__roll=roll).distinct().order_by("pk")
    return [election.scope for election in elections]


USE = Use(why_fixed=_why_fixed, why_closed=_why_closed, why_kept=_why_kept, places=_places)
"""What the roll asks of this room before it changes a rule, a roll, or erases its names."""
