"""Meek's method as New Zealand's local elections use it.

Source: Local Electoral Regulations 2001 (SR 2001/145), Schedule 1A (New Zealand method of counting single transferable
votes). Of the text were read clauses 2 to 6, 13, 19 and 40 to 48, and what clause 10 says of rounding; looked for and
not found: clauses 7 to 9, 11, 12, 14 to 18 and 20 to 23, so what stands here under these numbers was taken from
programs (OpenSTV's MeekNZSTV, Hill's nzmeek 6.7.7) that say which clause each of their steps follows. Part 2 of the
Schedule, for single vacancies, was not found either. The Schedule's *hopeful* candidates are continuing, *successful*
ones elected.

One stage is one step of the Schedule. Two records: `meek_nz_2001` is Schedule 1A as far as it was read;
`meek_nz_2001_calculator` counts as OpenSTV's MeekNZSTV does, which imitates the official STV Calculator where that is
known to differ from the Schedule: each difference is a function of its own below, ..._as_calculated.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down, divide_up
from hustings.count.contest import Contest
from hustings.count.keep_values import Cut, KeepValues, up_and_rest, up_and_up
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import earliest_difference
from hustings.count.transcript import Transcript

DECIMALS = 9
"""Clauses 5 and 10: nine decimal digits."""

SMALL_SURPLUS = 10**5
"""Clause 13: 0.0001, in units of 10**-9."""

PseudoRandomNumbers = Callable[[CountSheet], dict[CandidateId, int]]
"""The number of each candidate at the first step."""

WhoIsExcluded = Callable[[CountSheet, PseudoRandomNumbers], list[CandidateId]]
"""Who is excluded after this step, if anybody."""

LastStep = Callable[[CountSheet, KeepValues, list[CandidateId]], None]
"""What is still done when an exclusion lets the last vacancies be filled."""


def hold(
    contest: Contest,
    papers: Papers,
    lots: Lots,
    name: str,
    *,
    cut: Cut,
    numbers: PseudoRandomNumbers,
    who_is_excluded: WhoIsExcluded,
    first_exclusion_after: int,
    last_step: LastStep,
) -> Transcript:
    """Part 1, step by step, until counting is complete (clause 3).

    `first_exclusion_after` is the number of the first step after which somebody may be excluded.
    """
    sheet = CountSheet(contest, papers, lots, rule=name, decimals=DECIMALS)
    keeping = KeepValues(sheet, papers, cut, "cl.5")
    end_step(sheet, keeping, "first preferences", [])
    getting_on = True
    while not complete(sheet):
        losers = who_is_excluded(sheet, numbers) if sheet.stage >= first_exclusion_after else []
        losers = losers or ([] if getting_on else [lowest(sheet, numbers, "cl.23")])
        losers = sheet.exclude_each(losers, "cl.13")
        if losers and complete(sheet):
            last_step(sheet, keeping, losers)
        else:
            getting_on = next_step(sheet, keeping, losers)
    elect_the_last(sheet)
    return sheet.transcript


def end_step(sheet: CountSheet, keeping: KeepValues, action: str, whose: list[CandidateId]) -> None:
    """Clauses 5, 6, 11 and 12: the quota; whoever has it is successful."""
    keeping.record("cl.17")
    votes = Votes(sum(sheet.votes))
    sheet.set_quota(quota(sheet, votes), votes, "cl.5")
    sheet.end_stage(action, whose, "cl.11")
    while sheet.unfilled and (qualified := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(qualified)[0], "cl.6" if sheet.stage == 1 else "cl.12")


def quota(sheet: CountSheet, votes: Votes) -> Votes:
    """Clause 5: (valid papers - non-transferable votes) / (vacancies + 1) + 0.000000001, cut to nine decimals.

    Reading: clause 10 rounds up twice, so that a paper can credit a little more than one vote. Non-transferable is
    then taken to be one less all that a paper credits, even below 0, so that the quota grows with what the candidates
    hold; otherwise more of them could reach it than there are vacancies. (ConcreteSTV has both readings and warns of
    the other.)
    """
    return Votes(divide_down(votes, sheet.contest.vacancies + 1) + 1)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Clauses 6 and 12: continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def next_step(sheet: CountSheet, keeping: KeepValues, losers: list[CandidateId]) -> bool:
    """Clauses 7 to 12 (and again 17): new keep values, then all votes allotted anew. True where that led further.

    Clause 17: keep value x quota, rounded up, divided by the candidate's votes, rounded up. Readings: it is worked out
    for candidates above the quota, as both programs do; clause 23 applies where no keep value changed, or where one
    rose, which only roundings can bring about.
    """
    over = [c for c in sheet.elected if sheet.surplus(c)]
    before = list(keeping.keep)
    changed = keeping.revise({c: new_keep_value(sheet, c, keeping.keep[c]) for c in over})
    risen = any(keeping.keep[c] > before[c] for c in over)
    keeping.distribute()
    end_step(sheet, keeping, "exclusion" if losers else "surplus", sorted(losers) or over)
    return bool(losers) or (changed and not risen)


def new_keep_value(sheet: CountSheet, candidate: CandidateId, keep: Votes) -> int:
    """Clause 17: both the product and the quotient are rounded up."""
    return divide_up(divide_up(keep * (sheet.quota or 0), sheet.one) * sheet.one, sheet.votes[candidate])


def total_surplus(sheet: CountSheet) -> int:
    """Clause 13: what all successful candidates have above the quota."""
    return sum(sheet.surplus(c) for c in sheet.elected)


def one_alone(sheet: CountSheet, numbers: PseudoRandomNumbers) -> list[CandidateId]:
    """Clause 13: exclude the lowest if no surplus could carry them past the next, or if the total surplus is below
    0.0001."""
    candidates = sorted(sheet.doomed() or sheet.excludable(), key=lambda c: sheet.votes[c])
    surplus = total_surplus(sheet)
    if len(candidates) > 1 and sheet.votes[candidates[0]] + surplus < sheet.votes[candidates[1]]:
        return candidates[:1]
    return [lowest(sheet, numbers, "cl.19")] if surplus < SMALL_SURPLUS or sheet.doomed() else []


def zero_votes_together_as_calculated(sheet: CountSheet, numbers: PseudoRandomNumbers) -> list[CandidateId]:
    """Where the total surplus is below 0.0001, all candidates without votes go together, so far as others are left to
    fill the vacancies; otherwise clause 13."""
    if total_surplus(sheet) < SMALL_SURPLUS and not sheet.doomed():
        without = [c for c in sheet.excludable() if not sheet.votes[c]]
        if without and len(sheet.continuing) - len(without) >= sheet.unfilled:
            return without
    return one_alone(sheet, numbers)


def lowest(sheet: CountSheet, numbers: PseudoRandomNumbers, clause: str) -> CandidateId:
    """Clauses 19 and 40: of equal lowest candidates, whoever was not ahead at the first difference; else the lowest
    number.

    Reading: where clause 40 leaves several, it is applied again to those at later steps, and the numbers decide among
    those still left (so Hill's program); the text may also mean that the numbers then decide among all the tied.
    """
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    by_number = Lots(order_of_step(numbers(sheet), sheet.stage), source="pseudo-random number")
    return sheet.choose(tied, Purpose.EXCLUDE, earliest_difference, earlier="cl.40", lot=clause, lots=by_number)


def order_of_step(numbers: dict[CandidateId, int], step: int) -> tuple[CandidateId, ...]:
    """Clause 48: at every further step each number is subtracted from 10 000. All candidates, the lowest number
    first."""
    return tuple(sorted(numbers, key=lambda c: numbers[c] if step % 2 else 10_000 - numbers[c]))


def numbers_of_the_schedule(sheet: CountSheet) -> dict[CandidateId, int]:
    """Clauses 41 to 47: a number for each candidate, no two alike, from the figures of the election."""
    candidates, vacancies, papers = figures(sheet)
    stream = generate(candidates + 5, vacancies, (papers + 1_000 * (papers % 10)) % 30_323)
    return distinct(sheet, stream)


def numbers_as_calculated(sheet: CountSheet) -> dict[CandidateId, int]:
    """As in Hill's program: 10 000 for 1 000 in clause 42, the remainder by 10 000 in clause 43, and clause 48 applied
    from the first step on."""
    candidates, vacancies, papers = figures(sheet)
    stream = generate(candidates + 5, vacancies, (papers + 10_000 * (papers % 10)) % 30_323)
    return distinct(sheet, (10_000 - number % 10_000 for number in stream))


def figures(sheet: CountSheet) -> tuple[int, int, int]:
    """Clause 42: the candidates standing, the vacancies, the valid papers."""
    standing = len(sheet.contest.candidates) - len(sheet.contest.withdrawn)
    return standing, sheet.contest.vacancies, divide_down(sheet.total, sheet.one)


def generate(x: int, y: int, z: int) -> Iterator[int]:
    """Clauses 43 and 44: the whole numbers rc, from the fifth on."""

    def every() -> Iterator[int]:
        a, b, c = x, y, z
        while True:
            a, b, c = 171 * a % 30_269, 172 * b % 30_307, 170 * c % 30_323
            yield sum(divide_down(10_000 * part, prime) for part, prime in ((a, 30_269), (b, 30_307), (c, 30_323)))

    return islice(every(), 4, None)


def distinct(sheet: CountSheet, stream: Iterator[int]) -> dict[CandidateId, int]:
    """Clauses 45 to 47: candidates in the order of the list take numbers in turn; one already given is passed by."""
    given: dict[CandidateId, int] = {}
    for number in range(len(sheet.contest.candidates)):
        candidate = CandidateId(number)
        if candidate not in sheet.contest.withdrawn:
            given[candidate] = next(n for n in stream if n not in given.values())
    return given


def complete(sheet: CountSheet) -> bool:
    """Clause 3: as many are successful as there are vacancies, or successful and continuing candidates together are."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def no_further_step(sheet: CountSheet, _keeping: KeepValues, losers: list[CandidateId]) -> None:
    """Clause 3: counting is complete, and the papers of those excluded last stay where they are."""
    for candidate in losers:
        sheet.leave_untransferred(candidate, "cl.3")
    sheet.end_stage("exclusion", sorted(losers), "cl.3")


def one_more_step_as_calculated(sheet: CountSheet, keeping: KeepValues, losers: list[CandidateId]) -> None:
    """The votes are allotted once more, and whoever has the quota by then is elected with it."""
    next_step(sheet, keeping, losers)


def elect_the_last(sheet: CountSheet) -> None:
    """Clause 3: the continuing candidates become successful."""
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "cl.3")


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Schedule 1A. Clause 13 belongs to the second step and those after it."""
    return hold(contest, papers, lots, "meek_nz_2001", cut=up_and_up, numbers=numbers_of_the_schedule,
                who_is_excluded=one_alone, first_exclusion_after=2, last_step=no_further_step)  # fmt: skip


def count_as_calculated(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """As OpenSTV's MeekNZSTV: clause 10 rounds up what is allotted only, clause 13 follows the first step already."""
    return hold(contest, papers, lots, "meek_nz_2001_calculator", cut=up_and_rest, numbers=numbers_as_calculated,
                who_is_excluded=zero_votes_together_as_calculated, first_exclusion_after=1,
                last_step=one_more_step_as_calculated)  # fmt: skip


def offer(name: str, title: str, source: str, count: Callable[[Contest, Papers, Lots], Transcript]) -> Rule:
    """The record of one choice."""
    return Rule(
        name=name,
        title=title,
        source=source,
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    )


RULES = (
    offer(
        "meek_nz_2001",
        "New Zealand local elections: STV by Meek's method (2001)",
        "Local Electoral Regulations 2001 (SR 2001/145), Schedule 1A, Parts 1 and 5",
        count,
    ),
    offer(
        "meek_nz_2001_calculator",
        "New Zealand local elections: STV by Meek's method (2001), as the Calculator is imitated",
        "OpenSTV 1.7, method MeekNZ STV, and Hill's nzmeek 6.7.7",
        count_as_calculated,
    ),
)
