"""Scottish local government elections by single transferable vote.

Source: Scottish Local Government Elections Order 2011, SSI 2011/399, Schedule 1, rules 44 to 54, as amended by
SSI 2021/437. The clauses stand below in the order of the text, paraphrased. (SSI 2007/42 had the same rules, each
numbered one lower.)

Two records: `scotland_2011` stops when the last vacancies can be filled, r.53; `scotland_2011_ecount` then still
shows the transfer of the last excluded candidate's papers, as electronic counts do and r.53(2) has allowed since
2021. They elect the same people.
"""

from collections.abc import Callable

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import latest_difference
from hustings.count.transcript import Transcript

DECIMALS = 5
"""r.49(3): transfer values are worked out to five decimal places."""

LastTransfer = Callable[[CountSheet, CandidateId], None]
"""What is done with the papers of a candidate whose exclusion lets the last vacancies be filled."""


def hold(contest: Contest, papers: Papers, lots: Lots, name: str, last_transfer: LastTransfer) -> Transcript:
    """Rules 46 to 53 in turn, until every vacancy is filled."""
    sheet = CountSheet(contest, papers, lots, rule=name, decimals=DECIMALS)
    sheet.sort_first_preferences("r.46")
    sheet.set_quota(quota(sheet), sheet.total, "r.47")
    sheet.end_stage("first preferences", (), "r.46")
    while True:
        return_councillors(sheet)
        if fill_last_vacancies(sheet):
            return sheet.transcript
        if over := [c for c in sheet.elected if sheet.surplus(c)]:
            transfer_surplus(sheet, highest_surplus(sheet, over))
        else:
            exclude(sheet, lowest(sheet), last_transfer)


def quota(sheet: CountSheet) -> Votes:
    """r.47: the valid papers divided by one more than the vacancies, decimal places ignored, increased by one."""
    valid_papers = sheet.total // sheet.one
    return Votes((divide_down(valid_papers, sheet.contest.vacancies + 1) + 1) * sheet.one)


def return_councillors(sheet: CountSheet) -> None:
    """r.48(1): whoever has as many votes as the quota, or more, at the end of a stage is deemed elected.

    Those of one stage are listed from the most votes down; the text names no order.
    """
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(elected)[0], "r.48(1)")


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """r.48(1): continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def transfer_surplus(sheet: CountSheet, councillor: CandidateId) -> None:
    """r.49: all papers of the candidate go to their next preferences, each worth

    surplus x value when the candidate received it / votes credited to the candidate

    to five places, any remainder ignored (r.49(3)). The candidate keeps the quota; papers without a further
    preference, and what the cut takes off, are not transferable.
    """
    surplus, credited = sheet.surplus(councillor), sheet.votes[councillor]
    sheet.transfer(
        councillor,
        value=lambda parcel: Votes(divide_down(surplus * parcel.value, credited)),
        clause="r.49(3)",
        leaving=sheet.quota or NO_VOTES,
    )
    sheet.end_stage("surplus", [councillor], "r.49")


def highest_surplus(sheet: CountSheet, over: list[CandidateId]) -> CandidateId:
    """r.50: the highest surplus first; equal ones by the most recent stage at which they differed, then by lot.

    Reading: r.50(2) and r.52(2) speak of "the most recent preceding stage at which they had unequal numbers of
    votes". Where three are equal and an earlier stage sets one apart at the sought end only from some, we narrow to
    those still at that end and look further back among them; others draw a lot among all three at once. Narrowing
    leaves less to chance, and gives the same result wherever only two are tied.
    """
    most = max(sheet.surplus(c) for c in over)
    tied = [c for c in over if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, latest_difference, earlier="r.50(2)", lot="r.50(3)")


def lowest(sheet: CountSheet) -> CandidateId:
    """r.51(1), r.52: the lowest candidate; equal ones by the most recent stage at which they differed, then by lot."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, latest_difference, earlier="r.52(2)(a)", lot="r.52(2)(b)")


def exclude(sheet: CountSheet, candidate: CandidateId, last_transfer: LastTransfer) -> None:
    """r.51: exclude the candidate and transfer the papers, each at the value at which the candidate had it."""
    sheet.exclude(candidate, "r.51(1)")
    if can_fill_last_vacancies(sheet):
        last_transfer(sheet, candidate)
    else:
        transfer_papers(sheet, candidate)
    sheet.end_stage("exclusion", [candidate], "r.51")


def transfer_papers(sheet: CountSheet, candidate: CandidateId) -> None:
    """r.51(2) to (4): first preferences at one, other papers at the transfer value at which they came."""
    sheet.transfer(candidate, value=lambda parcel: parcel.value, clause="r.51(4)")


def leave_papers(sheet: CountSheet, candidate: CandidateId) -> None:
    """r.53(2): where the last vacancies can be filled, no further transfer is made."""
    sheet.leave_untransferred(candidate, "r.53(2)")


def can_fill_last_vacancies(sheet: CountSheet) -> bool:
    """r.53(1): no more candidates continue than there are vacancies left."""
    return len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def fill_last_vacancies(sheet: CountSheet) -> bool:
    """r.53(1): when as many candidates continue as vacancies remain, they are deemed elected. True: all is done."""
    if can_fill_last_vacancies(sheet):
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "r.53(1)")
        return True
    return not sheet.unfilled


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count by the text of the Order: no transfer once the last vacancies can be filled."""
    return hold(contest, papers, lots, "scotland_2011", leave_papers)


def count_as_shown_by_ecount(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count as the official electronic sheets show it, last transfer included."""
    return hold(contest, papers, lots, "scotland_2011_ecount", transfer_papers)


RULES = (
    Rule(
        name="scotland_2011",
        title="Scottish local elections: STV (2011)",
        source="SSI 2011/399, Schedule 1, rules 44 to 54",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
    Rule(
        name="scotland_2011_ecount",
        title="Scottish local elections: STV (2011), last transfer shown as electronic counts do",
        source="SSI 2011/399, Schedule 1, rules 44 to 54; r.53(2) as amended by SSI 2021/437",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count_as_shown_by_ecount,
    ),
)
