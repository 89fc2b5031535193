"""Rules of the Proportional Representation Society of Australia for the quota-preferential method, 1977.

Not verified in full: of the Society's rules (prsa.org.au, rule1977.htm, which may not be copied) only rules 1 to 2.3.2
were read. What stands below of later surpluses, exclusion (rule 3), ties and the end of the count is what is reported
of these rules: the last parcel alone, surpluses in the order in which they arose, parcels of an excluded candidate in
the order in which they came, one exclusion at a time, ties by the latest difference. Compare with the text before you
rely on it. Numbers of rules that were not read are given as "r.2", "r.3".
"""

from collections.abc import Sequence

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

DECIMALS = 3
"""r.1.3: values are recorded in thousandths of a vote."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Quota, surpluses in the order in which they arose, exclusions one by one."""
    sheet = CountSheet(contest, papers, lots, rule="prsa_1977", decimals=DECIMALS)
    sheet.sort_first_preferences("r.1.1")
    sheet.set_quota(quota(sheet), sheet.total, "r.1.3")
    sheet.end_stage("first preferences", (), "r.1.1")
    record_elected(sheet, "r.2.1")
    while not all_filled(sheet):
        if over := [c for c in sheet.elected if sheet.surplus(c)]:
            transfer_surplus(sheet, next_surplus(sheet, over))
        else:
            exclude(sheet, lowest(sheet))
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """r.1.3: the value of all first preferences in thousandths, divided by one more than the vacancies: the number of
    thousandths next above, also where the division is exact."""
    return Votes(divide_down(sheet.total, sheet.contest.vacancies + 1) + 1)


def record_elected(sheet: CountSheet, clause: str) -> None:
    """r.2.1: whoever has the quota or more, the most votes first."""
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(elected)[0], clause)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """Continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def next_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """r.2: the surplus that arose first; of those that arose together the largest; of equal ones by the latest stage
    at which the candidates differed, then by lot. A surplus arose with the candidate's last batch."""
    arose = {c: sheet.last_batch(c)[0].batch for c in over}
    oldest = [c for c in over if arose[c] == min(arose.values())]
    most = max(sheet.surplus(c) for c in oldest)
    tied = [c for c in oldest if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, latest_difference, earlier="r.2", lot="r.2")


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """r.2.3: all papers of a surplus of first preferences, the last parcel of a later one; those with a next preference
    move at the transfer value, the candidate keeps the quota."""
    parcel, surplus = sheet.last_batch(candidate), sheet.surplus(candidate)
    face_value = parcel[0].value
    papers = sheet.sort(candidate, parcel)
    value = transfer_value(surplus, papers.transferable, face_value)
    sheet.hand_over(papers, value, "r.2.3", spent_value=NO_VOTES)
    rest = sheet.surplus(candidate)
    if rest and value < face_value:
        sheet.lose(candidate, rest, "r.2.3")
    elif rest:
        sheet.set_aside(candidate, rest, "r.2.3")
    sheet.end_stage("surplus", [candidate], "r.2.3")
    record_elected(sheet, "r.2.1")


def transfer_value(surplus: Votes, transferable: int, face_value: Votes) -> Votes:
    """r.2.3: where the transferable papers are worth more than the surplus, surplus / number of them, the remainder
    neglected; else each keeps its value."""
    if transferable * face_value > surplus:
        return Votes(divide_down(surplus, transferable))
    return face_value


def lowest(sheet: CountSheet) -> CandidateId:
    """r.3: the lowest; of equal ones by the latest stage at which they differed, then by lot."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, latest_difference, earlier="r.3", lot="r.3")


def exclude(sheet: CountSheet, candidate: CandidateId) -> None:
    """r.3: the papers move parcel by parcel in the order in which they came, each at its value; after each it is seen
    who has the quota, and they receive nothing from the next. Once the last vacancies can be filled nothing moves."""
    sheet.exclude(candidate, "r.3")
    for batch in sorted({parcel.batch for parcel in sheet.parcels[candidate]}):
        if can_fill_last(sheet):
            break
        parcels = [parcel for parcel in sheet.parcels[candidate] if parcel.batch == batch]
        sheet.hand_over(sheet.sort(candidate, parcels), parcels[0].value, "r.3")
        sheet.end_batch("r.3")
        record_elected(sheet, "r.3")
    if sheet.votes[candidate]:
        sheet.leave_untransferred(candidate, "r.3")
    sheet.end_stage("exclusion", [candidate], "r.3")


def can_fill_last(sheet: CountSheet) -> bool:
    """All vacancies are filled, or no more candidates continue than there are vacancies left."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def all_filled(sheet: CountSheet) -> bool:
    """Elect those who continue, once they are no more than the vacancies left. True: all is done."""
    if not can_fill_last(sheet):
        return False
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "r.3")
    return True


RULES = (
    Rule(
        name="prsa_1977",
        title="Proportional Representation Society of Australia: quota-preferential method (1977)",
        source="PRSA rules of 1977: rules 1 to 2.3.2 as read, the rest as reported",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
