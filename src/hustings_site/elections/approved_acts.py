"""What two officers do to an election or a contest: one proposes it here, another approves it, and then it is done."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections import life
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.moves import MOVES
from hustings_site.elections.papers.account import must_balance
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.rolls import freeze_rolls
from hustings_site.elections.terms import correct_by_act
from hustings_site.elections.timetable import contests_of, election_of
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.schedule import WORKER, kept

BEFORE_THE_POLL = (
    ContestState.DRAFT,
    ContestState.NOMINATIONS,
    ContestState.NOMINATIONS_CLOSED,
    ContestState.VALIDATED,
)
CLOSE_EARLY = gettext_lazy("Close the poll before its time")


def propose_opening(*, by: str, election: Election) -> Proposal:
    """Ask for the poll to be opened. Approved before its time it opens by the timetable, afterwards at once."""
    _require_officer(by, election)
    return propose(
        by=by,
        place=election.scope,
        act="elections.open_poll",
        subject=election.scope,
        title=_("Open the poll of “%(election)s” at its announced time.") % {"election": election.title},
        alone=not election.organisation.two_officers,
    )


def propose_freeze(*, by: str, election: Election) -> Proposal:
    """Ask for the rolls to be frozen. Approved before its time it is done by the timetable, afterwards at once."""
    _require_officer(by, election)
    return propose(
        by=by,
        place=election.scope,
        act="elections.freeze_rolls",
        subject=election.scope,
        title=_("Freeze the rolls of “%(election)s” at the announced time.") % {"election": election.title},
        alone=not election.organisation.two_officers,
    )


def propose_extension(*, by: str, contest: Contest, lost_minutes: int, reason: str) -> Proposal:
    """Ask for the poll to close later, by the minutes that were lost."""
    title = MOVES["extend_poll"].title
    return _propose(by, contest, "extend_poll", title, life.given(reason), lost_minutes=lost_minutes)


def propose_closing_early(*, by: str, contest: Contest, reason: str) -> Proposal:
    """Ask for the poll to close before its announced time."""
    return _propose(by, contest, "close_early", CLOSE_EARLY, life.given(reason))


def propose_void(*, by: str, contest: Contest, reason: str) -> Proposal:
    """Ask for a contest to be voided: its ballots are never decrypted."""
    return _propose(by, contest, "void", MOVES["void"].title, life.given(reason))


def propose_declaration(*, by: str, contest: Contest, voted: int | None = None) -> Proposal:
    """Ask for the result to be certified and declared provisionally; `voted`: people, where there is a quorum."""
    return _propose(by, contest, "declare", MOVES["declare"].title, voted=voted)


def propose_final(*, by: str, contest: Contest) -> Proposal:
    """Ask for the result to be made final."""
    return _propose(by, contest, "make_final", MOVES["make_final"].title)


def register() -> None:
    """Make the acts known to the journal; called once as the room starts."""
    for name, perform in (
        ("elections.freeze_rolls", _freeze_rolls),
        ("elections.open_poll", _open_poll),
        ("elections.extend_poll", _extend_poll),
        ("elections.close_early", _close_early),
        ("elections.void", _void),
        ("elections.declare", _declare),
        ("elections.make_final", _make_final),
        ("elections.correct_terms", correct_by_act),
    ):
        acts.register(Act(name, perform, may_approve))


def _propose(
    by: str, contest: Contest, act: str, title: str | Promise, reason: str = "", **details: int | None
) -> Proposal:
    election = contest.election
    _require_officer(by, election)
    return propose(
        by=by,
        place=election.scope,
        act=f"elections.{act}",
        subject=contest.scope,
        title=f"{contest.title}: {title}",
        details={"reason": reason, **details},
        reason=reason,
        alone=not election.organisation.two_officers,
    )


def _freeze_rolls(subject: str, details: Details, by: str) -> str:
    election = election_of(subject)
    if by != WORKER and election.freeze_at is not None and clock.now() < election.freeze_at:
        return _("Agreed: the rolls are frozen at the announced time.")
    frozen = freeze_rolls(by=by, election=election)
    if by != WORKER:
        kept(by=by, subject=subject, act="elections.freeze_rolls", outcome=_("Frozen by hand."))
    rolls = [_("%(who)s, %(size)d entitled") % {"who": roll.electorate.name, "size": roll.size} for roll in frozen]
    return _("Frozen: %(rolls)s.") % {"rolls": "; ".join(rolls)}


def _require_officer(by: str, election: Election) -> None:
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(election))


def _open_poll(subject: str, details: Details, by: str) -> str:
    election = election_of(subject)
    if by != WORKER and election.poll_opens is not None and clock.now() < election.poll_opens:
        return _("Agreed: the poll opens at its announced time.")
    left = election.contests.filter(state__in=BEFORE_THE_POLL)
    if not left.exists():
        return _("No contest of this election needs a poll.")
    opened = life.open_poll(by=by, election=election)
    if by != WORKER:
        kept(by=by, subject=subject, act="elections.open_poll", outcome=_("Opened by hand."))
    said = _("The poll is open for: %(posts)s.") % {"posts": _names(opened)}
    if behind := list(left):
        said += " " + _("Not ready, and not opened: %(posts)s.") % {"posts": _names(behind)}
    return said


def _extend_poll(subject: str, details: Details, by: str) -> str:
    minutes = int(str(details["lost_minutes"]))
    return _now(life.extend_poll(by=by, contest=_contest(subject), lost_minutes=minutes, reason=_reason(details)))


def _close_early(subject: str, details: Details, by: str) -> str:
    return _now(life.close_early(by=by, contest=_contest(subject), reason=_reason(details)))


def _void(subject: str, details: Details, by: str) -> str:
    return _now(life.void(by=by, contest=_contest(subject), reason=_reason(details)))


def _declare(subject: str, details: Details, by: str) -> str:
    voted = details.get("voted")
    people = None if voted is None else int(str(voted))
    contest = _contest(subject)
    unopposed = contest.state in {ContestState.UNOPPOSED, ContestState.TOO_FEW}
    life.must_be_quorate(contest, people)
    if contest.poll and contest.state == ContestState.CLOSED:
        must_balance(contest.election, contest)
    declared = life.declare(by=by, contest=contest, voted=people)
    if unopposed:
        for candidate in life.standing(declared):
            change_standing(by=by, candidate=candidate, standing=Standing.ELECTED, source=_("declared without a poll"))
    return _now(declared)


def _make_final(subject: str, details: Details, by: str) -> str:
    return _now(life.make_final(by=by, contest=_contest(subject)))


def _contest(subject: str) -> Contest:
    (contest,) = contests_of(subject)
    return contest


def _reason(details: Details) -> str:
    return str(details["reason"])


def _now(contest: Contest) -> str:
    state = ContestState(contest.state).label
    return _("%(post)s: %(state)s.") % {"post": contest.title, "state": state}


def _names(contests: list[Contest]) -> str:
    return ", ".join(contest.title for contest in contests)
