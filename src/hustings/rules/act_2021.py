"""Hare-Clark: elections to the Assembly of the Australian Capital Territory, as counted since 2021.

Source: Electoral Act 1992 (ACT), Schedule 4, parts 4.1 and 4.2, as amended in 2020 (votes are cut to six decimals, not
to whole votes). Not verified in full: clauses 1 to 1C, 4 and 7(3)(c) were read; clauses 3, 6, 8 and 9, which say how
papers are sorted, were looked for and read only as far as others quote them. The Act's words and ours: successful is
elected, count is one transfer of papers of one value (here a batch of a stage).

The commission's own program of 2020 rounded to the nearest and split equal transfer values; it was put right in 2021.
Casual vacancies (part 4.3) are counted back from the leaver's papers by the room `contests`.
"""

from collections.abc import Sequence
from fractions import Fraction

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet, SortedPapers
from hustings.count.ties import latest_difference
from hustings.count.transcript import Transcript

DECIMALS = 6
"""cl.1A(2): count votes are rounded down to six decimal places."""

TransferValues = dict[int, Fraction]
"""The exact transfer value of the papers of each batch; cl.1C sets no number of places."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Part 4.2: first preferences, surpluses in their order, exclusions one by one."""
    sheet = CountSheet(contest, papers, lots, rule="act_2021", decimals=DECIMALS)
    values: TransferValues = {sheet.batch: Fraction(1)}
    sheet.sort_first_preferences("cl.3(1)")
    sheet.set_quota(quota(sheet), sheet.total, "cl.1B")
    sheet.end_stage("first preferences", (), "cl.3")
    elect_successful(sheet, "cl.3(3)")
    while not ceased(sheet):
        if over := [c for c in sheet.elected if sheet.surplus(c)]:
            transfer_surplus(sheet, next_surplus(sheet, over), values)
        else:
            exclude(sheet, lowest(sheet), values)
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """cl.1B: the formal papers divided by one more than the positions, any fraction disregarded, plus one."""
    return Votes((divide_down(sheet.total // sheet.one, sheet.contest.vacancies + 1) + 1) * sheet.one)


def elect_successful(sheet: CountSheet, clause: str) -> None:
    """cl.3(3), 6(4), 9(2)(d): whoever has total votes equal to or greater than the quota, the most votes first."""
    while sheet.unfilled and (successful := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(successful)[0], clause)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def ceased(sheet: CountSheet) -> bool:
    """cl.4: the scrutiny ceases (1) when all positions are filled, or (2) when no more candidates continue than there
    are positions left and no surplus remains to be dealt with; then those who continue are successful."""
    if not sheet.unfilled:
        return True
    possible = [c for c in sheet.continuing if c not in sheet.doomed()]
    if len(possible) > sheet.unfilled or any(sheet.surplus(c) for c in sheet.elected):
        return False
    for candidate in sheet.by_votes(possible):
        sheet.elect(candidate, "cl.4(2)")
    return True


def next_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """cl.7: of who obtained the quota at the earliest count, the largest surplus; of equal ones who had more votes at
    the last count that tells them apart, going back and leaving out who had fewer (7(3)(c)); else by lot."""
    obtained = {c: sheet.last_batch(c)[0].batch for c in over}
    earliest = [c for c in over if obtained[c] == min(obtained.values())]
    most = max(sheet.surplus(c) for c in earliest)
    tied = [c for c in earliest if sheet.surplus(c) == most]
    return sheet.choose(
        tied, Purpose.TRANSFER, latest_difference, earlier="cl.7(3)(c)", lot="cl.7(3)(c)", points=sheet.points
    )  # fmt: skip


def transfer_surplus(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """cl.6, 1C(2), (4): the papers counted at the count at which the candidate became successful move on, each worth
    surplus / those of them with a next available preference, but not more than before."""
    surplus, last = sheet.surplus(candidate), sheet.last_batch(candidate)
    before = values[last[0].batch]
    papers = sheet.sort(candidate, last)
    value = transfer_value(Fraction(surplus, sheet.one), papers.transferable, before)
    hand_over(sheet, papers, value, values, "cl.6(3)", spent=False)
    rest = sheet.surplus(candidate)
    if rest and value < before:
        sheet.lose(candidate, rest, "cl.1A(2)")
    elif rest:
        sheet.set_aside(candidate, rest, "cl.1C(4)")
    sheet.end_stage("surplus", [candidate], "cl.6")
    elect_successful(sheet, "cl.6(4)")


def transfer_value(surplus: Fraction, transferable: int, before: Fraction) -> Fraction:
    """cl.1C(2), (4): S / CP, exactly, capped at the value that the papers had."""
    return min(before, Fraction(surplus, transferable)) if transferable else before


def hand_over(
    sheet: CountSheet, papers: SortedPapers, value: Fraction, values: TransferValues, clause: str, *, spent: bool
) -> None:
    """cl.1A: credit each receiver with count votes. `spent` papers of an excluded candidate take their votes with them,
    those of a surplus leave theirs behind."""
    values[sheet.batch] = value
    sheet.hand_over(
        papers,
        count_votes(sheet, 1, value),
        clause,
        spent_value=None if spent else NO_VOTES,
        credit=lambda number: count_votes(sheet, number, value),
    )


def count_votes(sheet: CountSheet, papers: int, value: Fraction) -> Votes:
    """cl.1A: papers x transfer value, any fraction rounded down to six decimal places."""
    return Votes(divide_down(papers * value.numerator * sheet.one, value.denominator))


def lowest(sheet: CountSheet) -> CandidateId:
    """cl.8: the fewest votes; of equal ones who had fewer at the last count that tells them apart; else by lot."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(
        tied, Purpose.EXCLUDE, latest_difference, earlier="cl.8(2)", lot="cl.8(2)", points=sheet.points
    )  # fmt: skip


def exclude(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """cl.9: the papers move in groups of equal transfer value, the highest first; after each group it is seen who is
    successful. cl.4(1): the scrutiny ceases at once when all positions are filled."""
    sheet.exclude(candidate, "cl.8")
    for value in sorted({values[parcel.batch] for parcel in sheet.parcels[candidate]}, reverse=True):
        group = [parcel for parcel in sheet.parcels[candidate] if values[parcel.batch] == value]
        hand_over(sheet, sheet.sort(candidate, group), value, values, "cl.9(2)(c)", spent=True)
        settle_fractions(sheet, candidate, values)
        sheet.end_batch("cl.9(2)(d)")
        elect_successful(sheet, "cl.9(2)(d)")
        if not sheet.unfilled:
            break
    if sheet.votes[candidate]:
        sheet.leave_untransferred(candidate, "cl.4(1)")
    sheet.end_stage("exclusion", [candidate], "cl.9")


def settle_fractions(sheet: CountSheet, candidate: CandidateId, values: TransferValues) -> None:
    """cl.1A(2): what rounding down has lost of the votes that the moved papers had brought. (Papers of equal value that
    came at two counts were rounded down twice, and move together: then something is gained.)"""
    remaining = sum(count_votes(sheet, parcel.papers, values[parcel.batch]) for parcel in sheet.parcels[candidate])
    if difference := sheet.votes[candidate] - remaining:
        sheet.lose(candidate, Votes(difference), "cl.1A(2)")


RULES = (
    Rule(
        name="act_2021",
        title="Australian Capital Territory: Hare-Clark (2021)",
        source="Electoral Act 1992 (ACT), Schedule 4, parts 4.1 and 4.2, as amended in 2020",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
