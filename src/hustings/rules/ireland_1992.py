"""Elections to Dáil Éireann: single transferable vote with whole papers.

Source: Electoral Act 1992 (Ireland), Part XIX, sections 118 to 124, with section 124(1A) of 2001. Not verified in
full: section 118 and 124(1A) were read, and in part the schedules of the Acts of 1930 and 1937, whose wording sections
119 to 124 carry on; sections 121 to 124 themselves were looked for and not found. Compare before you rely on it.

Papers move whole, those filed last, so the order in which they were read matters: give the papers in the order in which
they were mixed. A *count* of the Act is a stage here. The votes are whole.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet, SortedPapers
from hustings.count.ties import earliest_difference
from hustings.count.transcript import Transcript
from hustings.count.whole_papers import last_filed


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Sections 119 to 124 in turn, until every vacancy is filled."""
    sheet = CountSheet(contest, papers, lots, rule="ireland_1992")
    sheet.sort_first_preferences("s.119")
    sheet.set_quota(quota(sheet), sheet.total, "s.120")
    sheet.end_stage("first preferences", (), "s.119")
    deem_elected(sheet)
    while not last_vacancies_filled(sheet):
        over = [c for c in sheet.elected if sheet.surplus(c)]
        if over and not deferred(sheet, over):
            transfer_surplus(sheet, next_surplus(sheet, over))
        else:
            exclude(sheet, to_be_excluded(sheet))
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """s.120: the valid papers divided by one more than the vacancies, any fraction disregarded, increased by one."""
    return Votes(divide_down(sheet.total, sheet.contest.vacancies + 1) + 1)


def deem_elected(sheet: CountSheet) -> None:
    """s.120: whoever has the quota or more at the end of a count, the most votes first."""
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(elected)[0], "s.120")


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """s.121(2) to (7): of all papers, if the surplus is of original votes, or of the sub-parcel last received, the
    transferable ones are sorted; all of them move if they are no more than the surplus, else as many of each sub-parcel
    as is its share, those last filed. What no transferable paper can fill of the surplus is not effective."""
    surplus = sheet.surplus(candidate)
    papers = sheet.sort(candidate, sheet.last_batch(candidate))
    sheet.hand_over(last_filed(papers, numbers_to_move(sheet, papers, surplus)), sheet.one, "s.121(7)")
    if rest := sheet.surplus(candidate):
        sheet.set_aside(candidate, rest, "s.121(5)")
    sheet.end_stage("surplus", [candidate], "s.121")
    deem_elected(sheet)


def numbers_to_move(sheet: CountSheet, papers: SortedPapers, surplus: Votes) -> dict[CandidateId, int]:
    """s.121(5), (6): all, or sub-parcel x surplus / transferable papers; the papers wanting because fractions were left
    out come from the sub-parcels with the largest fractions."""
    total = papers.transferable
    if total <= surplus:
        return dict(papers.papers)
    shares = {c: Fraction(number * surplus, total) for c, number in papers.papers.items()}
    numbers = {c: divide_down(share.numerator, share.denominator) for c, share in shares.items()}
    fractions = {c: shares[c] - numbers[c] for c in shares}
    for _ in range(surplus - sum(numbers.values())):
        largest = largest_fraction(sheet, papers, fractions)
        numbers[largest] += 1
        del fractions[largest]
    return numbers


def largest_fraction(sheet: CountSheet, papers: SortedPapers, fractions: dict[CandidateId, Fraction]) -> CandidateId:
    """s.121(6): the largest fraction; of equal ones that of the largest sub-parcel; of equal ones that of the candidate
    with more votes at the first count at which they differed; else by lot (s.118)."""
    most = max(fractions.values())
    tied = [c for c, fraction in fractions.items() if fraction == most]
    largest = max(papers.papers[c] for c in tied)
    tied = [c for c in tied if papers.papers[c] == largest]
    return sheet.choose(tied, Purpose.TRANSFER, earliest_difference, earlier="s.121(6)", lot="s.118")


def next_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """s.121(9), (10): a surplus of an earlier count first; of one count the largest; of equal ones that of the
    candidate with more votes at the first count at which they differed; else by lot."""
    arose = {c: sheet.last_batch(c)[0].batch for c in over}
    earliest = [c for c in over if arose[c] == min(arose.values())]
    most = max(sheet.surplus(c) for c in earliest)
    tied = [c for c in earliest if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, earliest_difference, earlier="s.121(10)", lot="s.118")


def deferred(sheet: CountSheet, over: Sequence[CandidateId]) -> bool:
    """s.121(8): surpluses need not be transferred if together less than the difference between the two lowest, and if
    they cannot decide whether the lowest has a quarter of the quota. Reading: what need not be done is put off."""
    votes = sorted(sheet.votes[c] for c in sheet.excludable())
    waiting = sum(sheet.surplus(c) for c in sheet.elected)
    waits = (
        len(votes) > 1 and waiting < votes[1] - votes[0] and no_quarter_at_stake(sheet, votes[0], votes[0] + waiting)
    )
    if waits:
        sheet.defer(over, "s.121(8)")
    return waits


def no_quarter_at_stake(sheet: CountSheet, least: int, at_most: int) -> bool:
    """s.121(8), 122(2): a candidate with more than a quarter of the quota has it already, one who can come to no more
    than that never gets it."""
    return 4 * least > (sheet.quota or 0) or 4 * at_most <= (sheet.quota or 0)


def to_be_excluded(sheet: CountSheet) -> list[CandidateId]:
    """s.122: the lowest, or together two or more of the lowest whose total with all surpluses is less than the votes of
    the candidate next above. Reading: enough remain for the vacancies, and no quarter of the quota is at stake for any
    of the group."""
    if doomed := sheet.doomed():
        return [lowest(sheet, doomed)]
    ascending = sorted(sheet.excludable(), key=lambda c: sheet.votes[c])
    votes = [sheet.votes[c] for c in ascending]
    waiting = sum(sheet.surplus(c) for c in sheet.elected)
    most = min(len(votes) - 1, len(sheet.continuing) - sheet.unfilled)
    sizes = [
        n
        for n in range(2, most + 1)
        if sum(votes[:n]) + waiting < votes[n] and no_quarter_at_stake(sheet, votes[0], sum(votes[:n]) + waiting)
    ]
    return ascending[: max(sizes)] if sizes else [lowest(sheet, ascending)]


def lowest(sheet: CountSheet, candidates: Sequence[CandidateId]) -> CandidateId:
    """s.122(4): the lowest; of equal ones the lowest at the first count at which they differed; else by lot."""
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, earliest_difference, earlier="s.122(4)", lot="s.118")


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId]) -> None:
    """s.122: exclude them, each only if constraints still let them go once the one before is out, and transfer all
    their papers in one count. s.124: no further transfer once the last vacancies can be filled."""
    excluded = sheet.exclude_each(candidates, "s.122")
    done = filling_last_vacancies(sheet) is not None
    for candidate in excluded:
        if not done:
            sheet.transfer(candidate, value=lambda parcel: parcel.value, clause="s.122")
        elif sheet.votes[candidate]:
            sheet.leave_untransferred(candidate, "s.124")
    sheet.end_stage("exclusion", excluded, "s.122")
    if not done:
        deem_elected(sheet)


class LastVacancies(NamedTuple):
    """Who can be deemed elected without any further transfer, and under which subsection."""

    clause: str
    candidates: list[CandidateId]


def last_vacancies_filled(sheet: CountSheet) -> bool:
    """s.124: deem elected who can fill the last vacancies. True: all is done."""
    if (last := filling_last_vacancies(sheet)) is None:
        return False
    for candidate in sheet.by_votes(last.candidates):
        sheet.elect(candidate, last.clause)
    return True


def filling_last_vacancies(sheet: CountSheet) -> LastVacancies | None:
    """None: some vacancy cannot be filled yet.

    s.124(1): all who continue, where they are as many as the vacancies.
    s.124(1A): all but the lowest, where they are one more and the lowest with all surpluses has less than the next.
    s.124(2): the last vacancy, whoever has more votes than all others with all surpluses.
    """
    possible = sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed())
    if len(possible) <= sheet.unfilled or not sheet.unfilled:
        return LastVacancies("s.124(1)", possible if sheet.unfilled else [])
    votes, waiting = [sheet.votes[c] for c in possible], sheet.awaiting_transfer()
    if sheet.unfilled == 1 and votes[0] > sum(votes[1:]) + waiting and sheet.electable(possible[:1]):
        return LastVacancies("s.124(2)", possible[:1])
    one_more = len(possible) == sheet.unfilled + 1 and possible[-1] in sheet.excludable()
    if one_more and votes[-1] + waiting < votes[-2]:
        return LastVacancies("s.124(1A)", possible[:-1])
    return None


RULES = (
    Rule(
        name="ireland_1992",
        title="Ireland: elections to Dáil Éireann, STV with whole papers (1992)",
        source="Electoral Act 1992, sections 118 to 124, as amended in 2001",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
        needs_order=True,
    ),
)
