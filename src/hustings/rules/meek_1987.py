"""Meek's method as the paper that made it a program lays it down.

Source: I. D. Hill, B. A. Wichmann and D. R. Woodall, "Algorithm 123: Single transferable vote by Meek's method", The
Computer Journal 30 (1987) 277-281: its program was read whole, of its sections the first. Its *weight* is the keep
value, its *excess* is what papers have left when they name nobody further. The procedures stand below in the order of
the program. Equal preferences: B. L. Meek, "A new approach to the single transferable vote II" (1970), section 6, read
in an extract.

Readings, where a program in floating point leaves them open:

- Numbers are integers in units of 10**-18, each rounding named. A paper gives vote x keep value, rounded down, and
  passes on all the rest; a new keep value and the quota are rounded up, so that having the quota means what it does
  exactly.
- The program takes keep values as settled when every elected candidate is within a hundred-thousandth part of the
  quota. Here they are settled when the total surplus is below 10**-12, or when no keep value changes any more. The
  printed figures agree.
- The program settles ties by pseudo-random numbers of its own. Here the lot is input, as in every count; nobody looks
  back.
- Two records. The program leaves equal preferences out, and says that Meek provided for them: `meek_1987` counts them
  as Meek wrote, `meek_1987_strict` reads a paper up to the first of them.

One stage is one settling of the keep values, procedure `compute`.
"""

from collections.abc import Callable

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import MarkedPapers
from hustings.count.arithmetic import Votes, divide_up
from hustings.count.contest import Contest
from hustings.count.keep_values import KeepValues, down_and_rest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers, Ruling
from hustings.count.rule import Rule
from hustings.count.rulings import equal_preferences_stand, up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 18

SETTLED = 10**6
"""10**-12 of a vote, in units of 10**-18."""

LEAST_QUOTA = 10**14
"""compute: the quota is never below 0.0001, a safeguard for papers that nobody casts."""


def hold(contest: Contest, papers: Papers, lots: Lots, name: str) -> Transcript:
    """The main program: settle and elect until nobody more is elected, then exclude one; stop when all seats are
    filled.

    Trap: it stops as soon as the last seat is filled. To settle the keep values once more then would lower the quota to
    the runner-up's votes.

    Reading: the program elects everybody without a count where there are no more candidates than seats. Here a first
    count is held all the same: it elects the same, and finds "re-open nominations" to have its quotas.
    """
    sheet = CountSheet(contest, papers, lots, rule=name, decimals=DECIMALS)
    keeping = KeepValues(sheet, papers, down_and_rest, "main program")
    action, whose = "first preferences", list[CandidateId]()
    while not complete(sheet) or not sheet.history:
        settle(sheet, keeping)
        keeping.record("compute")
        sheet.set_quota(quota(sheet), Votes(sum(sheet.votes)), "compute")
        sheet.end_stage(action, whose, "compute")
        break_multi_way_tie(sheet)
        if elected := elect(sheet):
            action, whose = "surplus", elected
        elif not complete(sheet):
            loser = lowest(sheet, sheet.doomed() or sheet.excludable())
            sheet.exclude(loser, "exclude")
            action, whose = "exclusion", [loser]
    elect_the_last(sheet, action, whose)
    return sheet.transcript


def settle(sheet: CountSheet, keeping: KeepValues) -> None:
    """compute: credit all votes, set the quota, revise the keep values, until there is no surplus to speak of."""
    changed = True
    while True:
        keeping.distribute()
        sheet.quota = quota(sheet)
        if sum(sheet.surplus(c) for c in sheet.elected) < SETTLED or not changed:
            return
        changed = keeping.revise({c: new_keep_value(sheet, c, keeping.keep[c]) for c in sheet.elected})


def quota(sheet: CountSheet) -> Votes:
    """compute: the votes of all candidates divided by one more than the seats, but at least 0.0001."""
    return Votes(max(LEAST_QUOTA, divide_up(sum(sheet.votes), sheet.contest.vacancies + 1)))


def new_keep_value(sheet: CountSheet, candidate: CandidateId, keep: Votes) -> int:
    """compute: keep value x quota / votes.

    The program keeps it from rising above 1, where floating point could take it; integers rounded up never do.
    """
    return divide_up(keep * (sheet.quota or 0), sheet.votes[candidate])


def with_quota(sheet: CountSheet) -> list[CandidateId]:
    """compute: continuing candidates whose votes equal or exceed the quota."""
    return sheet.electable(c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota)


def break_multi_way_tie(sheet: CountSheet) -> None:
    """compute: where one candidate too many has exactly the quota, the lot excludes one of them."""
    while len(reached := with_quota(sheet)) > sheet.unfilled:
        loser = lowest(sheet, reached)
        sheet.exclude(loser, "compute, multi-way tie")
        sheet.leave_untransferred(loser, "compute, multi-way tie")
        sheet.end_stage("exclusion", [loser], "compute, multi-way tie")


def elect(sheet: CountSheet) -> list[CandidateId]:
    """elect: whoever has the quota; listed from the most votes down, as the program prints them in ballot order."""
    elected = list[CandidateId]()
    while sheet.unfilled and (qualified := with_quota(sheet)):
        elected.append(sheet.by_votes(qualified)[0])
        sheet.elect(elected[-1], "elect")
    return elected


def lowest(sheet: CountSheet, candidates: list[CandidateId]) -> CandidateId:
    """LowestCandidate: the fewest votes; equal ones by lot."""
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, no_earlier_stage, earlier="LowestCandidate", lot="LowestCandidate")


def complete(sheet: CountSheet) -> bool:
    """main program: all seats are filled, or no more candidates continue than seats are left."""
    return not sheet.unfilled or len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled


def elect_the_last(sheet: CountSheet, action: str, whose: list[CandidateId]) -> None:
    """complete: those who continue are elected; the papers of the one excluded last stay where they are."""
    if sheet.stage_open:
        for candidate in whose:
            sheet.leave_untransferred(candidate, "complete")
        sheet.end_stage(action, whose, "complete")
    if sheet.unfilled:
        for candidate in sheet.by_votes(c for c in sheet.continuing if c not in sheet.doomed()):
            sheet.elect(candidate, "complete")


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count with equal preferences, as Meek wrote."""
    return hold(contest, papers, lots, "meek_1987")


def count_strict(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """The count as the program holds it."""
    return hold(contest, papers, lots, "meek_1987_strict")


def offer(
    name: str,
    title: str,
    ruling: Callable[[MarkedPapers, Contest], Ruling],
    count: Callable[[Contest, Papers, Lots], Transcript],
) -> Rule:
    """The record of one choice."""
    return Rule(
        name=name,
        title=title,
        source="Hill, Wichmann and Woodall, Algorithm 123, The Computer Journal 30 (1987)",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=ruling,
        count=count,
    )


RULES = (
    offer(
        "meek_1987", "Meek's method, Algorithm 123 (1987), equal preferences counted", equal_preferences_stand, count
    ),
    offer("meek_1987_strict", "Meek's method, Algorithm 123 (1987)", up_to_the_first_fault, count_strict),
)
