"""The life of a contest: one service for each move of `moves.py`, each guarded, recorded, and done on its board too.

`by` is whoever runs the election (a scope string), or the worker that keeps its timetable. Every service holds the row
of the contest, so that of two officers at once the second is told what the first has done. Acts that need two officers
(`two_officers.py`) are refused here unless a second one has agreed.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections import boards
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.moves import MOVES
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.two_officers import require_two
from hustings_site.journal import clock
from hustings_site.journal.schedule import kept, promise
from hustings_site.journal.services import Detail, record
from hustings_site.roll.selectors import entitled_now

GONE = (
    Standing.DECLINED,
    Standing.NOT_VALIDATED,
    Standing.WITHDRAWN,
    Standing.DIED,
    Standing.REPLACED,
)
"""Standings of somebody who is no candidate any more. A suspended one still is: the suspension may end."""


# Nominations --------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_nominations(*, by: str, contest: Contest) -> Contest:
    """Take nominations from now on. Not before the announced time, nor without announced terms."""
    held = _held(by, contest)
    election = held.election
    if election.announced_at is None:
        raise ValidationError(_("The terms are not announced yet: nothing opens before everybody can read them."))
    _not_before(election.nominations_open, _("Nominations open"))
    _before(nominations_close_of(held), _("Nominations closed"))
    return _move(held, "open_nominations", by)


@transaction.atomic
def take_back_opening(*, by: str, contest: Contest, reason: str) -> Contest:
    """Nominations were opened by mistake, or the terms are to be corrected: back to preparation. What came is kept."""
    held = _held(by, contest)
    return _move(held, "take_back_opening", by, notice=given(reason))


@transaction.atomic
def close_nominations(*, by: str, contest: Contest) -> Contest:
    """Take no more nominations. Never before the announced time."""
    held = _held(by, contest)
    _not_before(nominations_close_of(held), _("Nominations close"))
    return _move(held, "close_nominations", by)


@transaction.atomic
def reopen_nominations(*, by: str, contest: Contest, until: datetime, reason: str) -> Contest:
    """Take nominations again, for this contest alone, until a later time; everybody reads why."""
    held = _held(by, contest)
    if held.poll:
        raise ValidationError(_("The ballot papers are made already: void the contest and run it again instead."))
    _before(until, _("Nominations would close"))
    opens = held.election.poll_opens
    if opens is not None and until >= opens:
        raise ValidationError(
            _("Nominations would close after the poll opens on %(when)s: choose an earlier time.")
            % {"when": _when(opens)}
        )
    held.nominations_until = until
    moved = _move(held, "reopen_nominations", by, notice=given(reason), until=until.isoformat())
    promise(
        by=by,
        subject=held.scope,
        act="elections.close_nominations",
        title=_("Nominations for %(post)s close") % {"post": held.title},
        due=until,
    )
    return moved


@transaction.atomic
def publish_candidates(*, by: str, contest: Contest) -> Contest:
    """The list of candidates is complete: everybody on it has a place on the ballot paper.

    Says at once what follows: where no more stand than there are vacancies there is no contest, where fewer, too few.
    """
    held = _held(by, contest)
    undecided = held.candidates.filter(standing__in=[Standing.NOMINATED, Standing.ACCEPTED]).count()
    if undecided:
        raise ValidationError(
            _("Not everybody named is ruled on yet (%(n)d left): validate each or say why not.") % {"n": undecided}
        )
    if standing(held).filter(position=None).exists():
        raise ValidationError(_("Not every candidate has a place on the ballot paper: draw the order first."))
    require_two(by, held, "elections.publish_candidates")
    _move(held, "publish_candidates", by, candidates=standing(held).count())
    return _find(held, by)


@transaction.atomic
def carry_candidates_over(*, by: str, contest: Contest) -> Contest:
    """A contest that is run again with the candidates it had: nobody is nominated anew."""
    held = _held(by, contest)
    return _move(held, "carry_candidates_over", by, candidates=standing(held).count())


@transaction.atomic
def look_again(*, by: str, contest: Contest) -> Contest:
    """After a withdrawal or a ruling: whether there is still a contest. Once ballot papers are made, a poll is held."""
    held = _held(by, contest)
    return _find(held, by) if held.state == ContestState.VALIDATED and not held.poll else held


def _find(held: Contest, by: str) -> Contest:
    left = standing(held).count()
    if left < held.vacancies:
        return _move(held, "find_too_few", by, candidates=left, vacancies=held.vacancies)
    if left == held.vacancies:
        return _move(held, "find_unopposed", by, candidates=left, vacancies=held.vacancies)
    return held


# The poll -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_poll(*, by: str, election: Election) -> list[Contest]:
    """Open the poll in every contest that has one. Two officers have agreed, before the time or now.

    Raises ValidationError before the announced time, without a frozen roll, or where there is nothing to vote on.
    """
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(election))
    held = [_held(by, contest) for contest in election.contests.filter(state=ContestState.VALIDATED)]
    if not held:
        raise ValidationError(_("No contest is ready for a poll: publish the candidates first."))
    election = held[0].election
    _not_before(election.poll_opens, _("The poll opens"))
    _before(election.poll_closes, _("The poll closed"))
    require_two(by, election, "elections.open_poll")
    for contest in held:
        if contest.roll is None:
            raise ValidationError(_("%(post)s has no frozen roll: freeze it first.") % {"post": contest.title})
        if not contest.poll:
            raise ValidationError(_("%(post)s has no ballot paper yet: prepare its poll.") % {"post": contest.title})
    boards.open_booth(by=by, election=election, now=clock.now())
    return [_move(contest, "open_poll", by) for contest in held]


@transaction.atomic
def pause_poll(*, by: str, contest: Contest, reason: str) -> Contest:
    """Take no ballots for now; one officer may, since it can be urgent. The time lost is made good by `extend_poll`."""
    held = _move(_held(by, contest), "pause_poll", by, notice=given(reason))
    boards.pause(by=by, contest=held)
    return held


@transaction.atomic
def resume_poll(*, by: str, contest: Contest) -> Contest:
    """Take ballots again."""
    held = _held(by, contest)
    _before(closes_of(held), _("The poll closed"))
    _move(held, "resume_poll", by)
    boards.resume(by=by, contest=held)
    return held


@transaction.atomic
def extend_poll(*, by: str, contest: Contest, lost_minutes: int, reason: str) -> Contest:
    """Close later by as many minutes as were lost, neither more nor less; two officers, before the close."""
    held = _held(by, contest)
    require_two(by, held, "elections.extend_poll")
    if lost_minutes < 1:
        raise ValidationError(_("Say how many minutes were lost: at least one."))
    closes = closes_of(held)
    _before(closes, _("The poll closed"))
    assert closes is not None
    later = closes + timedelta(minutes=lost_minutes)
    held.closes_at = later
    held.lost_minutes += lost_minutes
    details: dict[str, Detail] = {"closes": later.isoformat(), "lost_minutes": lost_minutes}
    _move(held, "extend_poll", by, notice=given(reason), **details)
    boards.extend(by=by, contest=held, closes=later)
    promise(
        by=by,
        subject=held.scope,
        act="elections.close_poll",
        title=_("The poll for %(post)s closes") % {"post": held.title},
        due=later,
    )
    return held


@transaction.atomic
def close_poll(*, by: str, contest: Contest) -> Contest:
    """Take no more ballots. Not before the announced time: that is `close_early`."""
    held = _held(by, contest)
    _not_before(closes_of(held), _("The poll closes"))
    _move(held, "close_poll", by)
    boards.close(by=by, contest=held)
    return held


@transaction.atomic
def close_early(*, by: str, contest: Contest, reason: str) -> Contest:
    """Close before the announced time; two officers, and everybody reads why."""
    held = _held(by, contest)
    require_two(by, held, "elections.close_early")
    now = clock.now()
    held.closes_at = now
    _move(held, "close_poll", by, notice=given(reason), closes=now.isoformat())
    boards.close(by=by, contest=held)
    kept(by=by, subject=held.scope, act="elections.close_poll", outcome=_("Closed early: %(why)s") % {"why": reason})
    return held


@transaction.atomic
def void(*, by: str, contest: Contest, reason: str) -> Contest:
    """End the contest for nothing; two officers. Its ballots are never decrypted; it can be run again."""
    held = _held(by, contest)
    require_two(by, held, "elections.void")
    _move(held, "void", by, notice=given(reason))
    boards.void(by=by, contest=held)
    kept(by=by, subject=held.scope, act="elections.close_poll", outcome=_("The contest was voided."))
    return held


# After the poll -----------------------------------------------------------------------------------------------------


@transaction.atomic
def find_inquorate(*, by: str, contest: Contest, voted: int) -> Contest:
    """Fewer have voted than the terms ask for: nobody is declared. `voted`: people, on screen and on paper."""
    held = _held(by, contest)
    entitled = entitled_of(held)
    if not is_inquorate(held, voted):
        raise ValidationError(
            _("%(voted)d of %(entitled)d voted, and the terms ask for %(percent)d per cent: the poll is quorate.")
            % {"voted": voted, "entitled": entitled, "percent": held.quorum_percent}
        )
    return _move(held, "find_inquorate", by, voted=voted, entitled=entitled, percent=held.quorum_percent)


@transaction.atomic
def declare(*, by: str, contest: Contest, voted: int | None = None) -> Contest:
    """Declare a result provisionally; two officers certify it. `voted` is needed where the terms ask for a quorum.

    The day of the first result of an election is from then on the day under which it stands among the others.
    """
    held = _held(by, contest)
    require_two(by, held, "elections.declare")
    must_be_quorate(held, voted)
    declared = _move(held, "declare", by, voted=voted)
    if declared.election.closed_on is None:
        declared.election.closed_on = timezone.localdate(clock.now())
        declared.election.save(update_fields=["closed_on"])
    return declared


def must_be_quorate(contest: Contest, voted: int | None) -> None:
    """Refuse to declare a closed poll whose terms ask for a quorum, where it is missed or nobody said who voted."""
    if contest.state != ContestState.CLOSED or not contest.quorum_percent:
        return
    if voted is None:
        raise ValidationError(_("The terms ask for a quorum: say how many have voted."))
    if is_inquorate(contest, voted):
        raise ValidationError(_("Fewer have voted than the terms ask for: find the poll inquorate instead."))


@transaction.atomic
def take_up_complaint(*, by: str, contest: Contest, complaint: str) -> Contest:
    """Hold the result back from becoming final until a complaint (its public number) is ruled on."""
    held = _held(by, contest)
    return _move(held, "take_up_complaint", by, complaint=complaint)


@transaction.atomic
def settle_complaint(*, by: str, contest: Contest, complaint: str) -> Contest:
    """The complaint is ruled on, and the result stands."""
    held = _held(by, contest)
    return _move(held, "settle_complaint", by, complaint=complaint)


@transaction.atomic
def make_final(*, by: str, contest: Contest) -> Contest:
    """Nothing more can be said against the result; two officers, once the time for complaints is over."""
    held = _held(by, contest)
    require_two(by, held, "elections.make_final")
    _not_before(held.election.complaints_by, _("Complaints can be made"))
    return _move(held, "make_final", by)


# What the guards ask ------------------------------------------------------------------------------------------------


def standing(contest: Contest) -> QuerySet[Candidate]:
    """Everybody who stands: not declined, ruled out, withdrawn, dead or replaced."""
    return contest.candidates.exclude(standing__in=GONE)


def nominations_close_of(contest: Contest) -> datetime | None:
    """When nominations for this contest close: with the election's, unless they were opened again."""
    return contest.nominations_until or contest.election.nominations_close


def closes_of(contest: Contest) -> datetime | None:
    """When the poll in this contest closes: with the election's, unless it was extended or closed early."""
    return contest.closes_at or contest.election.poll_closes


def entitled_of(contest: Contest) -> int:
    """How many may vote in this contest: on its frozen roll, neither struck nor held apart."""
    return entitled_now(contest.roll) if contest.roll else 0


def is_inquorate(contest: Contest, voted: int) -> bool:
    """Whether fewer have voted than the terms ask for: `voted` / entitled is below the per cent, to the last vote."""
    return voted * 100 < contest.quorum_percent * entitled_of(contest)


def _held(by: str, contest: Contest) -> Contest:
    """The contest's row, locked, with its election. Raises PermissionDenied for whoever does not run it."""
    rows = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation", "roll")
    held = rows.get(pk=contest.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(held.election))
    return held


def _move(held: Contest, act: str, by: str, *, notice: str = "", **details: Detail) -> Contest:
    move = MOVES[act]
    before = ContestState(held.state)
    if before not in move.start:
        raise ValidationError(
            _("%(post)s: “%(act)s” is not possible, since its state is “%(state)s”.")
            % {"post": held.title, "act": move.title, "state": before.label}
        )
    held.state = move.to or before
    held.notice = notice
    held.save(update_fields=["state", "notice", "nominations_until", "closes_at", "lost_minutes"])
    said: dict[str, Detail] = {"reason": notice} if notice else {}
    record(
        by=by,
        act=f"elections.{act}",
        subject=held.scope,
        details={"from": before, "to": held.state, **said, **details},
    )
    return held


def given(reason: str) -> str:
    """A reason without blanks round it. Raises ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError(_("Say why: everybody reads the reason on the public page."))
    return reason.strip()


def _not_before(moment: datetime | None, what: str) -> None:
    if moment is None:
        raise ValidationError(_("%(what)s: no time is set; set it in the timetable.") % {"what": what})
    if clock.now() < moment:
        raise ValidationError(_("%(what)s on %(when)s, not before.") % {"what": what, "when": _when(moment)})


def _before(moment: datetime | None, what: str) -> None:
    if moment is not None and clock.now() >= moment:
        raise ValidationError(
            _("%(what)s on %(when)s: it is too late for this.") % {"what": what, "when": _when(moment)}
        )


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")
