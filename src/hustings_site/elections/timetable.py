"""The timetable of an election: its dates in order, and the act that each of them promises.

Announcing the terms makes every promise a visible row (`journal.ScheduledAct`); the worker keeps them. An act is
promised for the election, and does what is due in each of its contests; a contest that was extended, or whose
nominations were opened again, has a promise of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hustings_site.elections import life
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeHolder
from hustings_site.elections.columns import label
from hustings_site.elections.enums import CodeIssue, ContestState, ElectionKind, Standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts, clock, schedule
from hustings_site.journal.acts import Act, Details

FREEZE = "elections.freeze_rolls"
SEND_CODES = "elections.send_codes"
REMIND_MIDWAY = "elections.remind_midway"
REMIND_LAST_DAY = "elections.remind_last_day"
"""Done by `codes/reminders.py`, which marks the register first."""

GONE_OUT = (DeliveryState.SENT, DeliveryState.PRINTED, DeliveryState.HANDED_OVER)

DATES = (
    "nominations_open",
    "nominations_close",
    "accept_by",
    "proofs_by",
    "freeze_at",
    "codes_at",
    "poll_opens",
    "poll_closes",
    "complaints_by",
)
"""Fields of the election, in the order in which a ballot goes through them; the roll may be frozen earlier."""

ORDER = (
    ("nominations_open", "nominations_close"),
    ("nominations_close", "accept_by"),
    ("accept_by", "proofs_by"),
    ("proofs_by", "codes_at"),
    ("freeze_at", "codes_at"),
    ("codes_at", "poll_opens"),
    ("poll_opens", "poll_closes"),
    ("poll_closes", "complaints_by"),
)
"""Which date may not come before which."""


@dataclass(frozen=True, slots=True)
class Promised:
    """An act of the timetable: when it is due in an election (None: not promised), and its title."""

    due: Callable[[Election], datetime | None]
    title: str | Promise


def _at(field: str) -> Callable[[Election], datetime | None]:
    def due(election: Election) -> datetime | None:
        moment: datetime | None = getattr(election, field)
        return moment

    return due


def midway(election: Election) -> datetime | None:
    """Half-way through the poll, on the minute."""
    if election.poll_opens is None or election.poll_closes is None:
        return None
    half = election.poll_opens + (election.poll_closes - election.poll_opens) / 2
    return half.replace(second=0, microsecond=0)


def last_day(election: Election) -> datetime | None:
    """A day before the close, where the poll is open for more than two."""
    if election.poll_opens is None or election.poll_closes is None:
        return None
    long_enough = election.poll_closes - election.poll_opens > timedelta(days=2)
    return election.poll_closes - timedelta(days=1) if long_enough else None


PROMISES: Mapping[str, Promised] = {
    "elections.open_nominations": Promised(_at("nominations_open"), gettext_lazy("Nominations open")),
    "elections.close_nominations": Promised(_at("nominations_close"), gettext_lazy("Nominations close")),
    "elections.end_acceptance": Promised(_at("accept_by"), gettext_lazy("Last moment to accept a nomination")),
    "elections.end_proofs": Promised(_at("proofs_by"), gettext_lazy("Last moment to sign off a proof")),
    FREEZE: Promised(_at("freeze_at"), gettext_lazy("The roll is frozen")),
    SEND_CODES: Promised(_at("codes_at"), gettext_lazy("Voting codes are sent")),
    "elections.open_poll": Promised(_at("poll_opens"), gettext_lazy("The poll opens")),
    REMIND_MIDWAY: Promised(midway, gettext_lazy("Reminder to those who have not voted, half-way")),
    REMIND_LAST_DAY: Promised(last_day, gettext_lazy("Reminder to those who have not voted, a day before the close")),
    "elections.close_poll": Promised(_at("poll_closes"), gettext_lazy("The poll closes")),
    "elections.end_complaints": Promised(_at("complaints_by"), gettext_lazy("Last moment to complain")),
}


WITHOUT_NOMINATIONS = (
    SEND_CODES,
    "elections.open_poll",
    REMIND_MIDWAY,
    REMIND_LAST_DAY,
    "elections.close_poll",
    "elections.end_complaints",
)
"""What is promised where candidates and roll are there already."""


ASKED = (ElectionKind.SUPPORTERS, ElectionKind.MOTION)
"""Kinds of election in which nobody is nominated: what can be chosen is there from the beginning."""


def carried_over(contest: Contest) -> bool:
    """Whether the candidates are those of another contest, so that nobody is nominated anew: it is run again with
    them, supporters are polled on them, or they are the answers to a question."""
    from_another = contest.run_again_of_id is not None or contest.election.kind in ASKED
    return from_another and contest.candidates.exists()


def dates_of(election: Election) -> tuple[str, ...]:
    """The dates that this election needs: without nominations where candidates are there, or a freeze where rolls
    are."""
    contests = list(election.contests.all())
    if not contests or not all(carried_over(contest) for contest in contests):
        return DATES
    if all(contest.run_again_of_id is not None for contest in contests):
        return DATES[DATES.index("codes_at") :]
    return DATES[DATES.index("freeze_at") :]


def make_promises(*, by: str, election: Election) -> None:
    """Promise every act of the timetable that is still to come, or move its promise to the election's new dates.

    Nothing is promised that no room here does.
    """
    with override(election.organisation.language):
        needed = dates_of(election)
        for act, promised in PROMISES.items():
            wanted = needed == DATES or act in WITHOUT_NOMINATIONS or (act == FREEZE and "freeze_at" in needed)
            due = promised.due(election) if wanted else None
            if due is not None and due > clock.now() and acts.is_known(act):
                schedule.promise(by=by, subject=election.scope, act=act, title=str(promised.title), due=due)
            elif due is None:
                schedule.take_back(by=by, subject=election.scope, act=act, why=_("The timetable was changed."))


def out_of_order(election: Election) -> list[tuple[str, str]]:
    """Pairs of dates (earlier, later) that stand the wrong way round; dates that are not set are not compared."""
    pairs = [(a, b, getattr(election, a), getattr(election, b)) for a, b in ORDER]
    strict = ("nominations_open", "poll_opens", "poll_closes")
    return [
        (a, b) for a, b, first, then in pairs if first and then and (first > then or (a in strict and first == then))
    ]


# What the worker does -----------------------------------------------------------------------------------------------


def register() -> None:
    """Make the acts of the timetable known; called once as the room starts."""
    for name, perform in (
        ("elections.open_nominations", _open_nominations),
        ("elections.close_nominations", _close_nominations),
        ("elections.end_acceptance", _end_acceptance),
        ("elections.end_proofs", _end_proofs),
        (SEND_CODES, _send_codes),
        ("elections.close_poll", _close_poll),
        ("elections.end_complaints", _end_complaints),
    ):
        acts.register(Act(name, perform, may_approve))


def election_of(subject: str) -> Election:
    """The election of a scope string, its own or one of its contests'."""
    kind, _colon, key = subject.partition(":")
    rows = Election.objects.select_related("organisation")
    return rows.get(pk=int(key)) if kind == "election" else rows.get(contests__pk=int(key))


def contests_of(subject: str) -> list[Contest]:
    """The contests that a scope string names: one, or all of an election."""
    kind, _colon, key = subject.partition(":")
    rows = Contest.objects.select_related("election__organisation")
    return list(rows.filter(pk=int(key)) if kind == "contest" else rows.filter(election=int(key)))


def _open_nominations(subject: str, details: Details, by: str) -> str:
    waiting = [contest for contest in contests_of(subject) if contest.state == ContestState.DRAFT]
    return _told([life.open_nominations(by=by, contest=contest) for contest in waiting])


def _close_nominations(subject: str, details: Details, by: str) -> str:
    now = clock.now()
    due = [
        contest
        for contest in contests_of(subject)
        if contest.state == ContestState.NOMINATIONS and (life.nominations_close_of(contest) or now) <= now
    ]
    return _told([life.close_nominations(by=by, contest=contest) for contest in due])


def _send_codes(subject: str, details: Details, by: str) -> str:
    """Say whether every code has gone out. Sending them needs the passphrase of the book, so a person does it."""
    election = election_of(subject)
    if election.code_issue == CodeIssue.AUTHORITY:
        return _("The independent code office sends the voting codes.")
    if not election.contests.filter(state__in=[ContestState.VALIDATED, ContestState.POLL_OPEN]).exists():
        return _("No contest of this election needs a poll.")
    holders = CodeHolder.objects.filter(issue__in=list(election.issues.all()))
    codes = holders.count()
    gone = holders.filter(deliveries__state__in=GONE_OUT).distinct().count()
    if not codes or gone < codes:
        raise ValidationError(
            _("%(gone)d of %(codes)d voting codes have gone out: draw and send them from the desk.")
            % {"gone": gone, "codes": codes}
        )
    return _("All %(codes)d voting codes have gone out.") % {"codes": codes}


def _close_poll(subject: str, details: Details, by: str) -> str:
    now = clock.now()
    due = [
        contest
        for contest in contests_of(subject)
        if contest.state in {ContestState.POLL_OPEN, ContestState.PAUSED} and (life.closes_of(contest) or now) <= now
    ]
    return _told([life.close_poll(by=by, contest=contest) for contest in due])


def _end_acceptance(subject: str, details: Details, by: str) -> str:
    silent = _candidates(subject).filter(standing=Standing.NOMINATED).count()
    return _("%(n)d of those nominated have not answered.") % {"n": silent}


def _end_proofs(subject: str, details: Details, by: str) -> str:
    return _("%(n)d candidates can no longer change how they appear.") % {
        "n": _candidates(subject).exclude(standing__in=life.GONE).count()
    }


def _end_complaints(subject: str, details: Details, by: str) -> str:
    waiting = [c for c in contests_of(subject) if c.state == ContestState.UNDER_COMPLAINT]
    if waiting:
        return _("No more complaints are taken; still under complaint: %(posts)s.") % {"posts": _names(waiting)}
    return _("No more complaints are taken; none waits for a ruling.")


def _candidates(subject: str) -> QuerySet[Candidate]:
    return Candidate.objects.filter(contest__in=contests_of(subject))


def _told(contests: list[Contest]) -> str:
    if not contests:
        return _("There was nothing left to do.")
    return _("Done for: %(posts)s.") % {"posts": _names(contests)}


def _names(contests: list[Contest]) -> str:
    return ", ".join(contest.title for contest in contests)


def order_message(earlier: str, later: str) -> str:
    """That one date has to come before another, in words."""
    return _("“%(later)s” has to come after “%(earlier)s”: move one of them.") % {
        "earlier": label(Election, earlier),
        "later": label(Election, later),
    }
