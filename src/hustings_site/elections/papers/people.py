"""The ballot account's figures from the side of the people: the roll, the marked register, envelopes. Counts only.

An elector is counted once in each contest: on screen where the register marks them, on paper where their envelope was
opened, late where all that came from them came late, unused otherwise. Nothing here knows a credential or a ballot.
"""

from collections import Counter
from dataclasses import dataclass

from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue, Mark
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.enums import EnvelopeState
from hustings_site.elections.papers.models import Envelope
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

_MAY_VOTE = (EntryStanding.ENTITLED, EntryStanding.ADDED)


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """One branch in one contest: electors = screen + kiosk + paper + late + unused."""

    branch: str
    electors: int
    screen: int
    kiosk: int
    paper: int
    late: int
    unused: int


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """One contest. `coded` electors hold a code in force, `uncoded` have none, `gone` held one and may not vote now.

    `marks` electors have a ballot on the board, `kiosk` of them with a code handed over at a kiosk, and `gone_marks`
    of those who may not vote now, who cast it before. `paper` and `late` are
    electors, `without_code` those of them who hold no code in force; `envelopes` are pieces, by what became of them,
    of everybody on the contest's roll.
    """

    coded: int
    uncoded: int
    gone: int
    marks: int
    gone_marks: int
    kiosk: int
    paper: int
    late: int
    without_code: int
    unused: int
    envelopes: dict[EnvelopeState, int]
    branches: tuple[BranchFigures, ...]

    @property
    def electors(self) -> int:
        """How many may vote."""
        return self.coded + self.uncoded


def people_figures(contest: Contest, issue: Issue) -> PeopleFigures:
    """One contest's figures, as the roll and the register stand now."""
    entries = RollEntry.objects.filter(roll=contest.roll).order_by("branch__path", "number")
    on_roll = {
        number: (branch, standing in _MAY_VOTE)
        for number, branch, standing in entries.values_list("number", "branch__name", "standing")
    }
    holders = set(CodeHolder.objects.filter(issue=issue).values_list("number", flat=True)) & on_roll.keys()
    marked = set(Mark.objects.filter(contest=contest).values_list("entry__number", flat=True))
    at_kiosk = set(
        Delivery.objects.filter(holder__in=CodeHolder.objects.filter(issue=issue), state=DeliveryState.HANDED_OVER)
        .values_list("holder__number", flat=True)
        .distinct()
    )
    came: dict[str, set[EnvelopeState]] = {}
    pieces: Counter[EnvelopeState] = Counter()
    for number, state in Envelope.objects.filter(election=contest.election).values_list("number", "state"):
        if number in on_roll:
            came.setdefault(number, set()).add(EnvelopeState(state))
            pieces[EnvelopeState(state)] += 1
    how = {number: _how(number, marked, at_kiosk, came) for number in on_roll}
    live = {number for number in holders if on_roll[number][1]}
    live_marks = {number for number in marked if number in on_roll and on_roll[number][1]}
    ruled_in = {n for n, (_branch, may) in on_roll.items() if not may and EnvelopeState.OPENED in came.get(n, ())}
    voters = [number for number, (_branch, may) in on_roll.items() if may or number in ruled_in]
    by = Counter(how[number] for number in voters)
    return PeopleFigures(
        coded=len(live),
        uncoded=len(voters) - len(live),
        gone=len(holders) - len(live),
        marks=len(marked & live_marks),
        gone_marks=len(marked - live_marks),
        kiosk=len(marked & live_marks & at_kiosk),
        paper=by["paper"],
        late=by["late"],
        without_code=sum(how[number] in {"paper", "late"} for number in voters if number not in live),
        unused=sum(how[number] == "unused" for number in live),
        envelopes=dict(sorted(pieces.items())),
        branches=_branches(on_roll, voters, how),
    )


def _how(number: str, marked: set[str], at_kiosk: set[str], came: dict[str, set[EnvelopeState]]) -> str:
    if number in marked:
        return "kiosk" if number in at_kiosk else "screen"
    if EnvelopeState.OPENED in came.get(number, ()):
        return "paper"
    return "late" if EnvelopeState.LATE in came.get(number, ()) else "unused"


def _branches(
    on_roll: dict[str, tuple[str, bool]], voters: list[str], how: dict[str, str]
) -> tuple[BranchFigures, ...]:
    found: dict[str, Counter[str]] = {}
    for number in voters:
        found.setdefault(on_roll[number][0], Counter())[how[number]] += 1
    return tuple(
        BranchFigures(
            branch=branch,
            electors=sum(by.values()),
            screen=by["screen"],
            kiosk=by["kiosk"],
            paper=by["paper"],
            late=by["late"],
            unused=by["unused"],
        )
        for branch, by in found.items()
    )
