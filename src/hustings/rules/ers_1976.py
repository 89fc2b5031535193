"""How to conduct an election by the single transferable vote: the Electoral Reform Society's rules, second edition.

Not verified: the booklet itself was looked for (Newland and Britton, "How to Conduct an Election by the Single
Transferable Vote", 2nd edition, Electoral Reform Society 1976; "ERS76") and not found. This module is the third edition
(ERS97) less the changes that the third edition is reported to have made: that it lowers the quota when papers become
non-transferable before anybody is elected, that it works every quota out to two decimals, and that it dropped an
optional provision to hold votes in suspense, which is not here either. So the quota is a whole number, rounded up, and
never changes. Clause numbers are those of the third edition.

A *batch* is all papers of one value in a transfer (6.1); votes are worked out to two decimal places.
"""

from collections.abc import Sequence

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import NO_VOTES, Votes, divide_down, divide_up
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import earliest_difference
from hustings.count.transcript import Transcript

DECIMALS = 2
"""5.3.7: transfer values are worked out to two decimal places."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """5.1 to 5.5 in turn, until every place is filled."""
    sheet = CountSheet(contest, papers, lots, rule="ers_1976", decimals=DECIMALS)
    sheet.sort_first_preferences("5.1.2")
    sheet.set_quota(quota(sheet), sheet.total, "5.1.6")
    sheet.end_stage("first preferences", (), "5.1")
    deem_elected(sheet, "5.1.7")
    while not completed(sheet):
        over = [c for c in sheet.elected if sheet.surplus(c)]
        if over and not deferred(sheet, over):
            transfer_surplus(sheet, largest_surplus(sheet, over))
        else:
            exclude(sheet, to_be_excluded(sheet))
    return sheet.transcript


def quota(sheet: CountSheet) -> Votes:
    """5.1.6: the valid vote divided by one more than the places, rounded up to a whole vote.

    Reading: an exact division is the quota, as in the third edition.
    """
    return Votes(divide_up(sheet.total // sheet.one, sheet.contest.vacancies + 1) * sheet.one)


def deem_elected(sheet: CountSheet, clause: str) -> None:
    """5.1.7, 5.3.13, 5.4.9: in descending order of votes, deem elected whoever has the vote required.

    What is required falls with each election, so it is worked out anew after each.
    """
    while sheet.unfilled and (qualified := sheet.electable(with_vote_required(sheet))):
        if (candidate := first_elected(sheet, qualified)) is None:
            return
        sheet.elect(candidate, clause)


def with_vote_required(sheet: CountSheet) -> list[CandidateId]:
    """5.1.7, 5.3.13, 5.4.9: who equals or exceeds (a) the quota or (b) total active vote / (places unfilled + 1).

    (b) never exceeds (a): at the start it is the same division without rounding, and whoever is elected takes at least
    (b) away with them. So (b) alone is tested.

    Reading: once no vote is active, (b) is zero, and the bare words would elect everybody left, votes or not. OpenSTV
    asks for at least 0.01; so do we, and leave candidates without a vote to exclusion and 5.5.1.
    """
    active = sum(sheet.votes[c] for c in sheet.continuing) + sheet.awaiting_transfer()
    return [c for c in sheet.continuing if sheet.votes[c] and sheet.votes[c] * (sheet.unfilled + 1) >= active]


def first_elected(sheet: CountSheet, qualified: Sequence[CandidateId]) -> CandidateId | None:
    """Who of the qualified is deemed elected next: the one with most votes, subject to 5.6.2.

    5.6.2: where several have equal votes and too few places are left for them, the one who had most at the earliest
    point where they differed; None where they were equal at all points: then none of them is deemed elected yet.
    """
    most = max(sheet.votes[c] for c in qualified)
    tied = [c for c in qualified if sheet.votes[c] == most]
    if len(tied) <= sheet.unfilled:
        return tied[0]
    ahead, _ = earliest_difference([point.votes for point in sheet.points], tied, max)
    if len(ahead) > sheet.unfilled:
        return None
    if len(ahead) > 1:
        return ahead[0]
    return first_of_equals(sheet, tied, Purpose.ELECT, "5.6.2")


def deferred(sheet: CountSheet, over: Sequence[CandidateId]) -> bool:
    """5.2.2: put all surpluses off if their total does not exceed (a) the difference between the two lowest, or
    (b) that between a group which 5.2.5 could exclude together and the candidate next above.

    Both come to this: with the surpluses added, somebody can still be excluded under 5.2.5(b).
    """
    size = size_of_group(sheet)
    if size:
        sheet.defer(over, "5.2.2(a)" if size == 1 else "5.2.2(b)")
    return size > 0


def largest_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """5.2.3: the largest surplus first."""
    most = max(sheet.surplus(c) for c in over)
    tied = [c for c in over if sheet.surplus(c) == most]
    return first_of_equals(sheet, tied, Purpose.TRANSFER, "5.2.3")


def to_be_excluded(sheet: CountSheet) -> list[CandidateId]:
    """5.2.5: as many of the lowest as can go together; where none can, the lowest alone.

    A tie matters only with the candidate next above the group.
    """
    if doomed := sheet.doomed():
        return [lowest(sheet, doomed)]
    candidates, size = ascending(sheet), max(1, size_of_group(sheet))
    next_above = sheet.votes[candidates[size]] if size < len(candidates) else None
    group = [c for c in candidates[:size] if sheet.votes[c] != next_above]
    while len(group) < size:
        group.append(lowest(sheet, [c for c in candidates if c not in group]))
    return group


def size_of_group(sheet: CountSheet) -> int:
    """5.2.5: the largest number of candidates with fewest votes who can be excluded together, provided that

    (a) enough remain to fill all places, and
    (b) their votes with all surpluses do not exceed the vote of the candidate next above.

    Reading: where somebody of the group has the same vote as the candidate next above (which (b) allows only if the
    others have no vote at all), the tie decides who of them goes. OpenSTV does so at the first exclusion only, and
    later takes those without a vote alone.
    """
    votes = [sheet.votes[c] for c in ascending(sheet)]
    waiting = sum(sheet.surplus(c) for c in sheet.elected)
    most = min(len(votes) - 1, len(sheet.continuing) - sheet.unfilled)
    return max((n for n in range(1, most + 1) if sum(votes[:n]) + waiting <= votes[n]), default=0)


def ascending(sheet: CountSheet) -> list[CandidateId]:
    """Who may be excluded, the fewest votes first."""
    return sorted(sheet.excludable(), key=lambda c: sheet.votes[c])


def lowest(sheet: CountSheet, candidates: Sequence[CandidateId]) -> CandidateId:
    """5.2.5: the fewest votes."""
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return first_of_equals(sheet, tied, Purpose.EXCLUDE, "5.2.5")


def first_of_equals(sheet: CountSheet, tied: Sequence[CandidateId], purpose: Purpose, clause: str) -> CandidateId:
    """5.2.3, 5.2.5, 5.6.2: the first stage, or the earliest point after the transfer of a batch, at which they had
    unequal votes decides; where there is none, the lot. 5.6.3: a lot once drawn holds in a recount."""
    return sheet.choose(tied, purpose, earliest_difference, earlier=clause, lot=clause, points=sheet.points)


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """5.3: of the last batch received (at stage 1: of all papers), those with a next preference move on.

    The candidate keeps the quota. What the papers do not carry is the non-transferable difference (6.11) or, where
    there are too few transferable papers, stays behind with those that name nobody further.
    """
    batch, surplus = sheet.last_batch(candidate), sheet.surplus(candidate)
    present_value = batch[0].value
    sorted_papers = sheet.sort(candidate, batch)
    value = transfer_value(surplus, sorted_papers.transferable, present_value)
    sheet.hand_over(sorted_papers, value, "5.3.8", spent_value=NO_VOTES)
    rest = sheet.surplus(candidate)
    if rest and value < present_value:
        sheet.lose(candidate, rest, "5.3.9")
    elif rest:
        sheet.set_aside(candidate, rest, "5.3.7")
    sheet.end_stage("surplus", [candidate], "5.3")
    deem_elected(sheet, "5.3.13")


def transfer_value(surplus: Votes, transferable: int, present_value: Votes) -> Votes:
    """5.3.7: if the transferable papers are worth more than the surplus, surplus / number of them to two decimals, the
    remainder ignored; otherwise each keeps its present value."""
    if transferable * present_value > surplus:
        return Votes(divide_down(surplus, transferable))
    return present_value


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId]) -> None:
    """5.2.5, 5.2.6: exclude these candidates, each only if constraints still let them go once the one before is out.

    5.5.1: where this leaves only as many as there are places, nobody's papers move.
    """
    excluded = sheet.exclude_each(candidates, "5.2.5")
    if not can_complete(sheet):
        transfer_papers(sheet, excluded)
    for candidate in excluded:
        if sheet.votes[candidate]:
            sheet.leave_untransferred(candidate, "5.5.2")
    sheet.end_stage("exclusion", excluded, "5.4")


def transfer_papers(sheet: CountSheet, excluded: Sequence[CandidateId]) -> None:
    """5.4: all papers of the excluded, batch by batch in descending order of value; after each, candidates may be
    elected (5.4.9), who then receive no more (5.4.10). 5.5.2: no further batch moves once all places are filled."""
    for value in sorted({parcel.value for c in excluded for parcel in sheet.parcels[c]}, reverse=True):
        for source in excluded:
            batch = [parcel for parcel in sheet.parcels[source] if parcel.value == value]
            sheet.hand_over(sheet.sort(source, batch), value, "5.4.7")
        sheet.end_batch("5.4.11")
        deem_elected(sheet, "5.4.9")
        if not sheet.unfilled:
            return


def can_complete(sheet: CountSheet) -> bool:
    """5.5.1: no more candidates continue than there are places unfilled."""
    return len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def completed(sheet: CountSheet) -> bool:
    """5.5: whether all places are filled; where no more continue than there are places, all are deemed elected.

    5.5.2 formally excludes whoever is left once the places are filled: no paper moves, so nothing is recorded.
    """
    if can_complete(sheet):
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "5.5.1")
    return not sheet.unfilled or can_complete(sheet)


RULES = (
    Rule(
        name="ers_1976",
        title="Electoral Reform Society: STV, Newland and Britton rules (1976)",
        source="Newland and Britton, 2nd edition 1976, from the 3rd edition and what it is reported to have changed",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
