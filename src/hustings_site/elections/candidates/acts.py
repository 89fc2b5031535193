"""What two officers do to a candidate: suspend, reinstate, strike. One proposes, another approves, then it is done.

A suspension says who decided, when, and where that is published: never an allegation. Who is reinstated stands again
as before, and every nomination made meanwhile counts.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.elections.candidates.notices import tell_voters
from hustings_site.elections.candidates.standing import change_standing, standing_before_suspension
from hustings_site.elections.enums import Standing
from hustings_site.elections.life import look_again
from hustings_site.elections.models import Candidate, StandingChange
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal

SUSPEND, REINSTATE, STRIKE = (
    "elections.suspend_candidate",
    "elections.reinstate_candidate",
    "elections.strike_candidate",
)


def register() -> None:
    """Make the acts known; called once as the room starts."""
    for name, perform in ((SUSPEND, _suspend), (REINSTATE, _reinstate), (STRIKE, _strike)):
        acts.register(Act(name, perform, may_approve))


@transaction.atomic
def propose_suspension(*, by: str, candidate: Candidate, decided_by: str, decided_on: date, reference: str) -> Proposal:
    """Ask a second officer to suspend a candidate by a decision that somebody took and published."""
    _refuse_future(decided_on)
    return _propose(
        by, candidate, SUSPEND, Standing.SUSPENDED, decided_by=decided_by, decided_on=decided_on, reference=reference
    )


@transaction.atomic
def propose_reinstatement(
    *, by: str, candidate: Candidate, decided_by: str, decided_on: date, reference: str
) -> Proposal:
    """Ask a second officer to let a suspended candidate stand again as before."""
    _refuse_future(decided_on)
    return _propose(
        by, candidate, REINSTATE, Standing.REINSTATED, decided_by=decided_by, decided_on=decided_on, reference=reference
    )


@transaction.atomic
def propose_striking(*, by: str, candidate: Candidate, reason: str) -> Proposal:
    """Ask a second officer to rule that a candidate does not stand validly; the reason is published."""
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is published with the ruling."))
    return _propose(by, candidate, STRIKE, Standing.NOT_VALIDATED, reason=reason.strip())


def _propose(by: str, candidate: Candidate, act: str, standing: Standing, **details: object) -> Proposal:
    election = candidate.contest.election
    title = _("%(name)s, candidate for %(post)s: from now on %(standing)s") % {
        "name": candidate.printed_name,
        "post": candidate.contest.title,
        "standing": standing.label,
    }
    return propose(
        by=by,
        place=election.scope,
        act=act,
        subject=candidate.scope,
        title=title,
        details={key: value.isoformat() if isinstance(value, date) else value for key, value in details.items()},
        reason=str(details.get("reason", "")),
        alone=not election.organisation.two_officers,
    )


def _suspend(subject: str, details: Details, by: str) -> str:
    return _decided(subject, details, by, Standing.SUSPENDED)


def _reinstate(subject: str, details: Details, by: str) -> str:
    candidate = _candidate(subject)
    before = standing_before_suspension(candidate)
    said = _decided(subject, details, by, Standing.REINSTATED)
    with translation.override(candidate.contest.election.organisation.language):
        source = _("as before the suspension")
    change_standing(by=by, candidate=candidate, standing=before, source=source)
    tell_voters(by=by, contest=candidate.contest)
    return said


def _strike(subject: str, details: Details, by: str) -> str:
    candidate = _candidate(subject)
    with translation.override(candidate.contest.election.organisation.language):
        source = _("ruling of the returning officer")
    change = change_standing(
        by=by, candidate=candidate, standing=Standing.NOT_VALIDATED, source=source, note=str(details["reason"])
    )
    look_again(by=by, contest=candidate.contest)
    tell_voters(by=by, contest=candidate.contest)
    return _outcome(change)


def _decided(subject: str, details: Details, by: str, standing: Standing) -> str:
    candidate = _candidate(subject)
    with translation.override(candidate.contest.election.organisation.language):
        source = _("%(who)s, decision of %(day)s, %(reference)s") % {
            "who": details["decided_by"],
            "day": date_format(date.fromisoformat(str(details["decided_on"])), "j F Y"),
            "reference": details["reference"],
        }
    change = change_standing(by=by, candidate=candidate, standing=standing, source=source)
    tell_voters(by=by, contest=candidate.contest)
    return _outcome(change)


def _outcome(change: StandingChange) -> str:
    return _("%(name)s is %(standing)s.") % {
        "name": change.candidate.printed_name,
        "standing": change.get_standing_display(),
    }


def _candidate(subject: str) -> Candidate:
    key = subject.removeprefix("candidate:")
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("contest__election__organisation")
    return rows.get(pk=int(key))


def _refuse_future(day: date, now: datetime | None = None) -> None:
    if day > timezone.localdate(now or clock.now()):
        raise ValidationError({"decided_on": _("That day has not come yet: enter the decision once it is taken.")})
