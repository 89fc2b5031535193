"""Australian Senate: unweighted inclusive Gregory, as amended by the Assurance of Senate Counting Act 2021.

Source: Commonwealth Electoral Act 1918, section 273(8) to (31A), as amended by Act No. 135 of 2021, for computerised
counts (section 273A(5)). Not verified in full: the Act of 2021 and subsections 273(13), (17), (18), (20)(b), (22) and
(31) were read; (8) to (12), (13AA), (14) to (16), (21) and (23) were looked for and read only as far as others quote
them. A *count* of the Act is one transfer of papers of one value (here a batch of a stage).

Votes are whole; the six decimals are there to show transfer values, which are exact fractions. Bulk exclusion, (13A),
is for manual counts only since 2021 and not here; nor is the least number of squares that a formal paper must have.
"""

from collections.abc import Sequence
from fractions import Fraction

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet, SortedPapers
from hustings.count.ties import latest_all_different, latest_difference, no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 6
"""For showing transfer values; votes are whole."""

TransferValues = dict[int, Fraction]
"""The exact transfer value of the papers of each batch."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Section 273(8) to (18): first preferences, surpluses, exclusions one by one."""
    sheet = CountSheet(contest, papers, lots, rule="senate_2021", decimals=DECIMALS)
    values: TransferValues = {sheet.batch: Fraction(1)}
    sheet.sort_first_preferences("s.273(8)")
    sheet.set_quota(quota(sheet), sheet.total, "s.273(8)")
    sheet.end_stage("first preferences", (), "s.273(8)")
    elect(sheet, "s.273(8)")
    while not filled(sheet):
        if over := [c for c in sheet.elected if sheet.surplus(c)]:
            transfer_surplus(sheet, next_surplus(sheet, over), values)
        else:
            exclude(sheet, lowest(sheet), values)
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """(8): all first preference votes divided by one more than the vacancies, any remainder disregarded, plus one."""
    return Votes((divide_down(sheet.total // sheet.one, sheet.contest.vacancies + 1) + 1) * sheet.one)


def elect(sheet: CountSheet, clause: str) -> None:
    """(8), (10), (15): whoever has the quota or more, in the order of their votes."""
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        most = max(sheet.votes[c] for c in elected)
        for candidate in order_of_election(sheet, [c for c in elected if sheet.votes[c] == most]):
            if sheet.unfilled and sheet.electable([candidate]):
                sheet.elect(candidate, clause)


def order_of_election(sheet: CountSheet, tied: Sequence[CandidateId]) -> list[CandidateId]:
    """(20)(b): who have equal votes are elected in the order of their votes at the last count at which all of them
    differed; where there was none the lot settles the whole order."""
    _, told_by = latest_all_different([point.votes for point in sheet.points], tied, max)
    reading, points = (latest_all_different, sheet.points[: told_by[0]]) if told_by else (no_earlier_stage, [])
    order, left = list[CandidateId](), list(tied)
    while left:
        order.append(
            sheet.choose(left, Purpose.ELECT, reading, earlier="s.273(20)(b)", lot="s.273(20)(b)", points=points)
        )
        left.remove(order[-1])
    return order


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def next_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """(21) to (23): surpluses of an earlier count first; of one count the largest; of equal ones by the last count at
    which all of them differed, else by lot."""
    arose = {c: sheet.last_batch(c)[0].batch for c in over}
    earliest = [c for c in over if arose[c] == min(arose.values())]
    most = max(sheet.surplus(c) for c in earliest)
    tied = [c for c in earliest if sheet.surplus(c) == most]
    return sheet.choose(
        tied, Purpose.TRANSFER, latest_all_different, earlier="s.273(22)", lot="s.273(22)", points=sheet.points
    )  # fmt: skip


def transfer_surplus(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """(9), (14): all papers of the candidate move at surplus / number of papers, spent ones counted too, whatever they
    were worth before; the candidate keeps the quota."""
    papers = sheet.sort(candidate, sheet.parcels[candidate])
    hand_over(sheet, papers, transfer_value(sheet, candidate, papers), values, "s.273(9)")
    if rest := sheet.surplus(candidate):
        sheet.lose(candidate, rest, "s.273(9)")
    sheet.end_stage("surplus", [candidate], "s.273(9)")
    elect(sheet, "s.273(10)")


def transfer_value(sheet: CountSheet, candidate: CandidateId, papers: SortedPapers) -> Fraction:
    """(9)(a), (14)(a): the surplus divided by the number of the candidate's papers."""
    return Fraction(sheet.surplus(candidate), sheet.one * (papers.transferable + papers.spent))


def hand_over(
    sheet: CountSheet, papers: SortedPapers, value: Fraction, values: TransferValues, clause: str
) -> None:  # fmt: skip
    """(9)(b): each receiver is credited with papers x transfer value, any fraction disregarded; so are spent papers."""
    values[sheet.batch] = value
    shown = Votes(divide_down(value.numerator * sheet.one, value.denominator))
    sheet.hand_over(papers, shown, clause, credit=lambda number: whole_votes(sheet, number, value))


def whole_votes(sheet: CountSheet, papers: int, value: Fraction) -> Votes:
    """papers x transfer value, any fraction disregarded."""
    return Votes(divide_down(papers * value.numerator, value.denominator) * sheet.one)


def lowest(sheet: CountSheet) -> CandidateId:
    """(13)(a), (29) to (31A): the lowest in the poll. Equal ones stand in the order of their votes at the last count at
    which they differed, two by two, so the lowest of three is found going back count by count; else by lot."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(
        tied, Purpose.EXCLUDE, latest_difference, earlier="s.273(31)", lot="s.273(29A)", points=sheet.points
    )  # fmt: skip


def exclude(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """(13AA): the papers move in groups of equal transfer value, the highest first; after each group it is seen who has
    the quota (15), and they receive no more (16). (18): nothing moves where the last vacancies can be filled."""
    sheet.exclude(candidate, "s.273(13)")
    for value in sorted({values[parcel.batch] for parcel in sheet.parcels[candidate]}, reverse=True):
        if as_many_as_vacancies(sheet):
            break
        group = [parcel for parcel in sheet.parcels[candidate] if values[parcel.batch] == value]
        hand_over(sheet, sheet.sort(candidate, group), value, values, "s.273(13AA)")
        settle_fractions(sheet, candidate, values)
        sheet.end_batch("s.273(13AA)")
        elect(sheet, "s.273(15)")
    if sheet.votes[candidate]:
        sheet.leave_untransferred(candidate, "s.273(18)")
    sheet.end_stage("exclusion", [candidate], "s.273(13)")


def settle_fractions(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """What disregarding fractions has lost of the votes that the moved papers had brought; below zero where papers of
    equal value that came at two counts gain something by moving together."""
    remaining = sum(whole_votes(sheet, parcel.papers, values[parcel.batch]) for parcel in sheet.parcels[candidate])
    if difference := sheet.votes[candidate] - remaining:
        sheet.lose(candidate, Votes(difference), "s.273(13AA)")


def as_many_as_vacancies(sheet: CountSheet) -> bool:
    """(18): no more candidates continue than there are vacancies unfilled. "Notwithstanding any other provision", so it
    is looked at before anything more moves."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def filled(sheet: CountSheet) -> bool:
    """(17), (18): fill the last vacancies. True: all is done.

    Reading: (17), the last vacancy between two, waits until every surplus is transferred, as in the counts of 2016 and
    2019; a surplus could still turn it. If the two are equal it is for the lot alone since 2021.
    """
    possible = [c for c in sheet.continuing if c not in sheet.doomed()]
    if as_many_as_vacancies(sheet):
        for candidate in sheet.by_votes(possible) if sheet.unfilled else ():
            sheet.elect(candidate, "s.273(18)")
        return True
    if sheet.unfilled > 1 or len(possible) > 2 or any(sheet.surplus(c) for c in sheet.elected):
        return False
    most = max(sheet.votes[c] for c in possible)
    tied = [c for c in sheet.electable(possible) if sheet.votes[c] == most]
    if not tied:
        return False
    sheet.elect(
        sheet.choose(tied, Purpose.ELECT, no_earlier_stage, earlier="s.273(17)", lot="s.273(17)"), "s.273(17)"
    )  # fmt: skip
    return True


RULES = (
    Rule(
        name="senate_2021",
        title="Australian Senate: unweighted inclusive Gregory STV (2021)",
        source="Commonwealth Electoral Act 1918, section 273, as amended by Act No. 135 of 2021",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
