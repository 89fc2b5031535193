"""Somebody who sits or sat on a committee: what they said and who stood behind them before, and how the count went.

The first two functions are what the room of slates asks (`slates/withdrawing/concerned.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.report.table import Column, Row, stage_table
from hustings_site.accounts.models import User
from hustings_site.campaign.models import Answer, Endorsement
from hustings_site.campaign.selectors.endorsements import Endorsed
from hustings_site.committees.enums import Happening
from hustings_site.committees.models import Person, SeatEvent
from hustings_site.elections.candidates.selectors import candidates_with_shown, statements_are_public
from hustings_site.elections.models import Candidate
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.selectors import nominations_are_public
from hustings_site.results.count_page import transcript_of
from hustings_site.results.models import Result, TallyEntry
from hustings_site.results.selectors import results_in_force
from hustings_site.slates.withdrawing.selectors import Recommended, recommended_of


def was_seated(candidate: Candidate) -> bool:
    """Whether a candidate took a seat, by whatever way: elected, next in a pool, after a recount."""
    taken = SeatEvent.objects.filter(what=Happening.TAKES, corrected_by=None, struck=False)
    return taken.filter(candidate=candidate).exists()


def accounts_of(candidate: Candidate) -> list[User]:
    """The account with which they report and reply, where the clerk has linked one."""
    return list(User.objects.filter(seats_held__candidacies=candidate).distinct())


@dataclass(frozen=True, slots=True)
class Said:
    """The answer in force on a point, and how many were given before it."""

    answer: Answer
    earlier: int


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's line of a count: their votes at the end of each stage (`row`), the stages, the decimal places."""

    row: Row
    columns: Sequence[Column]
    decimals: int

    @property
    def stages(self) -> list[tuple[Column, int, str]]:
        """Each stage with the votes at its end and what happened to them there ("elected", "excluded" or "")."""
        return [(column, cell.votes, cell.mark) for column, cell in zip(self.columns, self.row.cells, strict=True)]


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One time that somebody stood: all that is public of it, each part empty where nothing is.

    `nominators`: branches and affiliates by name; `members`: how many members named them besides. `figures`: what the
    source of a result counted elsewhere gives.
    """

    candidate: Candidate
    statement: str
    nominators: Sequence[Nomination]
    members: int
    answers: Sequence[Said]
    recommended: Sequence[Recommended]
    endorsements: Sequence[Endorsed]
    result: Result | None
    line: Line | None
    figures: Sequence[TallyEntry] = ()


def candidacies_of(person: Person) -> list[Candidacy]:
    """Every time that somebody stood, newest first. The same queries however often, and one more for each count of
    which the transcript is read for the first time."""
    stood = list(person.candidacies.select_related("contest__election__organisation", "member__branch").order_by("-pk"))
    if not stood:
        return []
    keys = [candidate.pk for candidate in stood]
    shown = candidates_with_shown(stood[0].contest, stood)
    named = _nominations(keys)
    said = _answers(keys)
    recommended = recommended_of(stood)
    endorsements = list(Endorsement.objects.filter(candidate__in=keys).prefetch_related("changes"))
    results = {each.contest_id: each for each in results_in_force().filter(contest__candidates__in=keys).distinct()}
    figures = list(
        TallyEntry.objects.filter(candidate__in=keys, tally__result__in=results.values()).select_related("tally")
    )
    found = []
    for candidate in stood:
        contest = candidate.contest
        public = [n for n in named.get(candidate.pk, []) if nominations_are_public(contest)]
        result = results.get(contest.pk)
        found.append(
            Candidacy(
                candidate=candidate,
                statement=shown[candidate.pk].statement if statements_are_public(contest) else "",
                nominators=[n for n in public if n.nominator != Nominator.MEMBER],
                members=sum(n.nominator == Nominator.MEMBER for n in public),
                answers=said.get(candidate.pk, []),
                recommended=[r for r in recommended if r.recommendation.contest_id == contest.pk],
                endorsements=[
                    Endorsed(e, tuple(e.changes.all())) for e in endorsements if e.candidate_id == candidate.pk
                ],
                result=result,
                line=_line(result, candidate) if result is not None and result.rule else None,
                figures=[each for each in figures if each.candidate_id == candidate.pk],
            )
        )
    return found


def _nominations(candidates: Sequence[int]) -> dict[int, list[Nomination]]:
    rows = Nomination.objects.filter(candidate__in=candidates, state=NominationState.STANDS)
    found: dict[int, list[Nomination]] = {}
    for nomination in rows.select_related("branch", "affiliate"):
        if nomination.counts:
            found.setdefault(nomination.candidate_id, []).append(nomination)
    return found


def _answers(candidates: Sequence[int]) -> dict[int, list[Said]]:
    """By candidate, in the order of programmes and points."""
    given: dict[tuple[int, int], list[Answer]] = {}
    rows = Answer.objects.filter(candidate__in=candidates, point__programme__published_at__isnull=False)
    for answer in rows.select_related("point__programme").order_by("point__programme", "point__number", "at", "pk"):
        given.setdefault((answer.candidate_id, answer.point_id), []).append(answer)
    found: dict[int, list[Said]] = {}
    for (candidate, _point), answers in given.items():
        found.setdefault(candidate, []).append(Said(answers[-1], len(answers) - 1))
    return found


def _line(result: Result, candidate: Candidate) -> Line | None:
    table = stage_table(transcript_of(result))
    row = next((row for row in table.rows if row.name == candidate.printed_name), None)
    return Line(row, table.columns, table.decimals) if row is not None else None
