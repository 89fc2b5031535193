"""Electors who ask for paper, and the rule of precedence that their election announced.

Where the ballot on the board stands, anybody may have paper, and whoever votes both ways has their envelope set aside
unopened. Where paper closes the code, the unused code is taken out of use first, and a code that has voted, in any
contest, gets no paper.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections import secrecy
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue
from hustings_site.elections.enums import ContestState, PaperRule
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.enums import RequestState
from hustings_site.elections.papers.models import PaperRequest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import Channel, EntryStanding
from hustings_site.roll.models import RollEntry

_GIVEN_PAPER_IN = (ContestState.VALIDATED, ContestState.POLL_OPEN, ContestState.PAUSED)


def entries_of(election: Election, number: str) -> list[RollEntry]:
    """The entries with this membership number on the rolls of the election's contests, one for each roll.

    Raises ValidationError where nobody there has it.
    """
    rolls = [roll for roll in election.contests.order_by("position").values_list("roll", flat=True) if roll]
    found = list(RollEntry.objects.filter(roll__in=rolls, number=number.strip()).select_related("branch", "roll"))
    if not found:
        raise ValidationError(
            _("Nobody on the rolls of this election has the number %(number)s.") % {"number": number.strip()}
        )
    return sorted(found, key=lambda entry: rolls.index(entry.roll_id))


def contests_on_paper(election: Election, number: str) -> list[Contest]:
    """The contests in which an elector may be given a paper, in their order on the notice."""
    rolls = {entry.roll_id for entry in entries_of(election, number) if entry.standing != EntryStanding.STRUCK}
    contests = election.contests.filter(roll__in=rolls, state__in=_GIVEN_PAPER_IN).exclude(poll=None)
    return list(contests.order_by("position"))


@transaction.atomic
def ask_for_paper(
    *, by: str, election: Election, number: str, large: bool = False, language: str = "", passphrase: str = ""
) -> PaperRequest:
    """Write down that an elector asks for paper, or asks again because it did not come; the next run of packs has it.

    Where paper closes the code, `passphrase` opens the book. The request is REFUSED where the code has voted. Raises
    ValidationError for a number on no roll, a vote with a weight, no contest to vote in, or no voting on paper.
    """
    Election.objects.select_for_update().get(pk=election.pk)
    entry = _entitled(election, number)
    request = PaperRequest.objects.filter(election=election, number=entry.number).first()
    if request is None:
        request = PaperRequest(election=election, entry=entry, number=entry.number)
        request.state = RequestState.ASKED if _gets_paper(by, election, entry, passphrase) else RequestState.REFUSED
    elif request.state != RequestState.REFUSED:
        request.state = RequestState.ASKED
    request.asked_at = clock.now()
    request.large = large
    request.language = language or election.organisation.language
    request.save()
    record(by=by, act="elections.ask_for_paper", subject=election.scope, details={"state": request.state})
    return request


@transaction.atomic
def hand_over_paper(*, by: str, request: PaperRequest) -> None:
    """Papers from the loose stock are handed to the elector, whom the officer knows; the scrutineer notes the numbers.

    Raises ValidationError where no paper may be given.
    """
    held = PaperRequest.objects.filter(election=request.election).select_for_update().get(pk=request.pk)
    if held.state != RequestState.ASKED:
        raise ValidationError(_("Nothing is to be given: %(state)s.") % {"state": held.get_state_display()})
    held.state, held.sent, held.sent_at = RequestState.HANDED_OVER, held.sent + 1, clock.now()
    held.save()
    record(by=by, act="elections.hand_over_paper", subject=held.election.scope)


def _entitled(election: Election, number: str) -> RollEntry:
    if election.paper_rule == PaperRule.NO_PAPER:
        raise ValidationError(_("The terms of this election give no paper."))
    if Issue.objects.filter(election=election, sealed=False).exists():
        raise ValidationError(
            _("An independent code office has the book: nobody here can say who has voted, so none gets paper.")
        )
    entries = [entry for entry in entries_of(election, number) if entry.standing != EntryStanding.STRUCK]
    if any(entry.weight != 1 for entry in entries):
        raise ValidationError(_("A vote with a weight is cast on screen only."))
    if not entries or not contests_on_paper(election, number):
        raise ValidationError(_("No contest is open in which this elector may vote on paper."))
    return entries[0]


def _gets_paper(by: str, election: Election, entry: RollEntry, passphrase: str) -> bool:
    """Whether this elector gets paper; where paper closes the code, the code is out of use from now on."""
    if election.paper_rule != PaperRule.PAPER_CLOSES_CODE:
        return True
    holders = CodeHolder.objects.filter(issue__in=Issue.objects.filter(election=election), number=entry.number)
    for holder in holders.select_related("issue"):
        if not secrecy.take_out(by=by, issue=holder.issue, holder=holder, passphrase=passphrase):
            return False
        Delivery.objects.create(
            holder=holder, at=clock.now(), state=DeliveryState.TAKEN_OUT, channel=Channel.POST, note=""
        )
    return True
