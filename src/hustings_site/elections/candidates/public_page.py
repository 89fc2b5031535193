"""The list of candidates as everybody reads it, on the page and as a file."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote

from hustings.contests.ballot_order import drawn_order
from hustings_site.elections.candidates.publishing import in_alphabetical_order
from hustings_site.elections.candidates.selectors import (
    Shown,
    candidates_with_shown,
    named_in_public,
    statements_are_public,
)
from hustings_site.elections.enums import BallotOrder, Standing
from hustings_site.elections.models import Candidate, Contest, StandingChange
from hustings_site.elections.nominations.exporters import harmless

STANDING = (Standing.NOMINATED, Standing.ACCEPTED, Standing.VALIDATED, Standing.SUSPENDED)
COLUMNS = ("place", "name", "standing", "since", "source", "statement")


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """Those on the ballot paper in its order; before it is made, those willing to stand; those who do not stand.

    `shown` and `last` (the newest change of standing) are by the candidate's number.
    """

    contest: Contest
    on_paper: Sequence[Candidate]
    willing: Sequence[Candidate]
    out: Sequence[Candidate]
    shown: Mapping[int, Shown]
    last: Mapping[int, StandingChange]
    unanswered: int

    @property
    def sheets(self) -> list[tuple[Candidate, Shown]]:
        """What each on the paper publishes, in its order."""
        return [(candidate, self.shown[candidate.pk]) for candidate in self.on_paper if candidate.pk in self.shown]

    @property
    def draw(self) -> list["Draw"]:
        """How the order was drawn, candidate by candidate; empty where it was not."""
        seed = self.contest.order_seed
        if self.contest.ballot_order == BallotOrder.FIXED or not seed:
            return []
        return [
            Draw(each.name, each.digest, f"printf '%s\\n%s' {quote(seed)} {quote(each.name)} | sha256sum")
            for each in drawn_order([candidate.printed_name for candidate in self.on_paper], seed)
        ]


@dataclass(frozen=True, slots=True)
class Draw:
    """A candidate in the drawn order: the hash that gives the place, and a command that makes it anew."""

    name: str
    digest: str
    command: str


def candidates_page(contest: Contest) -> CandidatesPage:
    """The public list, in eight queries however many they are."""
    candidates = list(contest.candidates.select_related("contest", "member__branch"))
    public = named_in_public(contest, candidates)
    on_paper = sorted((c for c in public if c.position is not None), key=lambda c: c.place)
    others = in_alphabetical_order(c for c in public if c.position is None)
    changes = StandingChange.objects.filter(candidate__in=public).order_by("at", "pk")
    return CandidatesPage(
        contest=contest,
        on_paper=on_paper,
        willing=[c for c in others if c.standing in STANDING],
        out=[c for c in others if c.standing not in STANDING],
        shown=candidates_with_shown(contest, on_paper) if statements_are_public(contest) else {},
        last={change.candidate_id: change for change in changes},
        unanswered=sum(c.standing == Standing.NOMINATED for c in candidates if c not in public),
    )


def as_json(page: CandidatesPage) -> dict[str, object]:
    """The list as JSON."""
    contest = page.contest
    return {
        "contest": contest.slug,
        "title": contest.title,
        "vacancies": contest.vacancies,
        "order": {"policy": contest.ballot_order, "seed": contest.order_seed},
        "candidates": [_as_json(page, candidate) for candidate in (*page.on_paper, *page.willing)],
        "not_standing": [_as_json(page, candidate) for candidate in page.out],
    }


def as_csv(page: CandidatesPage) -> str:
    """One row a candidate, in the order of the ballot paper, then those who are not on it."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for candidate in (*page.on_paper, *page.willing, *page.out):
        last = page.last.get(candidate.pk)
        shown = page.shown.get(candidate.pk)
        row = [
            candidate.position,
            candidate.printed_name,
            candidate.standing,
            last.at.isoformat() if last else "",
            last.source if last else "",
            shown.statement if shown else "",
        ]
        table.writerow([harmless(value) for value in row])
    return written.getvalue()


def _as_json(page: CandidatesPage, candidate: Candidate) -> dict[str, object]:
    last = page.last.get(candidate.pk)
    shown = page.shown.get(candidate.pk)
    return {
        "number": candidate.pk,
        "place": candidate.position,
        "name": candidate.printed_name,
        "standing": candidate.standing,
        "since": last.at.isoformat() if last else None,
        "source": last.source if last else "",
        "reason": last.note if last else "",
        "branch": shown.branch if shown else "",
        "statement": shown.statement if shown else "",
        "contact": shown.contact if shown else "",
    }
