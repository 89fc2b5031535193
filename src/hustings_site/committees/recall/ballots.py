"""The recall ballot: announced once a petition has its signatures, held in the booth, its outcome entered on the seat.

`announce_ballot` by an officer of the organisation -> the election at that officer's desk, like any other ->
`propose_outcome` and (two officers, where the organisation wants two) `publish_outcome`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import holds, person, require
from hustings_site.committees.doors import today
from hustings_site.committees.enums import Happening, Status
from hustings_site.committees.models import SeatEvent
from hustings_site.committees.recall.enums import State
from hustings_site.committees.recall.models import RecallDecision, RecallPetition
from hustings_site.committees.recall.services import WITH_BALLOT
from hustings_site.committees.services.seats import What, enter_event, state_of
from hustings_site.elections.answers import figures_of, is_carried, is_quorate
from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.questions import put_to_vote
from hustings_site.journal import clock
from hustings_site.journal.acts import Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.models import Organisation

DECIDE = "committees.decide_recall"
DATES = ("freeze_at", "codes_at", "poll_opens", "poll_closes", "complaints_by")


@transaction.atomic
def announce_ballot(*, by: str, petition: RecallPetition, dates: Mapping[str, datetime], spares: int = 0) -> Election:
    """The election in which those who may sign decide. `dates`: `DATES`. Raises PermissionDenied, ValidationError."""
    held = _held(petition)
    if held.rule.follows not in WITH_BALLOT:
        raise ValidationError(_("By the rule no ballot follows such a petition."))
    if held.state is not State.REACHED:
        raise ValidationError(
            _("A ballot follows a petition that has its signatures: %(state)s.") % {"state": held.state.label}
        )
    organisation = organisation_of(held)
    with override(organisation.language):
        question = _("Is %(name)s recalled from %(committee)s?") % {
            "name": held.person.name,
            "committee": held.rule.committee.name,
        }
        election = put_to_vote(
            by=by,
            electorate=held.rule.signers,
            title=question,
            question=question,
            about=held.text,
            answers=(
                _("Yes, %(name)s is recalled") % {"name": held.person.name},
                _("No, %(name)s stays") % {"name": held.person.name},
                _("Neither: I abstain"),
            ),
            dates={name: dates[name] for name in DATES},
            adopted_by=held.rule.source,
            adopted_on=held.rule.entered_at.date(),
            majority=Majority(held.rule.majority),
            quorum_percent=held.rule.quorum_percent,
            spares=spares,
        )
    held.election = election
    held.save(update_fields=["election"])
    record(by=by, act="committees.announce_recall", subject=held.scope, details={"election": election.scope})
    return election


def propose_outcome(*, by: str, petition: RecallPetition) -> Proposal:
    """Ask for the outcome to be published as the opened ballots give it, and entered on the seat: it cannot be undone,
    so two officers agree, where the organisation wants two. Raises ValidationError before the ballots are opened."""
    held = _held(petition)
    organisation = organisation_of(held)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[organisation.scope])
    decision = decision_of(held)
    return propose(
        by=by,
        place=organisation.scope,
        act=DECIDE,
        subject=held.scope,
        title=told(decision),
        details={"recalled": decision.recalled},
        alone=not organisation.two_officers,
    )


@transaction.atomic
def publish_outcome(*, by: str, petition: RecallPetition) -> RecallDecision:
    """Publish what was decided, as the officers have agreed; carried, the seat is vacant from today: "recalled"."""
    held = _held(petition)
    if hasattr(held, "decision"):
        raise ValidationError(_("The outcome is published already."))
    decision = decision_of(held)
    if decision.recalled:
        decision.event = _leave(by, decision)
    decision.save()
    record(
        by=by,
        act=DECIDE,
        subject=held.scope,
        details={
            "recalled": decision.recalled,
            "entitled": decision.entitled,
            "yes": decision.yes,
            "no": decision.no,
            "abstained": decision.abstained,
        },
    )
    return decision


def decision_of(petition: RecallPetition) -> RecallDecision:
    """What the opened ballots give by the rule; not kept. Raises ValidationError before they are opened."""
    if petition.election is None:
        raise ValidationError(_("No ballot is announced yet."))
    figures = figures_of(petition.election.contests.select_related("election", "roll").get())
    rule = petition.rule
    return RecallDecision(
        petition=petition,
        entitled=figures.entitled,
        yes=figures.yes,
        no=figures.no,
        abstained=figures.abstained,
        quorate=is_quorate(figures, rule.quorum_percent),
        recalled=is_carried(figures, Majority(rule.majority), rule.quorum_percent),
        at=clock.now(),
    )


def told(decision: RecallDecision) -> str:
    """What was decided, with its figures, in a sentence."""
    said = {
        "name": decision.petition.person.name,
        "yes": decision.yes,
        "no": decision.no,
        "abstained": decision.abstained,
        "voted": decision.voted,
        "entitled": decision.entitled,
    }
    figures = _("yes %(yes)d, no %(no)d, neither %(abstained)d; %(voted)d of %(entitled)d entitled voted") % said
    if decision.recalled:
        return _("%(name)s is recalled: %(figures)s.") % {"name": said["name"], "figures": figures}
    return _("%(name)s stays: %(figures)s.") % {"name": said["name"], "figures": figures}


def printed_with(contest: Contest) -> Iterator[str]:
    """What the petition says and what the representative replies, as voters read it beside the question."""
    rows = RecallPetition.objects.filter(election=contest.election_id).select_related("person")
    petition = rows.first()
    if petition is None:
        return
    movers = ", ".join(line.strip() for line in petition.movers.splitlines() if line.strip())
    yield _("The petition (%(movers)s): “%(text)s”") % {"movers": movers, "text": petition.text}
    reply = petition.replies.last()
    if reply is None:
        yield _("%(name)s has not replied.") % {"name": petition.person.name}
    else:
        yield _("%(name)s replies: “%(text)s”") % {"name": petition.person.name, "text": reply.text}


def decide_by_act(subject: str, details: Details, by: str) -> str:
    """What approving an outcome does."""
    return told(publish_outcome(by=by, petition=RecallPetition.objects.get(pk=int(subject.partition(":")[2]))))


def may_approve(by: str, place: str) -> bool:
    """Whether somebody is an officer of the organisation."""
    officer = person(by)
    return officer is not None and holds(officer, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[place])


def organisation_of(petition: RecallPetition) -> Organisation:
    """Whose committee it is."""
    return petition.rule.committee.organisation


def _leave(by: str, decision: RecallDecision) -> SeatEvent | None:
    """Whoever has left the seat meanwhile is not recalled from it."""
    seat, person = decision.petition.event.seat, decision.petition.person
    state = state_of(seat, today())
    if state.status not in {Status.HELD, Status.SUSPENDED} or state.person != person.pk:
        return None
    source = _("Recall ballot, %(election)s") % {"election": decision.petition.election}
    what = What(what=Happening.RECALLED, on=today(), person=person, note=told(decision), source=source[:500])
    return enter_event(by=by, seat=seat, what=what)


def _held(petition: RecallPetition) -> RecallPetition:
    rows = RecallPetition.objects.select_for_update(of=("self",)).select_related(
        "rule__committee__organisation", "rule__signers__organisation", "person", "election", "event__seat__section"
    )
    return rows.get(pk=petition.pk)
