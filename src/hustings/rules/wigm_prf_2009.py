"""The reference rule of the Proportional Representation Foundation for the weighted inclusive Gregory method.

Source: Proportional Representation Foundation, "Reference WIGM Rule" (weighted inclusive Gregory method, four decimal
places, optional batch defeat), steps A to D. They stand below in the order of the text, paraphrased. The rule's words
and ours: hopeful is continuing, pending is elected with the surplus still to be transferred, defeated is excluded,
weight is value.

Two records: `wigm_prf_2009` leaves out the optional step B.2; `wigm_prf_2009_batch` excludes sure losers together.
"""

from collections.abc import Callable, Sequence

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 4
"""D.4: each product and quotient is cut to four decimal places."""

LEAST = Votes(1)
"""A.1: 0.0001."""

SureLosers = Callable[[CountSheet], list[CandidateId]]
"""Who is excluded together under B.2; nobody where the option is not taken."""


def hold(contest: Contest, papers: Papers, lots: Lots, name: str, sure_losers: SureLosers) -> Transcript:
    """Steps A to C in turn."""
    sheet = CountSheet(contest, papers, lots, rule=name, decimals=DECIMALS)
    sheet.sort_first_preferences("A.4")
    sheet.set_quota(quota(sheet), sheet.total, "A.1")
    sheet.end_stage("first preferences", (), "A.5")
    while not complete(sheet):
        elect_winners(sheet)
        if complete(sheet):
            break
        if losers := sure_losers(sheet):
            exclude(sheet, losers, "B.2")
        elif pending := [c for c in sheet.elected if sheet.parcels[c]]:
            transfer_surplus(sheet, largest_surplus(sheet, pending))
        else:
            exclude(sheet, [lowest(sheet)], "B.4")
    finish(sheet)
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """A.1: the valid papers divided by one more than the vacancies, cut to four places, plus 0.0001."""
    return Votes(divide_down(sheet.total, sheet.contest.vacancies + 1) + LEAST)


def elect_winners(sheet: CountSheet) -> None:
    """B.1: whoever has the quota or more is elected, the most votes first."""
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(elected)[0], "B.1")


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """B.1: continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def no_sure_losers(_sheet: CountSheet) -> list[CandidateId]:
    """B.2 left out: it is optional."""
    return []


def sure_losers_together(sheet: CountSheet) -> list[CandidateId]:
    """B.2: the largest set of continuing candidates such that (a) enough remain for the vacancies, (b) whoever has no
    more votes than one of the set is in it too, and (c) their votes with all surpluses are less than the lowest vote of
    those who remain. (c) implies (b): a set that parts two equals is not less than the one who remains.
    """
    ascending = sorted(sheet.excludable(), key=lambda c: sheet.votes[c])
    votes = [sheet.votes[c] for c in ascending]
    waiting = sum(sheet.surplus(c) for c in sheet.elected)
    most = min(len(votes) - 1, len(sheet.continuing) - sheet.unfilled)
    size = max((n for n in range(1, most + 1) if sum(votes[:n]) + waiting < votes[n]), default=0)
    return ascending[:size]


def largest_surplus(sheet: CountSheet, pending: Sequence[CandidateId]) -> CandidateId:
    """B.3, D.1: the largest surplus, be it zero; of equal ones, who stands first in the order drawn beforehand."""
    most = max(sheet.surplus(c) for c in pending)
    tied = [c for c in pending if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, no_earlier_stage, earlier="D.1", lot="D.1")


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """B.3: each paper's value is multiplied by the surplus, then divided by the candidate's votes, cut after each step
    (D.4); the candidate keeps the quota. D.2: a paper left without value goes nowhere."""
    surplus, votes, one = sheet.surplus(candidate), sheet.votes[candidate], sheet.one
    by_value = {parcel.value for parcel in sheet.parcels[candidate]}
    for value in sorted(by_value, reverse=True):
        papers = sheet.sort(candidate, [parcel for parcel in sheet.parcels[candidate] if parcel.value == value])
        product = divide_down(value * surplus, one)
        lessened = Votes(divide_down(product * one, votes))
        sheet.hand_over(papers if lessened else papers.as_spent(), lessened, "B.3")
    if lost := sheet.surplus(candidate):
        sheet.lose(candidate, lost, "D.4")
    sheet.end_stage("surplus", [candidate], "B.3")


def lowest(sheet: CountSheet) -> CandidateId:
    """B.4, D.1: the lowest vote; of equal ones, who stands first in the order drawn beforehand."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, no_earlier_stage, earlier="D.1", lot="D.1")


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId], clause: str) -> None:
    """B.2, B.4: exclude them, each only if constraints still let them go once the one before is out, and transfer
    their papers unless that completes the count (D.3)."""
    excluded = sheet.exclude_each(candidates, clause)
    for candidate in excluded:
        if complete(sheet):
            sheet.leave_untransferred(candidate, "D.3")
        else:
            sheet.transfer(candidate, value=lambda parcel: parcel.value, clause="D.2")
    sheet.end_stage("exclusion", excluded, clause)


def complete(sheet: CountSheet) -> bool:
    """D.3: all vacancies are filled, or no more candidates continue than there are vacancies left."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def finish(sheet: CountSheet) -> None:
    """C: where vacancies are left, all who continue are elected."""
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "C")


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count without the optional step B.2."""
    return hold(contest, papers, lots, "wigm_prf_2009", no_sure_losers)


def count_in_batches(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count with step B.2: sure losers are excluded together."""
    return hold(contest, papers, lots, "wigm_prf_2009_batch", sure_losers_together)


RULES = (
    Rule(
        name="wigm_prf_2009",
        title="PR Foundation reference rule: weighted inclusive Gregory STV (2009)",
        source="Proportional Representation Foundation, Reference WIGM Rule",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
    Rule(
        name="wigm_prf_2009_batch",
        title="PR Foundation reference rule: weighted inclusive Gregory STV (2009), sure losers together",
        source="Proportional Representation Foundation, Reference WIGM Rule, with the optional step B.2",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count_in_batches,
    ),
)
