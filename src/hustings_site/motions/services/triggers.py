"""Trigger ballots: announced with their threshold, decided body by body in meetings, published by two officers.

ballot = announce_trigger(by=by, organisation=union, terms=TriggerTerms(...))
decide_trigger(by=by, body=ballot.bodies.get(branch=alderby), decided=Decided(opens=True, ...))
propose_ending(by=by, ballot=ballot)            # a second officer approves; then ballot.outcome
contest = open_reselection(by=by, ballot=ballot, vacancies=1)      # the holder stands as of right
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.committees.models import Person, Seat
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest, StandingChange
from hustings_site.elections.nominations.models import Affiliate
from hustings_site.elections.setting_up import add_contest, begin_election
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.motions.models import (
    Reselection,
    TriggerBallot,
    TriggerBody,
    TriggerOutcome,
    TriggerVote,
)
from hustings_site.motions.permissions import may_approve_motions
from hustings_site.motions.selectors.triggers import Figures, figures_of
from hustings_site.motions.services.branches import given
from hustings_site.motions.shares import ShareError, read_share
from hustings_site.roll.models import Branch, Electorate, Organisation

END = "motions.end_trigger"


@dataclass(frozen=True, slots=True)
class TriggerTerms:
    """Whose post, who decides, and which share of each kind of body opens the contest ("1/3"; empty: not asked)."""

    post: str
    holder: str
    branches: Sequence[Branch]
    branches_share: str
    clause: str
    begins: date
    ends: date
    affiliates: Sequence[Affiliate] = ()
    affiliates_share: str = ""
    person: Person | None = None
    seat: Seat | None = None
    electorate: Electorate | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a body decided in which meeting, and who certifies it. Votes that nobody noted are None."""

    opens: bool
    met_on: date
    meeting: str
    certified_by: str
    votes_for: int | None = None
    against: int | None = None


@transaction.atomic
def announce_trigger(*, by: str, organisation: Organisation, terms: TriggerTerms) -> TriggerBallot:
    """Publish a trigger ballot with its threshold and the bodies asked: fixed before anybody decides.

    Raises ValidationError where a share cannot be read, nobody of a kind is asked, or it has begun already.
    """
    _refuse_terms(organisation, terms)
    ballot = TriggerBallot(
        organisation=organisation,
        post=terms.post,
        holder=terms.holder,
        person=terms.person,
        seat=terms.seat,
        electorate=terms.electorate,
        branches_share=terms.branches_share,
        affiliates_share=terms.affiliates_share,
        clause=terms.clause,
        begins=terms.begins,
        ends=terms.ends,
        recorded_at=clock.now(),
    )
    ballot.full_clean()
    ballot.save()
    TriggerBody.objects.bulk_create(
        [
            *(TriggerBody(ballot=ballot, branch=each, recorded_at=ballot.recorded_at) for each in terms.branches),
            *(TriggerBody(ballot=ballot, affiliate=each, recorded_at=ballot.recorded_at) for each in terms.affiliates),
        ]
    )
    record(
        by=by,
        act="motions.announce_trigger",
        subject=ballot.scope,
        details={
            "branches": len(terms.branches),
            "affiliates": len(terms.affiliates),
            "share": terms.branches_share or terms.affiliates_share,
        },
    )
    return ballot


@transaction.atomic
def decide_trigger(
    *, by: str, body: TriggerBody, decided: Decided, by_officer: bool = False, reason: str = ""
) -> TriggerVote:
    """What a branch or an affiliate decided. A second entry corrects the first, which takes a reason and stays.

    Raises ValidationError for a meeting outside the announced days, votes that decided otherwise, or once it ended.
    """
    ballot = _held(body.ballot)
    if not ballot.begins <= decided.met_on <= ballot.ends:
        raise ValidationError(
            {
                "met_on": _("Bodies meet on this from %(begins)s to %(ends)s.")
                % {"begins": date_format(ballot.begins, "j F Y"), "ends": date_format(ballot.ends, "j F Y")}
            }
        )
    if decided.met_on > timezone.localdate(clock.now()):
        raise ValidationError({"met_on": _("This day is still to come.")})
    if decided.votes_for is not None and decided.against is not None:
        carried = decided.votes_for > decided.against
        if carried != decided.opens:
            raise ValidationError({"opens": _("The votes say otherwise: look at both again.")})
    earlier = body.votes.exists()
    vote = TriggerVote(
        body=body,
        opens=decided.opens,
        votes_for=decided.votes_for,
        against=decided.against,
        met_on=decided.met_on,
        meeting=decided.meeting,
        certified_by=decided.certified_by,
        by_officer=by_officer,
        reason=given(reason) if earlier else "",
        recorded_at=clock.now(),
    )
    vote.full_clean()
    vote.save()
    record(
        by=by,
        act="motions.decide_trigger",
        subject=ballot.scope,
        details={"body": body.pk, "opens": decided.opens, "correction": earlier},
    )
    return vote


def propose_ending(*, by: str, ballot: TriggerBallot) -> Proposal:
    """Ask a second officer to publish the outcome. Raises ValidationError before the last day has passed.

    Once every body has decided, it need not be waited for.
    """
    found = figures_of(ballot)
    _refuse_too_early(ballot, found)
    title = (
        _("%(ballot)s: a contest is to be opened") if found.opened else _("%(ballot)s: no contest; the holder goes on")
    )
    return propose(
        by=by,
        place=ballot.organisation.scope,
        act=END,
        subject=ballot.scope,
        title=title % {"ballot": ballot},
        details={"branches": found.branches_for, "affiliates": found.affiliates_for},
        alone=not ballot.organisation.two_officers,
    )


def ending(ballot: TriggerBallot) -> Proposal | None:
    """The outcome that waits for a second officer."""
    return Proposal.objects.filter(subject=ballot.scope, act=END, state=ProposalState.WAITING).first()


@transaction.atomic
def open_reselection(*, by: str, ballot: TriggerBallot, title: str = "", vacancies: int = 1) -> Contest:
    """The contest that follows: an election in preparation in which the holder stands as of right, named by nobody.

    Everybody else is nominated as in any election. Raises ValidationError where the ballot opened none, or it is there.
    """
    held = TriggerBallot.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=ballot.pk)
    outcome = TriggerOutcome.objects.filter(ballot=held).first()
    if outcome is None or not outcome.opened:
        raise ValidationError(_("This trigger ballot opened no contest."))
    if Reselection.objects.filter(ballot=held).exists():
        raise ValidationError(_("The contest is opened already."))
    with override(held.organisation.language):
        called = title or _("Reselection: %(post)s") % {"post": held.post}
        about = _("Opened by a trigger ballot. %(holder)s, who holds the post, stands as of right.") % {
            "holder": held.holder
        }
        source = _("holder of the post, as of right after the trigger ballot")
    election = begin_election(by=by, organisation=held.organisation, title=called, about=about)
    contest = add_contest(
        by=by,
        election=election,
        version=election.version,
        terms={"title": held.post, "vacancies": vacancies, "electorate": held.electorate},
    )
    candidate = Candidate.objects.create(contest=contest, name=held.holder, standing=Standing.VALIDATED)
    StandingChange.objects.create(
        candidate=candidate, standing=Standing.VALIDATED, at=clock.now(), source=source, note=held.clause
    )
    Reselection.objects.create(ballot=held, contest=contest, recorded_at=clock.now())
    record(by=by, act="motions.open_reselection", subject=held.scope, details={"contest": contest.scope})
    return contest


def register() -> None:
    """Make the act known to the journal; called once as the room starts."""
    acts.register(Act(END, _end, may_approve_motions, _page))


def _page(subject: str) -> str:
    ballot = TriggerBallot.objects.select_related("organisation").get(pk=int(subject.partition(":")[2]))
    return reverse("motions:trigger", args=[ballot.organisation.slug, ballot.pk])


@transaction.atomic
def _end(subject: str, details: Details, by: str) -> str:
    ballot = _held(TriggerBallot.objects.get(pk=int(subject.partition(":")[2])))
    found = figures_of(ballot)
    _refuse_too_early(ballot, found)
    if (details["branches"], details["affiliates"]) != (found.branches_for, found.affiliates_for):
        raise ValidationError(_("Decisions came or were corrected since this was proposed: propose it again."))
    TriggerOutcome.objects.create(
        ballot=ballot,
        opened=found.opened,
        branches_asked=found.branches_asked,
        branches_for=found.branches_for,
        affiliates_asked=found.affiliates_asked,
        affiliates_for=found.affiliates_for,
        recorded_at=clock.now(),
    )
    record(by=by, act=END, subject=ballot.scope, details={"opened": found.opened})
    return _("A contest is to be opened.") if found.opened else _("No contest: the holder goes on.")


def _refuse_too_early(ballot: TriggerBallot, found: Figures) -> None:
    if timezone.localdate(clock.now()) <= ballot.ends and found.waiting:
        raise ValidationError(
            _("Not everybody has decided, and there is time until %(ends)s.")
            % {"ends": date_format(ballot.ends, "j F Y")}
        )


def _refuse_terms(organisation: Organisation, terms: TriggerTerms) -> None:
    homes = {each.organisation_id for each in terms.branches} | {each.organisation_id for each in terms.affiliates}
    if homes - {organisation.pk}:
        raise ValidationError(_("Only parts of %(name)s are asked here.") % {"name": organisation})
    for name, share, asked in (
        ("branches_share", terms.branches_share, terms.branches),
        ("affiliates_share", terms.affiliates_share, terms.affiliates),
    ):
        if bool(share) != bool(asked):
            raise ValidationError({name: _("Name the share and the bodies that are asked, or neither.")})
        try:
            if share:
                read_share(share)
        except ShareError as fault:
            raise ValidationError({name: str(fault)}) from fault
    if not terms.branches_share and not terms.affiliates_share:
        raise ValidationError(_("Say which share of branches or of affiliates opens a contest."))
    if terms.ends < terms.begins:
        raise ValidationError({"ends": _("The last day comes before the first.")})
    if terms.begins < timezone.localdate(clock.now()):
        raise ValidationError({"begins": _("The terms are published before it begins: choose a later day.")})


def _held(ballot: TriggerBallot) -> TriggerBallot:
    """The ballot's row, locked. Raises ValidationError once its outcome is published."""
    held = TriggerBallot.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=ballot.pk)
    if TriggerOutcome.objects.filter(ballot=held).exists():
        raise ValidationError(_("The outcome of this trigger ballot is published."))
    return held
