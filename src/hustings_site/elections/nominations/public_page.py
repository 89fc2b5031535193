"""The public table of who nominated whom: candidates down, branches across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hustings_site.elections.candidates.publishing import in_alphabetical_order
from hustings_site.elections.candidates.selectors import named_in_public
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.selectors import nominations_of, supports_of
from hustings_site.elections.nominations.thresholds import (
    Step,
    Support,
    Threshold,
    in_words,
    is_reached,
    read_threshold,
    steps,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling as the public reads it."""

    valid: bool
    reason: str
    ruled_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One nomination by a branch or an affiliate, or by a member who agreed to be named. Who certified is not in it."""

    kind: Nominator
    nominator: str
    nomination: Nomination
    counts: bool
    missing: Sequence[str]
    rulings: Sequence[Ruling]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with everybody who nominated; `members` counts members, `cells` follows the page's branches."""

    candidate: Candidate
    reached: bool
    steps: Sequence[Step]
    lines: Sequence[Line]
    members: int
    cells: Sequence[Line | None]

    @property
    def unnamed_members(self) -> int:
        """How many members nominated who did not agree to be named."""
        return self.members - sum(line.kind == Nominator.MEMBER and line.counts for line in self.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the table shows. `unanswered` and `declined` are people whom it does not name."""

    contest: Contest
    threshold: Threshold
    words: str
    branches: Sequence[str]
    rows: Sequence[Row]
    unanswered: int
    declined: int

    @property
    def reached(self) -> int:
        """How many of those shown have the nominations that they need."""
        return sum(row.reached for row in self.rows)


def nominations_page(contest: Contest, *, everybody: bool) -> Page:
    """The table of a contest; `everybody`: for officers, also with those who have not agreed to be named."""
    threshold = read_threshold(contest.threshold)
    nominations = [n for n in nominations_of(contest) if n.state != NominationState.TAKEN_BACK]
    supports = supports_of(contest, nominations)
    candidates = list(contest.candidates.select_related("contest"))
    shown = candidates if everybody else named_in_public(contest, candidates)
    by_candidate: dict[int, list[Nomination]] = {}
    for nomination in nominations:
        by_candidate.setdefault(nomination.candidate_id, []).append(nomination)
    paths = {n.branch.path: n.branch.name for c in shown for n in by_candidate.get(c.pk, []) if n.branch}
    branches = dict(sorted(paths.items()))
    rows = [
        _row(candidate, by_candidate.get(candidate.pk, []), branches, threshold, supports.get(candidate.pk, Support()))
        for candidate in _in_order(shown)
    ]
    hidden = [c for c in candidates if c not in shown]
    return Page(
        contest=contest,
        threshold=threshold,
        words=in_words(threshold),
        branches=list(branches.values()),
        rows=rows,
        unanswered=sum(c.standing == Standing.NOMINATED for c in hidden),
        declined=sum(c.standing == Standing.DECLINED for c in hidden),
    )


def _in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """In the order of the ballot paper; before it is drawn, and for who is not on it, in that of the alphabet."""
    placed = sorted((c for c in candidates if c.position is not None), key=lambda c: c.place)
    return [*placed, *in_alphabetical_order(c for c in candidates if c.position is None)]


def _row(
    candidate: Candidate,
    nominations: Sequence[Nomination],
    branches: Mapping[str, str],
    threshold: Threshold,
    support: Support,
) -> Row:
    by_members = [n for n in nominations if n.nominator == Nominator.MEMBER]
    lines = [_line(n) for n in nominations if n.nominator != Nominator.MEMBER or (n.name_shown and n.member)]
    by_path = {line.nomination.branch.path: line for line in lines if line.nomination.branch}
    return Row(
        candidate=candidate,
        reached=is_reached(threshold, support),
        steps=steps(threshold, support),
        lines=lines,
        members=sum(n.counts for n in by_members),
        cells=[by_path.get(path) for path in branches],
    )


def _line(nomination: Nomination) -> Line:
    return Line(
        kind=Nominator(nomination.nominator),
        nominator=str(nomination.branch or nomination.affiliate or nomination.member),
        nomination=nomination,
        counts=nomination.counts,
        missing=nomination.missing(),
        rulings=[Ruling(r.valid, r.reason, r.ruled_by, r.at) for r in nomination.rulings.all()],
    )
