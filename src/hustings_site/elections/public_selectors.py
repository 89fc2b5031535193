"""What everybody sees of an election held here, once its terms are announced."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role
from hustings_site.elections.enums import ContestState
from hustings_site.elections.journal_words import details_in_words, in_words
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.life import closes_of, nominations_close_of
from hustings_site.elections.models import Contest, Election, Terms
from hustings_site.elections.permissions import scopes_of
from hustings_site.journal import clock
from hustings_site.journal.models import Entry
from hustings_site.journal.schedule import WORKER

OVER = (ContestState.RECORDED, ContestState.VOIDED, ContestState.INQUORATE, ContestState.FINAL)
ENTRIES_ON_A_PAGE = 100


def announced_election(slug: str) -> Election:
    """The election at this address, if its terms are announced. Raises Http404."""
    election = _announced().filter(slug=slug).first()
    if election is None:
        raise Http404
    return election


def announced_contest(election: str, contest: str) -> Contest:
    """The contest at this address, if its terms are announced. Raises Http404."""
    rows = Contest.objects.select_related("election__organisation", "roll", "electorate", "run_again_of__election")
    found = rows.filter(election__slug=election, slug=contest, election__announced_at__isnull=False).first()
    if found is None:
        raise Http404
    return found


def terms_of(election: Election, edition: int | None = None) -> Terms:
    """The terms in force, or an older edition. Raises Http404."""
    terms = election.terms.filter(edition=edition).first() if edition else election.terms.first()
    if terms is None:
        raise Http404
    return terms


@dataclass(frozen=True, slots=True)
class Going:
    """An election that is going on, and what is to be known of it first."""

    election: Election
    headline: str


def elections_open_to_the_public() -> list[Going]:
    """Announced elections that have not come to their end, newest announced first, in two queries."""
    contests = Prefetch("contests", Contest.objects.select_related("election"))
    going = Contest.objects.exclude(state__in=OVER).values("election")
    elections = _announced().filter(pk__in=going).prefetch_related(contests)
    return [Going(each, headline(each, each.contests.all())) for each in elections.order_by("-announced_at")]


def headline(election: Election, contests: Iterable[Contest]) -> str:
    """One sentence: what is open until when, or what comes next; what voters can do now comes before all else."""
    given = list(contests)
    for states, say in HEADLINES:
        if concerned := [contest for contest in given if contest.state in states]:
            return say(election, concerned)
    return _("This election came to no result.")


def _poll_open(election: Election, contests: Sequence[Contest]) -> str:
    return _("The poll is open until %(when)s.") % {"when": _latest(map(closes_of, contests))}


def _paused(election: Election, contests: Sequence[Contest]) -> str:
    return _("The poll is paused; the time lost will be made good.")


def _nominations(election: Election, contests: Sequence[Contest]) -> str:
    return _("Nominations are open until %(when)s.") % {"when": _latest(map(nominations_close_of, contests))}


def _announced_only(election: Election, contests: Sequence[Contest]) -> str:
    return _("Announced: nominations open on %(when)s.") % {"when": _moment(election.nominations_open)}


def _nominations_closed(election: Election, contests: Sequence[Contest]) -> str:
    return _("Nominations are closed; the candidates are published next.")


def _validated(election: Election, contests: Sequence[Contest]) -> str:
    return _("The candidates are published; the poll opens on %(when)s.") % {"when": _moment(election.poll_opens)}


def _closed(election: Election, contests: Sequence[Contest]) -> str:
    return _("The poll is closed; the result is declared next.")


def _under_complaint(election: Election, contests: Sequence[Contest]) -> str:
    return _("Declared provisionally; a complaint is being looked at.")


def _provisional(election: Election, contests: Sequence[Contest]) -> str:
    ended = election.complaints_by is not None and election.complaints_by <= clock.now()
    said = (
        _("Declared provisionally; complaints could be made until %(when)s. It is made final next.")
        if ended
        else _("Declared provisionally; complaints can be made until %(when)s.")
    )
    return said % {"when": _moment(election.complaints_by)}


def _no_poll(election: Election, contests: Sequence[Contest]) -> str:
    return _("There is no poll: no more stand than there are places.")


def _final(election: Election, contests: Sequence[Contest]) -> str:
    return _("The result is final.")


HEADLINES: Sequence[tuple[tuple[ContestState, ...], Callable[[Election, Sequence[Contest]], str]]] = (
    ((ContestState.POLL_OPEN,), _poll_open),
    ((ContestState.PAUSED,), _paused),
    ((ContestState.NOMINATIONS,), _nominations),
    ((ContestState.DRAFT,), _announced_only),
    ((ContestState.NOMINATIONS_CLOSED,), _nominations_closed),
    ((ContestState.VALIDATED,), _validated),
    ((ContestState.CLOSED,), _closed),
    ((ContestState.UNDER_COMPLAINT,), _under_complaint),
    ((ContestState.PROVISIONAL,), _provisional),
    ((ContestState.UNOPPOSED, ContestState.TOO_FEW), _no_poll),
    ((ContestState.FINAL,), _final),
)
"""States in the order in which they matter to a reader, and what is said where a contest is in one of them."""


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry of the journal as everybody sees it: never a name."""

    number: int
    at: datetime
    what: str
    about: str
    by: str
    details: Sequence[str]
    sealed: str


def journal_of(election: Election, page: int) -> tuple[Page[Entry], list[EntryShown]]:
    """A page of what was done in an election, newest first: to it, its contests, candidates and rolls."""
    about = {election.scope: election.title}
    for contest in election.contests.all():
        about[contest.scope] = contest.title
        if contest.roll_id:
            about[f"roll:{contest.roll_id}"] = _("the roll of %(post)s") % {"post": contest.title}
    about |= {keys.scope: _("the key of the ballots") for keys in KeySet.objects.filter(election=election)}
    candidates = election.contests.values_list("candidates__pk", "title").filter(candidates__isnull=False)
    about |= {f"candidate:{pk}": _("a candidate for %(post)s") % {"post": title} for pk, title in candidates}
    entries = Entry.objects.filter(subject__in=about).order_by("-number")
    shown = Paginator(entries, ENTRIES_ON_A_PAGE).get_page(page)
    offices = _offices(election, {entry.by for entry in shown})
    return shown, [
        EntryShown(
            number=entry.number,
            at=entry.at,
            what=in_words(entry.act),
            about=about[entry.subject],
            by=_by(entry.by, offices),
            details=details_in_words(entry.details),
            sealed=entry.sealed,
        )
        for entry in shown
    ]


def _offices(election: Election, by: set[str]) -> dict[str, str]:
    """For each person ("user:3") the office by which they act in this election."""
    keys = [int(scope.removeprefix("user:")) for scope in by if scope.startswith("user:")]
    roles = Role.objects.filter(user__in=keys, scope__in=["*", *scopes_of(election)])
    in_order = sorted(roles, key=lambda role: list(Office).index(Office(role.office)), reverse=True)
    return {f"user:{role.user_id}": str(role.get_office_display()) for role in in_order}


def _by(by: str, offices: dict[str, str]) -> str:
    if by == WORKER:
        return _("the timetable")
    if by.startswith("user:"):
        return offices.get(by, _("somebody signed in"))
    kind, colon, _key = by.partition(":")
    return {"candidate": _("the candidate")}.get(kind, kind) if colon else by


def _announced() -> QuerySet[Election]:
    return Election.objects.filter(announced_at__isnull=False).select_related("organisation")


def _latest(moments: Iterable[datetime | None]) -> str:
    return _moment(max((moment for moment in moments if moment is not None), default=None))


def _moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else _("a time to be set")
