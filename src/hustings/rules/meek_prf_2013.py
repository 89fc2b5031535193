"""Meek's method as the Proportional Representation Foundation lays it down for reference.

Source: Proportional Representation Foundation, "Reference Meek Rule", steps A to C and T. The steps stand below in the
order of the text, paraphrased; its *hopeful* candidates are continuing, its *keep factor* is the keep value, and a
candidate it *defeats* is excluded. Votes have nine decimal places.

One stage is one round of step B: it ends when somebody is elected, or when surpluses are so small that somebody must be
excluded. The text excludes one candidate at a time, always.
"""

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down, divide_up
from hustings.count.contest import Contest
from hustings.count.keep_values import KeepValues, up_and_rest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 9
"""B.2.a, B.2.b, B.2.f: nine decimal places."""

OMEGA = 10**3
"""A: 0.000001, in units of 10**-9."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Steps A to C in turn.

    Reading: a first round is held even where step B.1 would find the count complete at once. The same are elected, the
    first preferences are shown, and "re-open nominations" is found to have its quotas.
    """
    sheet = CountSheet(contest, papers, lots, rule="meek_prf_2013", decimals=DECIMALS)
    keeping = KeepValues(sheet, papers, up_and_rest, "A")
    action, whose = "first preferences", list[CandidateId]()
    while not complete(sheet) or not sheet.history:
        surplus = iterate(sheet, keeping)
        keeping.record("B.2.f")
        sheet.set_quota(quota(sheet), Votes(sum(sheet.votes)), "B.2.b")
        sheet.end_stage(action, whose, "B.2")
        if elected := find_winners(sheet):
            action, whose = "surplus", elected
        elif not complete(sheet):
            loser = lowest(sheet, surplus)
            sheet.exclude(loser, "B.3")
            action, whose = "exclusion", [loser]
    finish(sheet, action, whose)
    return sheet.transcript


def complete(sheet: CountSheet) -> bool:
    """B.1: all places are filled, or no more candidates continue than places are left."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def iterate(sheet: CountSheet, keeping: KeepValues) -> Votes:
    """B.2: credit, set the quota, revise the keep values, until somebody can be elected or nothing more is to be had.

    Returns the total surplus. B.2.e ends it when that is below omega, or (save at the first time) no smaller than
    before.
    """
    before: Votes | None = None
    while True:
        keeping.distribute()
        sheet.quota = quota(sheet)
        surplus = total_surplus(sheet)
        if with_quota(sheet) or surplus < OMEGA or (before is not None and surplus >= before):
            return surplus
        before = surplus
        keeping.revise({c: new_keep_value(sheet, c, keeping.keep[c]) for c in sheet.elected})


def quota(sheet: CountSheet) -> Votes:
    """B.2.b: the candidates' votes divided by one more than the places, cut to nine decimals, plus 0.000000001."""
    return Votes(divide_down(sum(sheet.votes), sheet.contest.vacancies + 1) + 1)


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """B.2.c: continuing candidates whose votes equal or exceed the quota."""
    return sheet.electable(c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota)


def find_winners(sheet: CountSheet) -> list[CandidateId]:
    """B.2.c: elect whoever has the quota; listed from the most votes down, as the text names no order."""
    winners = list[CandidateId]()
    while sheet.unfilled and (qualified := with_quota(sheet)):
        winners.append(sheet.by_votes(qualified)[0])
        sheet.elect(winners[-1], "B.2.c")
    return winners


def total_surplus(sheet: CountSheet) -> Votes:
    """B.2.d: what the elected candidates together have above their quotas, but not less than 0.

    Reading: the sum is kept from falling below 0, not each candidate's part of it; an elected candidate can be short of
    the quota by a few units of the last place.
    """
    quota = sheet.quota or 0
    return Votes(max(0, sum(sheet.votes[c] - quota for c in sheet.elected)))


def new_keep_value(sheet: CountSheet, candidate: CandidateId, keep: Votes) -> int:
    """B.2.f: keep value x quota, rounded up, divided by the candidate's votes, rounded up."""
    kept = divide_up(keep * (sheet.quota or 0), sheet.one)
    return divide_up(kept * sheet.one, sheet.votes[candidate])


def lowest(sheet: CountSheet, surplus: Votes) -> CandidateId:
    """B.3, T: the lowest candidate; whoever is above by no more than the total surplus counts as tied, and the lot
    decides.

    The text wants the order of the lots fixed beforehand.
    """
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] <= least + surplus]
    return sheet.choose(tied, Purpose.EXCLUDE, no_earlier_stage, earlier="T", lot="T")


def finish(sheet: CountSheet, action: str, whose: list[CandidateId]) -> None:
    """C.1: if places are left, the continuing candidates are elected.

    Whoever was excluded last still holds votes, which nobody needs any more.
    """
    if sheet.stage_open:
        for candidate in whose:
            sheet.leave_untransferred(candidate, "C")
        sheet.end_stage(action, whose, "C")
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "C.1")


RULES = (
    Rule(
        name="meek_prf_2013",
        title="Meek's method, reference rule of the PR Foundation",
        source="Proportional Representation Foundation, Reference Meek Rule, steps A to C and T",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=up_to_the_first_fault,
        count=count,
    ),
)
