"""Who passed what: motions down, branches across, with what was ruled and answered; queries do not grow with rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from hustings_site.motions.enums import CellState
from hustings_site.motions.models import (
    BranchMotion,
    Challenge,
    ChallengeAnswer,
    CommitteeResponse,
    Likeness,
    Passing,
    Ruling,
)
from hustings_site.motions.selectors.grouping import heads
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Organisation


@dataclass(frozen=True, slots=True)
class Cell:
    """One branch and one motion: how it stands, and every entry, oldest first."""

    branch: Branch
    state: CellState
    passings: tuple[Passing, ...]
    ruling: Ruling | None = None
    """What was ruled on this branch's entry alone, if it is in force."""

    @property
    def passing(self) -> Passing | None:
        """The entry in force."""
        return next((each for each in reversed(self.passings) if not is_taken_back(each)), None)


@dataclass(frozen=True, slots=True)
class Row:
    """A motion with those found the same in substance, and a cell for each branch."""

    motion: BranchMotion
    alike: tuple[BranchMotion, ...]
    cells: tuple[Cell, ...]
    ruling: Ruling | None
    likenesses: tuple[Likeness, ...]

    @property
    def branches(self) -> int:
        """How many branches passed it."""
        return sum(cell.passing is not None for cell in self.cells)


def branches_across(organisation: Organisation, motions: Iterable[BranchMotion]) -> list[Branch]:
    """The heading: every branch, and any region, section or workplace that passed something, in their order."""
    passed = {each.branch_id for motion in motions for each in motion.passings.all()}
    found = Branch.objects.of(organisation).order_by("path")
    return [branch for branch in found if branch.kind == BranchKind.BRANCH or branch.pk in passed]


def rows_of(organisation: Organisation) -> list[Row]:
    """The whole table, the first motion first."""
    motions = list(_motions().filter(organisation=organisation).order_by("pk"))
    across = branches_across(organisation, motions)
    likenesses = [each for motion in motions for each in motion.likenesses.all() if not is_undone(each)]
    into = heads(motions, likenesses)
    groups: dict[int, list[BranchMotion]] = defaultdict(list)
    for motion in motions:
        groups[into[motion.pk]].append(motion)
    return [_row(motion, groups[motion.pk], likenesses, across) for motion in motions if into[motion.pk] == motion.pk]


def row_of(motion: BranchMotion) -> Row:
    """The row in which a motion stands."""
    rows = rows_of(motion.organisation)
    return next(row for row in rows if motion in (row.motion, *row.alike))


def in_force(rulings: Iterable[Ruling]) -> Ruling | None:
    """The newest ruling, unless a challenge of it was upheld: then none stands."""
    newest = max(rulings, key=lambda ruling: ruling.pk, default=None)
    return None if newest is None or has_fallen(newest) else newest


def has_fallen(ruling: Ruling) -> bool:
    """Whether a challenge of the ruling was upheld."""
    return any(answer is not None and answer.upheld for answer in map(answer_to, ruling.challenges.all()))


def answer_to(challenge: Challenge) -> ChallengeAnswer | None:
    """The answer to a challenge, or None."""
    return getattr(challenge, "answer", None)


def is_taken_back(passing: Passing) -> bool:
    """Whether the entry was taken back."""
    return getattr(passing, "taken_back", None) is not None


def is_undone(likeness: Likeness) -> bool:
    """Whether the finding was undone."""
    return getattr(likeness, "undone", None) is not None


def _motions() -> QuerySet[BranchMotion]:
    challenges = Prefetch("challenges", Challenge.objects.select_related("answer"))
    return BranchMotion.objects.select_related("organisation").prefetch_related(
        Prefetch("passings", Passing.objects.select_related("branch", "taken_back").order_by("recorded_at", "pk")),
        Prefetch(
            "rulings", Ruling.objects.select_related("passing__branch").prefetch_related(challenges).order_by("pk")
        ),
        Prefetch("likenesses", Likeness.objects.select_related("motion", "same_as", "undone").order_by("pk")),
        Prefetch("responses", CommitteeResponse.objects.select_related("committee", "decision__meeting")),
    )


def _row(
    motion: BranchMotion, group: Sequence[BranchMotion], likenesses: Sequence[Likeness], across: Sequence[Branch]
) -> Row:
    entries: dict[int, list[Passing]] = defaultdict(list)
    rulings: dict[int, list[Ruling]] = defaultdict(list)
    whole: list[Ruling] = []
    for each in group:
        for passing in each.passings.all():
            entries[passing.branch_id].append(passing)
        for ruling in each.rulings.all():
            if ruling.passing_id is None:
                whole.append(ruling)
            else:
                rulings[ruling.passing_id].append(ruling)
    members = {each.pk for each in group}
    return Row(
        motion=motion,
        alike=tuple(each for each in group if each.pk != motion.pk),
        cells=tuple(_cell(motion, branch, entries[branch.pk], rulings) for branch in across),
        ruling=in_force(whole),
        likenesses=tuple(each for each in likenesses if each.motion_id in members),
    )


def _cell(motion: BranchMotion, branch: Branch, passings: list[Passing], rulings: dict[int, list[Ruling]]) -> Cell:
    standing = [each for each in passings if not is_taken_back(each)]
    if not passings:
        state = CellState.NOTHING
    elif not standing:
        state = CellState.TAKEN_BACK
    else:
        own = any(each.motion_id == motion.pk for each in standing)
        state = CellState.PASSED if own else CellState.LIKE
    ruled = in_force(ruling for each in standing for ruling in rulings[each.pk])
    return Cell(branch, state, tuple(passings), ruled)


@dataclass(frozen=True, slots=True)
class RulingShown:
    """A ruling with its challenges and their answers; `stands`: it is in force."""

    ruling: Ruling
    stands: bool
    fallen: bool
    challenges: tuple[tuple[Challenge, ChallengeAnswer | None], ...]


def rulings_shown(texts: Sequence[BranchMotion]) -> list[RulingShown]:
    """Every ruling on these texts, oldest first."""
    shown = []
    for motion in texts:
        groups: dict[int | None, list[Ruling]] = defaultdict(list)
        for ruling in motion.rulings.all():
            groups[ruling.passing_id].append(ruling)
        for rulings in groups.values():
            standing = in_force(rulings)
            shown += [_shown(ruling, standing) for ruling in rulings]
    return sorted(shown, key=lambda each: each.ruling.pk)


def undone_findings(texts: Sequence[BranchMotion]) -> list[Likeness]:
    """Findings on these texts that were undone, oldest first."""
    rows = Likeness.objects.filter(undone__isnull=False, motion__in=texts) | Likeness.objects.filter(
        undone__isnull=False, same_as__in=texts
    )
    return list(rows.select_related("motion", "same_as", "undone").distinct().order_by("pk"))


def _shown(ruling: Ruling, standing: Ruling | None) -> RulingShown:
    challenges = tuple((each, answer_to(each)) for each in ruling.challenges.all())
    return RulingShown(ruling, ruling == standing, has_fallen(ruling), challenges)
