"""The alternative vote (instant-runoff voting): one vacancy, a ranking, the lowest candidate excluded at each stage.

No single text governs it, so the rule is stated in full here and in docs/rules/irv.md, step by step:

(1) every valid paper is credited to its first preference;
(2) a candidate with more than half of the votes is elected, (2a) of those still with continuing candidates, or
    (2b) of all valid papers, as the organisation's rules say;
(3) otherwise the candidate with the fewest votes is excluded, (3a) alone, or (3b) together with others whose votes,
    all added up, are fewer than the next candidate's;
(4) where several have the fewest, the one with fewer at the latest stage at which they differed, then by lot;
(5) the papers of those excluded go to their next continuing preference, or become non-transferable; back to (2);
(6) a candidate left alone is elected.

Four records: `irv` (2a, 3a), `irv_all_valid` (2b, 3a), `irv_to_two` (2a, 3a, but excluding goes on until two
candidates are left, so that the last stage always shows a pair), `irv_batch` (2a, 3b).
"""

from collections.abc import Callable

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.sentences import say
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import latest_difference
from hustings.count.transcript import Transcript

MajorityOf = Callable[[CountSheet], int]
"""The votes of which more than half elect."""

MayElect = Callable[[CountSheet], bool]
"""Whether a majority elects already at this stage."""

WhoIsExcluded = Callable[[CountSheet], list[CandidateId]]
"""The candidates excluded at this stage, lowest first."""


def hold(
    contest: Contest,
    papers: Papers,
    lots: Lots,
    name: str,
    *,
    majority_of: MajorityOf,
    may_elect: MayElect,
    who_is_excluded: WhoIsExcluded,
) -> Transcript:
    """Steps (1) to (6). Raises CountError where there is more than one vacancy."""
    if contest.vacancies != 1:
        msg = say("{rule} fills one vacancy; this contest has {vacancies}", rule=name, vacancies=contest.vacancies)
        raise CountError(msg)
    sheet = CountSheet(contest, papers, lots, rule=name)
    sheet.sort_first_preferences("step 1")
    sheet.end_stage("first preferences", (), "step 1")
    while sheet.unfilled and sheet.continuing:
        if may_elect(sheet) and (winner := with_majority(sheet, majority_of(sheet))):
            sheet.elect(winner[0], "step 2")
        elif len(sheet.continuing) == 1:
            sheet.elect(sheet.continuing[0], "step 6")
        else:
            exclude(sheet, who_is_excluded(sheet))
    return sheet.transcript


def with_majority(sheet: CountSheet, votes: int) -> list[CandidateId]:
    """(2): the continuing candidate with more than half of `votes`, if there is one."""
    return sheet.electable(c for c in sheet.continuing if 2 * sheet.votes[c] > votes)


def of_continuing(sheet: CountSheet) -> int:
    """(2a): the votes still with continuing candidates."""
    return sum(sheet.votes[c] for c in sheet.continuing)


def of_all_valid(sheet: CountSheet) -> int:
    """(2b): all votes credited at the first stage."""
    return sheet.total


def at_any_stage(_sheet: CountSheet) -> bool:
    """(2): the count stops at a majority."""
    return True


def when_two_are_left(sheet: CountSheet) -> bool:
    """`irv_to_two`: excluding goes on until two candidates are left."""
    return len(sheet.continuing) <= 2


def lowest_alone(sheet: CountSheet) -> list[CandidateId]:
    """(3a), (4): the candidate with the fewest votes; equal ones by the latest stage that differs, then by lot.

    Reading: latest stage first, narrowing the tied ones step by step. Rule books that name no way draw a lot at once.
    """
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return [sheet.choose(tied, Purpose.EXCLUDE, latest_difference, earlier="step 4", lot="step 4")]


def lowest_together(sheet: CountSheet) -> list[CandidateId]:
    """(3b): the largest group of lowest candidates whose votes add up to fewer than the next candidate's.

    None of them could have overtaken the next, so the winner is the same as one at a time. Equal votes at the
    group's upper end keep all of the equal ones out of it.
    """
    upwards = sheet.by_votes(sheet.excludable())[::-1]
    largest: list[CandidateId] = []
    total = 0
    for size, candidate in enumerate(upwards[:-1], start=1):
        total += sheet.votes[candidate]
        if total < sheet.votes[upwards[size]]:
            largest = upwards[:size]
    return largest if len(largest) > 1 and not sheet.doomed() else lowest_alone(sheet)


def exclude(sheet: CountSheet, candidates: list[CandidateId]) -> None:
    """(3), (5): exclude, each only if constraints still let them go, then transfer the papers at full value."""
    excluded = sheet.exclude_each(candidates, "step 3")
    for candidate in excluded:
        sheet.transfer(candidate, value=lambda parcel: parcel.value, clause="step 5")
    sheet.end_stage("exclusion", excluded, "step 3")


def irv(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """A majority of the continuing votes elects, as soon as there is one."""
    return hold(contest, papers, lots, "irv",
                majority_of=of_continuing, may_elect=at_any_stage, who_is_excluded=lowest_alone)  # fmt: skip


def irv_all_valid(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """A majority of all valid papers elects; failing that, whoever is left alone."""
    return hold(contest, papers, lots, "irv_all_valid",
                majority_of=of_all_valid, may_elect=at_any_stage, who_is_excluded=lowest_alone)  # fmt: skip


def irv_to_two(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count goes on until two are left, whatever majorities there were before."""
    return hold(contest, papers, lots, "irv_to_two",
                majority_of=of_continuing, may_elect=when_two_are_left, who_is_excluded=lowest_alone)  # fmt: skip


def irv_batch(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Candidates who cannot overtake the next one are excluded together."""
    return hold(contest, papers, lots, "irv_batch",
                majority_of=of_continuing, may_elect=at_any_stage, who_is_excluded=lowest_together)  # fmt: skip


def offer(name: str, title: str, count: Callable[[Contest, Papers, Lots], Transcript]) -> Rule:
    """The record of one choice."""
    return Rule(
        name=name,
        title=title,
        source="no single text; stated in full in docs/rules/irv.md",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    )


RULES = (
    offer("irv", "Alternative vote (IRV): majority of continuing votes", irv),
    offer("irv_all_valid", "Alternative vote (IRV): majority of all valid papers", irv_all_valid),
    offer("irv_to_two", "Alternative vote (IRV): on to the last two", irv_to_two),
    offer("irv_batch", "Alternative vote (IRV): hopeless candidates excluded together", irv_batch),
)
