"""Warren's method: every paper pays the same price for a candidate it helps to elect, as far as it has votes left.

Source: C. H. E. Warren, "Counting in STV elections", Voting matters 1 (1994), whose principles were read in an
extract, not in full: voters who help to elect a candidate bear equal shares in giving the quota. Looked for and not
found: a text that fixes decimals, rounding, exclusions and ties. These follow OpenSTV 1.7, method "Warren STV", a
program that was read; the steps are stated here in full, (1) to (9). It differs from Meek's method in (9) alone.

(1) Every valid paper is one vote for its first preference; every candidate's price is 1.
(2) The quota is the votes of all candidates divided by one more than the vacancies, cut to six decimals, plus 0.000001.
(3) Candidates with the quota or more are elected.
(4) The count is over when all vacancies are filled, or no more candidates continue than vacancies are left; those are
    then elected.
(5) Where elected candidates have a surplus and nobody is to be excluded by (6), the price of each of them becomes
    price x quota / votes, rounded up to six decimals. One such step is one stage.
(6) Candidates are excluded when there is no surplus left, when the last step changed no price, or when there is a group
    of lowest candidates whose votes together with all surpluses are fewer than the next candidate's. The whole group is
    excluded; where there is none, the lowest candidate. Candidates with equal votes are not split.
(7) At the first exclusion, where there is no surplus and the group has no votes at all, one more candidate goes with
    it.
(8) Of lowest candidates with equal votes, the one with fewer at the latest stage at which they differed, then by lot.
(9) After every change all votes are credited anew: each paper pays each candidate on it, in order, the price, or what
    the paper has left where that is less. Nothing is rounded here.

Reading: under (4) OpenSTV drops candidates without a single vote at the end and leaves their places empty, though
nobody else is there to fill them. Here they are elected.
"""

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down, divide_up
from hustings.count.contest import Contest
from hustings.count.keep_values import KeepValues, pay_the_price
from hustings.count.losers import sure_losers
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import latest_difference
from hustings.count.transcript import Transcript

DECIMALS = 6


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Steps (1) to (9)."""
    sheet = CountSheet(contest, papers, lots, rule="warren_1994", decimals=DECIMALS)
    keeping = KeepValues(sheet, papers, pay_the_price, "(1)")
    rule_off(sheet, keeping, "first preferences", [])
    changing = True
    while not complete(sheet):
        if changing and total_surplus(sheet) and not sheet.doomed() and not sure_losers(sheet, total_surplus(sheet)):
            changing = transfer_surpluses(sheet, keeping)
        else:
            exclude(sheet, keeping, losers(sheet, stuck=not changing))
            changing = True
    elect_the_last(sheet)
    return sheet.transcript


def rule_off(sheet: CountSheet, keeping: KeepValues, action: str, whose: list[CandidateId]) -> None:
    """(2), (3): set the quota, end the stage, elect."""
    keeping.record("(5)")
    votes = Votes(sum(sheet.votes))
    sheet.set_quota(quota(sheet, votes), votes, "(2)")
    sheet.end_stage(action, whose, "(9)")
    while sheet.unfilled and (qualified := sheet.electable(with_quota(sheet))):
        sheet.elect(sheet.by_votes(qualified)[0], "(3)")


def quota(sheet: CountSheet, votes: Votes) -> Votes:
    """(2): votes / (vacancies + 1), cut to six decimals, plus 0.000001."""
    return Votes(divide_down(votes, sheet.contest.vacancies + 1) + 1)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """(3): continuing candidates whose votes equal or exceed the quota."""
    return [c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota]


def complete(sheet: CountSheet) -> bool:
    """(4): all vacancies are filled, or no more candidates continue than are left."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def elect_the_last(sheet: CountSheet) -> None:
    """(4): those who continue to the end are elected."""
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "(4)")


def total_surplus(sheet: CountSheet) -> Votes:
    """(5): what all elected candidates have above the quota."""
    return Votes(sum(sheet.surplus(c) for c in sheet.elected))


def transfer_surpluses(sheet: CountSheet, keeping: KeepValues) -> bool:
    """(5), (9): lower the price of everybody who has a surplus. True where a price changed."""
    over = [c for c in sheet.elected if sheet.surplus(c)]
    new = {c: divide_up(keeping.keep[c] * (sheet.quota or 0), sheet.votes[c]) for c in over}
    changed = keeping.revise(new)
    keeping.distribute()
    rule_off(sheet, keeping, "surplus", over)
    return changed


def losers(sheet: CountSheet, *, stuck: bool) -> list[CandidateId]:
    """(6), (7): the group that cannot overtake, or else the lowest. `stuck`: the last step changed no price."""
    surplus = total_surplus(sheet)
    group = [] if stuck or sheet.doomed() else sure_losers(sheet, surplus)
    spare = len(sheet.continuing) - len(group) > sheet.unfilled
    without_votes = not sheet.excluded and not surplus and not any(sheet.votes[c] for c in group)
    if not group or (without_votes and spare):
        group.append(lowest(sheet, beside=group))
    return group


def lowest(sheet: CountSheet, beside: list[CandidateId]) -> CandidateId:
    """(8): the lowest candidate who is not among those `beside`."""
    candidates = [c for c in sheet.doomed() or sheet.excludable() if c not in beside]
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, latest_difference, earlier="(8)", lot="(8)")


def exclude(sheet: CountSheet, keeping: KeepValues, candidates: list[CandidateId]) -> None:
    """(6), (9): exclude all of them, each only if constraints still let them go, then credit all votes anew."""
    excluded = sheet.exclude_each(candidates, "(6)")
    keeping.distribute()
    rule_off(sheet, keeping, "exclusion", sorted(excluded))


RULES = (
    Rule(
        name="warren_1994",
        title="Warren's method (1994), arithmetic as in OpenSTV",
        source="C. H. E. Warren, Counting in STV elections (1994); steps stated in full in docs/rules/warren_1994.md",
        verified=False,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
