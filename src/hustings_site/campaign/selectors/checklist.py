"""The checklist: every candidate against every point, in the order of the ballot paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings.matching.agreement import Agreement, agreement
from hustings.matching.points import Answers
from hustings.matching.points import Point as MatchingPoint
from hustings.matching.telling import alike, twins
from hustings_site.campaign.enums import Missing, PointKind, Stance
from hustings_site.campaign.models import Answer, Point, Programme
from hustings_site.campaign.selectors.answers import Given, answers_given, in_force, position_of
from hustings_site.campaign.selectors.asking import STILL_STANDING, Outreach, outreach
from hustings_site.elections.models import Candidate
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.roll.models import Branch

SYMBOLS = {
    Stance.YES: "✓",
    Stance.RESERVATIONS: "◐",
    Stance.NO: "✕",
    Stance.NO_VIEW: "–",
    Stance.WORDS: "¶",
    Stance.TAKEN_BACK: "↶",
    Missing.NOT_ASKED: "·",
    Missing.NO_REPLY: "○",
    Missing.BOUNCED: "↩",
    Missing.DECLINED: "⊘",
    Missing.OPEN: "…",
}
STATES = {Stance.YES: "good", Stance.RESERVATIONS: "attention", Stance.NO: "stop"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one candidate says on one point: the answers, newest last, or why there is none (check 16)."""

    candidate: Candidate
    point: Point
    answers: tuple[Answer, ...]
    missing: Missing

    @property
    def answer(self) -> Answer | None:
        """The answer in force."""
        return self.answers[-1] if self.answers else None

    @property
    def kind(self) -> Stance | Missing:
        """What the cell says: a stance, or why there is none."""
        return Stance(self.answer.stance) if self.answer else self.missing

    @property
    def word(self) -> str:
        """The cell in a word or two."""
        if self.answer and self.kind == Stance.PLACED:
            return _("%(place)d of %(places)d") % {"place": self.answer.place or 0, "places": self.point.places}
        return str(self.kind.label)

    @property
    def symbol(self) -> str:
        """A shape beside the word; on a scale its place is the shape."""
        if self.answer and self.kind == Stance.PLACED:
            return str(self.answer.place)
        return SYMBOLS[self.kind]

    @property
    def state(self) -> str:
        """The colour beside the word and the shape: good, attention, stop, or none."""
        return STATES.get(Stance(self.kind), "") if self.answer else ""

    @property
    def changed(self) -> bool:
        """Whether the candidate once said something else."""
        return len(self.answers) > 1


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with a cell for each point shown."""

    candidate: Candidate
    slates: tuple[Slate, ...]
    region: str
    outreach: Outreach
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see; empty: everything."""

    slate: str = ""
    region: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that the checklist's pages show; `points` and `rows` as filtered, `all_points` and `everybody` not."""

    programme: Programme
    all_points: tuple[Point, ...]
    points: tuple[Point, ...]
    everybody: tuple[Row, ...]
    rows: tuple[Row, ...]
    slates: tuple[str, ...]
    regions: tuple[str, ...]
    given: Given

    @property
    def replied(self) -> int:
        """How many candidates have answered at least one point."""
        return sum(row.outreach.answered > 0 for row in self.everybody)

    @property
    def cells_answered(self) -> int:
        """How many cells hold an answer."""
        return sum(row.outreach.answered for row in self.everybody)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.everybody) * len(self.all_points)

    def row_of(self, candidate: int) -> Row:
        """One candidate's row. Raises Http404 where nobody of this key stands."""
        for row in self.everybody:
            if row.candidate.pk == candidate:
                return row
        raise Http404

    def point(self, number: int) -> Point:
        """The point of this number. Raises Http404 where there is none."""
        for point in self.all_points:
            if point.number == number:
                return point
        raise Http404


def published_programmes() -> QuerySet[Programme]:
    """Programmes that have been put to the candidates."""
    return Programme.objects.filter(published_at__isnull=False).select_related("contest__election__organisation")


def published_programme(slug: str) -> Programme:
    """The programme at this address. Raises Http404 where none is published there."""
    return get_object_or_404(published_programmes(), slug=slug)


def checklist(programme: Programme, filters: Filters = Filters()) -> Checklist:
    """The whole checklist in a number of queries that grows with nothing."""
    points = tuple(programme.points.all())
    given = answers_given(programme)
    candidates = list(_candidates_shown(programme, given))
    slates = _slates(programme)
    regions = _regions(programme, candidates)
    reached = outreach(programme, candidates, given)
    rows = tuple(
        Row(
            candidate=each,
            slates=tuple(s for s in slates if each.pk in s.candidates),
            region=regions.get(each.pk, ""),
            outreach=reached[each.pk],
            cells=tuple(
                Cell(each, point, tuple(given.get((each.pk, point.pk), ())), reached[each.pk].missing)
                for point in points
            ),
        )
        for each in candidates
    )
    chosen = [i for i, point in enumerate(points) if filters.point in {"", str(point.number)}]
    return Checklist(
        programme=programme,
        all_points=points,
        points=tuple(points[i] for i in chosen),
        everybody=rows,
        rows=tuple(_narrowed(row, chosen) for row in rows if _wanted(row, filters)),
        slates=tuple(dict.fromkeys(slate.name for slate in slates)),
        regions=tuple(dict.fromkeys(region for region in regions.values() if region)),
        given=given,
    )


def _narrowed(row: Row, chosen: Iterable[int]) -> Row:
    cells = tuple(row.cells[i] for i in chosen)
    return Row(row.candidate, row.slates, row.region, row.outreach, cells)


def _wanted(row: Row, filters: Filters) -> bool:
    if filters.slate == "-":
        by_slate = not row.slates
    else:
        by_slate = not filters.slate or filters.slate in {slate.name for slate in row.slates}
    return by_slate and filters.region in {"", row.region}


def _candidates_shown(programme: Programme, given: Given) -> Iterable[Candidate]:
    """Those who stand, and those who have gone but had answered: what was said stays readable."""
    answered = {candidate for candidate, _point in given}
    everybody = programme.contest.candidates.select_related("member__branch")
    return [each for each in everybody if each.standing in STILL_STANDING or each.pk in answered]


def _slates(programme: Programme) -> list[Slate]:
    by_publisher = slates_by_publisher(lists_of(programme.contest))
    return [slate for slates in by_publisher.values() for slate in slates]


def _regions(programme: Programme, candidates: Iterable[Candidate]) -> dict[int, str]:
    """For each candidate on the books the name of the topmost part of the organisation that the branch lies in."""
    organisation = programme.contest.election.organisation
    names = {branch.path: branch.name for branch in Branch.objects.of(organisation).filter(parent=None)}
    return {
        each.pk: names.get(each.member.branch.path.split("/")[0] + "/", "") if each.member else ""
        for each in candidates
    }


def matching_points(points: Iterable[Point]) -> list[MatchingPoint]:
    """The points as `hustings.matching` knows them, by their numbers."""
    return [MatchingPoint(str(point.number), steps_of(point)) for point in points]


def steps_of(point: Point) -> int:
    """Equal steps from one end of a point's answers to the other; none for free text."""
    return {PointKind.CHOICE: 2, PointKind.SCALE: point.places - 1, PointKind.TEXT: 0}[PointKind(point.kind)]


def positions(found: Checklist) -> dict[int, Answers]:
    """Each candidate's positions by the points' numbers."""
    number = {point.pk: str(point.number) for point in found.all_points}
    everybody: dict[int, Answers] = {}
    for row in found.everybody:
        mine = in_force(found.given, row.candidate.pk).items()
        placed = {number[point]: position_of(answer) for point, answer in mine}
        everybody[row.candidate.pk] = {name: place for name, place in placed.items() if place is not None}
    return everybody


def agreements_with(found: Checklist, candidate: int) -> list[tuple[Row, Agreement]]:
    """How far each other candidate agrees with this one, in ballot order."""
    points, stands = matching_points(found.all_points), positions(found)
    return [
        (row, agreement(points, stands[candidate], stands[row.candidate.pk]))
        for row in found.everybody
        if row.candidate.pk != candidate
    ]


@dataclass(frozen=True, slots=True)
class Warned:
    """What the editor of a programme should know of a point before relying on it."""

    text: str


def warnings_for_editor(found: Checklist) -> list[Warned]:
    """Points that do not tell candidates apart (check 18)."""
    points = matching_points(found.all_points)
    everybody = list(positions(found).values())
    same = [
        Warned(
            _("Point %(point)s: all %(count)d candidates who answered gave the same answer, so it tells nobody apart.")
            % {"point": each.point, "count": each.answered}
        )
        for each in alike(points, everybody)
    ]
    double = [
        Warned(
            (
                _(
                    "Points %(first)s and %(second)s: all %(count)d candidates answered them in exact opposition; "
                    "together they weigh double."
                )
                if each.opposite
                else _(
                    "Points %(first)s and %(second)s: all %(count)d candidates answered them alike; "
                    "together they weigh double."
                )
            )
            % {"first": each.first, "second": each.second, "count": each.answered}
        )
        for each in twins(points, everybody)
    ]
    return same + double


def quiz_data(found: Checklist) -> Mapping[str, object]:
    """What the browser needs to compare answers, as plain JSON values."""
    stands = positions(found)
    steps = {point.id: point.steps for point in matching_points(found.all_points)}
    return {
        "points": [{"id": str(p.number), "steps": steps[str(p.number)]} for p in found.all_points],
        "candidates": [
            {"id": row.candidate.pk, "name": row.candidate.printed_name, "answers": stands[row.candidate.pk]}
            for row in found.everybody
        ],
    }


def share_text(share: Fraction | None) -> str:
    """A share in whole per cent, half rounded up; a dash where nothing can be compared."""
    return "–" if share is None else f"{(200 * share.numerator + share.denominator) // (2 * share.denominator)} %"
