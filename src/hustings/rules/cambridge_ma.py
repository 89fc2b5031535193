"""Cambridge, Massachusetts: proportional representation with whole ballots.

Source: Massachusetts General Laws, chapter 54A, section 9; for first choices, as section 16(b) allows, the Cincinnati
method as the City of Cambridge describes it: surplus ballots are drawn at even intervals. The clauses stand below in
the order of the text, paraphrased. The law's words and ours: ballot is paper, defeated is excluded, exhausted is
non-transferable.

Ballots move whole, in the order in which they were counted (precincts in an order drawn by lot), so give the papers in
that order. The name carries no year: the section has stood unchanged since 1938.
"""

from collections.abc import Iterator, Sequence

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import closing_gaps
from hustings.count.sheet import CountSheet
from hustings.count.ties import latest_difference
from hustings.count.transcript import Transcript
from hustings.count.whole_papers import file_one_after_another

SIGNATURES = 50
"""s.9(g): the number of signatures required for a nomination in Cambridge."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """s.9(d) to (l): first choices, their surpluses, all with too few ballots together, then the lowest one by one."""
    sheet = CountSheet(contest, papers, lots, rule="cambridge_ma")
    sheet.sort_first_preferences("s.9(d)")
    sheet.set_quota(quota(sheet), sheet.total, "s.9(c)")
    sheet.end_stage("first preferences", (), "s.9(d)")
    declare_elected(sheet, with_quota(sheet))
    over = [c for c in sheet.elected if sheet.surplus(c)]
    while over and not at_an_end(sheet):
        candidate = largest_surplus(sheet, over)
        over.remove(candidate)
        transfer_surplus(sheet, candidate)
    if not at_an_end(sheet) and (few := with_too_few(sheet)):
        exclude(sheet, few, "s.9(g)")
    while not at_an_end(sheet):
        exclude(sheet, [lowest(sheet, sheet.doomed() or sheet.excludable())], "s.9(i)")
    declare_last(sheet)
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """s.9(c): the valid ballots divided by one more than the number to be elected, plus one, disregarding fractions."""
    return Votes(divide_down(sheet.total, sheet.contest.vacancies + 1) + 1)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Continuing candidates whose ballots equal or exceed the quota, the most ballots first."""
    return sheet.by_votes(c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota)


def declare_elected(sheet: CountSheet, reached: Sequence[CandidateId]) -> None:
    """s.9(c): whoever reaches the quota is declared elected, in the order in which they reached it."""
    for candidate in reached:
        if sheet.unfilled and sheet.electable([candidate]):
            sheet.elect(candidate, "s.9(c)")


def largest_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """Reading: the text names no order of surpluses; the largest goes first, as OpenSTV has it, whose counts agree with
    the city's. Equal ones, s.9(k): more ballots at the latest stage that differs, else by lot."""
    most = max(sheet.surplus(c) for c in over)
    tied = [c for c in over if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, latest_difference, earlier="s.9(k)", lot="s.9(k)")


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """Cincinnati method: every n-th ballot goes to its next continuing candidate until the candidate is left with the
    quota. A ballot that names none is skipped and stays; whoever reaches the quota on the way receives no more."""
    surplus, ballots = sheet.surplus(candidate), in_order_counted(sheet, candidate)
    order = [ballots[i] for i in drawing_order(len(ballots), surplus)]
    filed = file_one_after_another(sheet, candidate, order, sheet.quota or 0, at_most=surplus)
    sheet.keep_only(candidate, sorted(filed.kept, key=ballots.index), len(filed.kept))
    sheet.hand_over(filed.moved, sheet.one, "s.16(b)")
    sheet.end_stage("surplus", [candidate], "s.16(b)")
    declare_elected(sheet, filed.full)


def drawing_order(total: int, surplus: int) -> Iterator[int]:
    """Positions from 0: the n-th, 2n-th, 3n-th ballot and so on, then the (n+1)-th, (2n+1)-th ...; n is total / surplus
    to the nearest whole number. Reading: the ballots before the n-th come last."""
    n = divide_down(2 * total + surplus, 2 * surplus)
    for start in range(n - 1, 2 * n - 1):
        yield from range(start, total, n)
    yield from range(n - 1)


def in_order_counted(sheet: CountSheet, candidate: CandidateId) -> list[int]:
    """A candidate's ballots in the order in which they came."""
    return [paper for parcel in sheet.parcels[candidate] for paper in parcel.pile]


def with_too_few(sheet: CountSheet) -> list[CandidateId]:
    """s.9(g): all who have fewer ballots than the signatures required for a nomination. Reading: no more of them than
    leaves enough to be elected, s.9(l); and since ballots move whole, in an order, which the text does not give: the
    fewest first, equal ones as in (k)."""
    few = [c for c in sheet.excludable() if sheet.votes[c] < SIGNATURES]
    chosen = list[CandidateId]()
    while few and len(sheet.continuing) - len(chosen) > sheet.unfilled:
        chosen.append(lowest(sheet, few))
        few.remove(chosen[-1])
    return chosen


def lowest(sheet: CountSheet, candidates: Sequence[CandidateId]) -> CandidateId:
    """s.9(i) to (k): the lowest on the poll; of equal ones who had fewest immediately before the last transfer, and so
    on back; else by lot."""
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, latest_difference, earlier="s.9(k)", lot="s.9(k)")


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId], clause: str) -> None:
    """s.9(g) to (j): defeat them and transfer all their ballots, a single transfer (k). Ballots that name no continuing
    candidate are exhausted. s.9(l): the transfer is completed even when the last quota is reached."""
    excluded = sheet.exclude_each(candidates, clause)
    for candidate in excluded:
        filed = file_one_after_another(sheet, candidate, in_order_counted(sheet, candidate), sheet.quota or 0)
        sheet.keep_only(candidate, [], 0)
        sheet.hand_over(filed.exhausting(), sheet.one, "s.9(h)")
        declare_elected(sheet, filed.full)
    sheet.end_stage("exclusion", excluded, clause)


def at_an_end(sheet: CountSheet) -> bool:
    """s.9(l): as many have the quota as are to be elected, or nobody more can be defeated."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def declare_last(sheet: CountSheet) -> None:
    """s.9(l): where places are left, all who continue are declared elected."""
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "s.9(l)")


RULES = (
    Rule(
        name="cambridge_ma",
        title="Cambridge, Massachusetts: proportional representation with whole ballots",
        source="Massachusetts General Laws, chapter 54A, section 9, with the Cincinnati method of section 16(b)",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=closing_gaps,
        count=count,
        needs_order=True,
    ),
)
