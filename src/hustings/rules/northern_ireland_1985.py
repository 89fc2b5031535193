"""Northern Ireland local elections by single transferable vote.

Source: Local Elections (Northern Ireland) Order 1985, SI 1985/454, which puts these rules into Schedule 5 of the
Electoral Law Act (Northern Ireland) 1962: rules 41 and 46 to 52. The clauses stand below in the order of the text,
paraphrased. The Assembly's elections follow rules of nearly the same wording, which are not this module.
"""

from collections.abc import Sequence

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers, Parcel
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import earliest_difference
from hustings.count.transcript import Transcript

DECIMALS = 2
"""r.49(4)(b): transfer values are worked out to two decimal places."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Rules 47 to 52 in turn, until every vacancy is filled."""
    sheet = CountSheet(contest, papers, lots, rule="northern_ireland_1985", decimals=DECIMALS)
    sheet.sort_first_preferences("r.47")
    sheet.set_quota(quota(sheet), sheet.total, "r.48(2)")
    sheet.end_stage("first preferences", (), "r.47")
    deem_elected(sheet)
    while not last_vacancies_filled(sheet):
        over = [c for c in sheet.elected if sheet.surplus(c)]
        if over and not deferred(sheet, over):
            transfer_surplus(sheet, largest_surplus(sheet, over))
        else:
            exclude(sheet, to_be_excluded(sheet))
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """r.48(1), (2): the valid papers divided by one more than the vacancies, any fraction disregarded, plus one."""
    return Votes((divide_down(sheet.total // sheet.one, sheet.contest.vacancies + 1) + 1) * sheet.one)


def deem_elected(sheet: CountSheet) -> None:
    """r.48(3): at any stage, whoever has the quota or more; those of one moment from the most votes down.

    Reading: where there is only one vacancy the clause bids wait for an exclusion, but rule 51 itself yields to rule
    52, under which a candidate with a majority is elected "thereupon". So r.52(2) alone decides there.
    """
    while sheet.unfilled and (elected := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(elected)[0], "r.48(3)")


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """r.48(3): continuing candidates whose votes equal or exceed the quota; nobody where one vacancy is contested."""
    if sheet.contest.vacancies == 1:
        return []
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """r.49(1) to (7): of the first preferences or, later, of the sub-parcel last received, the papers with a next
    preference move on; the candidate keeps the quota. r.50(2)(c): the rest of the surplus is non-transferable."""
    sub_parcel, surplus = sheet.last_batch(candidate), sheet.surplus(candidate)
    received_at = sub_parcel[0].value
    sorted_papers = sheet.sort(candidate, sub_parcel)
    value = transfer_value(surplus, sorted_papers.transferable, received_at)
    sheet.hand_over(sorted_papers, value, "r.49(7)" if sub_parcel[0].stage > 1 else "r.49(4)", spent_value=NO_VOTES)
    rest = sheet.surplus(candidate)
    if rest and value < received_at:
        sheet.lose(candidate, rest, "r.50(2)(c)")
    elif rest:
        sheet.set_aside(candidate, rest, "r.50(2)(c)")
    sheet.end_stage("surplus", [candidate], "r.49(8)")
    deem_elected(sheet)


def transfer_value(surplus: Votes, transferable: int, received_at: Votes) -> Votes:
    """r.49(4), (7): surplus / papers transferred, to two decimals, any remainder ignored, but not more than the value
    at which the candidate received them.

    Reading: r.49(4) says only for a later surplus, in (7), that the lesser value is taken; a first preference cannot
    be worth more than one vote either, since the value "reduces" each vote.
    """
    if transferable:
        return Votes(min(received_at, divide_down(surplus, transferable)))
    return received_at


def deferred(sheet: CountSheet, over: Sequence[CandidateId]) -> bool:
    """r.49(10): surpluses are not transferred if less in total than (a) the difference between the two lowest, or (b)
    that between the total of two or more of the lowest and the candidate next above.

    Reading: in (b) the group is one that r.51(12) could exclude, leaving enough candidates for the vacancies. The
    words do not say so, but the sense of waiting is that the surplus cannot matter for who is excluded.
    """
    size = size_of_group(sheet)
    if size:
        sheet.defer(over, "r.49(10)(a)" if size == 1 else "r.49(10)(b)")
    return size > 0


def largest_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """r.50(1): the largest surplus first; equal ones by the earliest stage at which they differed, then by lot."""
    most = max(sheet.surplus(c) for c in over)
    tied = [c for c in over if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, earliest_difference, earlier="r.50(1)(a)", lot="r.50(1)(b)")


def to_be_excluded(sheet: CountSheet) -> list[CandidateId]:
    """r.51(1), (12): the lowest candidate or, in one operation, two or more of the lowest."""
    if doomed := sheet.doomed():
        return [lowest(sheet, doomed)]
    if (size := size_of_group(sheet)) > 1:
        return ascending(sheet)[:size]
    return [lowest(sheet, sheet.excludable())]


def size_of_group(sheet: CountSheet) -> int:
    """r.51(12): of how many lowest candidates the total, with any surpluses not transferred, is less than the votes of
    the candidate next above, enough remaining for the vacancies: the largest such number, 0 for none.

    Equal votes are never parted by it: a total that includes one of two equals is not less than the other.
    """
    votes = [sheet.votes[c] for c in ascending(sheet)]
    waiting = sum(sheet.surplus(c) for c in sheet.elected)
    most = min(len(votes) - 1, len(sheet.continuing) - sheet.unfilled)
    return max((n for n in range(1, most + 1) if sum(votes[:n]) + waiting < votes[n]), default=0)


def ascending(sheet: CountSheet) -> list[CandidateId]:
    """Who may be excluded, the fewest votes first."""
    return sorted(sheet.excludable(), key=lambda c: sheet.votes[c])


def lowest(sheet: CountSheet, candidates: Sequence[CandidateId]) -> CandidateId:
    """r.51(1), (13): the lowest; equal ones by the earliest stage at which they differed, then by lot."""
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, earliest_difference, earlier="r.51(13)(a)", lot="r.51(13)(b)")


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId]) -> None:
    """r.51(1), (4): exclude these candidates, each only if constraints still let them go once the one before is out,
    and transfer their papers. r.52(3): no further once the last vacancies can be filled."""
    excluded = sheet.exclude_each(candidates, "r.51(1)" if len(candidates) == 1 else "r.51(12)")
    transfer_papers(sheet, excluded)
    for candidate in excluded:
        if sheet.votes[candidate]:
            sheet.leave_untransferred(candidate, "r.52(3)")
    sheet.end_stage("exclusion", excluded, "r.51(4)")


def transfer_papers(sheet: CountSheet, excluded: Sequence[CandidateId]) -> None:
    """r.51(2) to (9): sub-parcel by sub-parcel, each paper at the value at which it came.

    r.48(3): after each it is seen who has the quota; they receive nothing from the next.
    """
    for place in sorted({place_in_line(parcel) for c in excluded for parcel in sheet.parcels[c]}):
        if filling_last_vacancies(sheet) is not None:
            return
        for source in excluded:
            parcels = [parcel for parcel in sheet.parcels[source] if place_in_line(parcel) == place]
            if parcels:
                sheet.hand_over(sheet.sort(source, parcels), parcels[0].value, "r.51(3)" if not place[0] else "r.51(7)")
        sheet.end_batch("r.51(9)")
        deem_elected(sheet)


def place_in_line(parcel: Parcel) -> tuple[bool, int]:
    """r.51(2), (5): papers that bear a first preference before all that were transferred, those by descending value."""
    return parcel.stage > 1, -parcel.value


def last_vacancies_filled(sheet: CountSheet) -> bool:
    """r.52: deem elected who can fill the last vacancies. True: all is done."""
    if (last := filling_last_vacancies(sheet)) is None:
        return False
    clause = "r.52(1)" if len(last) == len(sheet.continuing) - len(sheet.doomed()) else "r.52(2)"
    for candidate in sheet.by_votes(last):
        sheet.elect(candidate, clause)
    return True


def filling_last_vacancies(sheet: CountSheet) -> list[CandidateId] | None:
    """Who can be deemed elected without any further transfer; None: some vacancy cannot be filled so yet.

    r.52(1): all who continue, where they are no more than the vacancies unfilled.
    r.52(2): for the last vacancy, the candidate with no fewer votes than all others together with any surplus not
    transferred. Reading: votes still to be moved from an excluded candidate count with the others, so that the clause
    may be applied between two sub-parcels; and where two have equal votes and nothing else is left, neither is it.
    """
    if not sheet.unfilled:
        return []
    possible = [c for c in sheet.continuing if c not in sheet.doomed()]
    if len(possible) <= sheet.unfilled:
        return possible
    if sheet.unfilled > 1:
        return None
    everything = sum(sheet.votes[c] for c in sheet.continuing) + sheet.awaiting_transfer()
    ahead = [c for c in sheet.electable(possible) if 2 * sheet.votes[c] >= everything]
    return ahead if len(ahead) == 1 else None


RULES = (
    Rule(
        name="northern_ireland_1985",
        title="Northern Ireland local elections: STV (1985)",
        source="SI 1985/454, rules 41 and 46 to 52 of the local elections rules",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
