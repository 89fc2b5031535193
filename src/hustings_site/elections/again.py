"""Voting once more: a contest that came to nothing is run again on its own frozen roll; a vacancy is filled.

Each makes an election of its own, in preparation, with the terms of the one before: they can be changed until they are
announced. Its booth, codes and timetable are new.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections.enums import ContestState, ElectionKind
from hustings_site.elections.life import standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.setting_up import begin_election
from hustings_site.elections.terms import EVERY_TERM
from hustings_site.journal import clock
from hustings_site.journal.services import record

RUN_AGAIN_FROM = (ContestState.VOIDED, ContestState.INQUORATE)
POLICIES = (
    "statutory",
    "scrutineer",
    "nominations_shown",
    "turnout_shown",
    "papers_shown",
    "code_issue",
    "spares",
    "two_channels",
    "paper_rule",
)
"""Terms of an election that the next one begins with."""


@transaction.atomic
def run_again(*, by: str, contest: Contest, same_candidates: bool, reason: str) -> Contest:
    """The contest once more, on the same frozen roll, so that exactly the same people may vote; dates are set next.

    `same_candidates`: those who stand, in their order on the paper, without new nominations.
    Raises ValidationError where the contest came to a result, or is being run again already.
    """
    held = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation").get(pk=contest.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[held.election.organisation.scope])
    if held.state not in RUN_AGAIN_FROM:
        raise ValidationError(
            _("%(post)s is “%(state)s”: only what was voided, or in which too few voted, is run again.")
            % {"post": held.title, "state": held.get_state_display()}
        )
    if Contest.objects.filter(run_again_of=held).exists():
        raise ValidationError(_("%(post)s is being run again already.") % {"post": held.title})
    with override(held.election.organisation.language):
        title = _("%(election)s: %(post)s, run again") % {"election": held.election.title, "post": held.title}
    election = _next_election(by, held, title, ElectionKind(held.election.kind), reason)
    again = _copy(held, election, vacancies=held.vacancies)
    again.roll, again.run_again_of, again.constraints = held.roll, held, held.constraints
    again.save()
    if same_candidates or held.election.kind == ElectionKind.MOTION:
        for place, each in enumerate(standing(held).order_by("position", "pk"), start=1):
            Candidate.objects.create(
                contest=again,
                position=place,
                name=each.name,
                distinction=each.distinction,
                member=each.member,
                standing=each.standing,
            )
    record(
        by=by,
        act="elections.run_again",
        subject=held.scope,
        details={"reason": reason, "election": election.scope, "same_candidates": same_candidates},
    )
    return again


@transaction.atomic
def call_by_election(*, by: str, contest: Contest, vacancies: int, reason: str) -> Contest:
    """Fill vacancies in what a contest elected, for the rest of its term and, to begin with, by its rule.

    Raises ValidationError for more vacancies than the contest filled, or after its term.
    """
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[contest.election.organisation.scope])
    if not 1 <= vacancies <= contest.vacancies:
        raise ValidationError(
            _("%(post)s has %(places)d places: between 1 and %(places)d of them can be vacant.")
            % {"post": contest.title, "places": contest.vacancies}
        )
    if contest.term_ends is not None and contest.term_ends <= timezone.localdate(clock.now()):
        raise ValidationError(_("The term of %(post)s has ended: hold an ordinary election.") % {"post": contest.title})
    with override(contest.election.organisation.language):
        title = _("By-election: %(post)s") % {"post": contest.title}
    election = _next_election(by, contest, title, ElectionKind.BY_ELECTION, reason)
    seat = _copy(contest, election, vacancies=vacancies)
    seat.by_election_of, seat.constraints = contest, []
    seat.save()
    record(
        by=by,
        act="elections.call_by_election",
        subject=contest.scope,
        details={"reason": reason, "election": election.scope, "vacancies": vacancies},
    )
    return seat


def _next_election(by: str, contest: Contest, title: str, kind: ElectionKind, reason: str) -> Election:
    if not reason.strip():
        raise ValidationError(_("Say why: everybody reads the reason on the public page."))
    before = contest.election
    election = begin_election(by=by, organisation=before.organisation, title=title, kind=kind, about=reason.strip())
    for name in POLICIES:
        setattr(election, name, getattr(before, name))
    election.save()
    return election


def _copy(contest: Contest, election: Election, *, vacancies: int) -> Contest:
    copy = Contest(election=election, slug=contest.slug, state=ContestState.DRAFT)
    for name in EVERY_TERM:
        setattr(copy, name, getattr(contest, name))
    copy.vacancies = vacancies
    return copy
