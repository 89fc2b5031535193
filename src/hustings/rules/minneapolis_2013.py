"""Minneapolis: multiple-seat single transferable vote.

Source: Minneapolis Code of Ordinances, Title 8.5, Chapter 167, sections 167.20 and 167.70, as rewritten by 2013-Or-055
(24 May 2013). The text read also carries 2015-Or-065, which is about who draws lots (167.75). The steps stand below in
the order of the text, paraphrased. The ordinance's words and ours: threshold is quota, defeated is excluded, round is
stage, transfer value is value.

Not here: undeclared write-in candidates, who are defeated in the second round (leave them off the list, or say that
they have withdrawn), and 167.70(b), a quick look at first rankings with a higher threshold, which elects only whom the
first round would elect.
"""

from collections.abc import Sequence

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.count.arithmetic import Votes, divide_down
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers
from hustings.count.rule import Rule
from hustings.count.rulings import passing_over_faults
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript

DECIMALS = 4
"""167.20: surplus fraction and transfer value are worked out to four decimal places."""


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """167.70(c)(1): clauses a to f in turn."""
    sheet = CountSheet(contest, papers, lots, rule="minneapolis_2013", decimals=DECIMALS)
    sheet.sort_first_preferences("167.70(c)(1)a")
    sheet.set_quota(threshold(sheet), sheet.total, "167.20")
    sheet.end_stage("first preferences", (), "167.70(c)(1)a")
    while not complete(sheet):
        if losers := certain_losers(sheet):
            exclude(sheet, losers, "167.70(c)(1)c")
        elif over := sheet.electable(c for c in sheet.continuing if sheet.surplus(c)):
            transfer_surplus(sheet, largest_surplus(sheet, over))
        else:
            exclude(sheet, [lowest(sheet)], "167.70(c)(1)e")
    return sheet.transcript


def threshold(sheet: CountSheet) -> Votes:
    """167.20: the votes of the first round divided by one more than the vacancies, plus one, fractions disregarded."""
    return Votes((divide_down(sheet.total // sheet.one, sheet.contest.vacancies + 1) + 1) * sheet.one)


def complete(sheet: CountSheet) -> bool:
    """Clause a: once as many have the threshold as there are vacancies, they are elected. Clause f: so are all who
    continue, once they are no more than the vacancies left. True: the tabulation is complete."""
    while sheet.unfilled:
        remaining = [c for c in sheet.continuing if c not in sheet.doomed()]
        if len(reached := with_threshold(sheet)) >= sheet.unfilled:
            sheet.elect(sheet.by_votes(reached)[0], "167.70(c)(1)a")
        elif len(remaining) <= sheet.unfilled:
            for candidate in sheet.by_votes(remaining):
                sheet.elect(candidate, "167.70(c)(1)f")
            break
        else:
            return False
    return True


def with_threshold(sheet: CountSheet) -> list[CandidateId]:
    """Clause a: continuing candidates whose votes equal or exceed the threshold."""
    return sheet.electable(c for c in sheet.continuing if sheet.quota is not None and sheet.votes[c] >= sheet.quota)


def certain_losers(sheet: CountSheet) -> list[CandidateId]:
    """Clause c, 167.20: all for whom it is mathematically impossible to be elected: those whose votes, with those of
    everybody who has no more and with all surpluses, do not equal the next higher vote, and all below them.

    Reading: as many must remain as there are vacancies; whoever is needed to fill one can be elected.
    """
    ascending = sorted(sheet.excludable(), key=lambda c: sheet.votes[c])
    votes = [sheet.votes[c] for c in ascending]
    surpluses = sum(sheet.surplus(c) for c in sheet.continuing)
    most = min(len(votes) - 1, len(sheet.continuing) - sheet.unfilled)
    size = max((n for n in range(1, most + 1) if sum(votes[:n]) + surpluses < votes[n]), default=0)
    return ascending[:size]


def largest_surplus(sheet: CountSheet, over: Sequence[CandidateId]) -> CandidateId:
    """Clause d: the largest surplus; of equal ones by lot."""
    most = max(sheet.surplus(c) for c in over)
    tied = [c for c in over if sheet.surplus(c) == most]
    return sheet.choose(tied, Purpose.TRANSFER, no_earlier_stage, earlier="167.70(c)(1)d", lot="167.70(c)(1)d")


def transfer_surplus(sheet: CountSheet, candidate: CandidateId) -> None:
    """Clause d: the candidate is declared elected, and the surplus goes to the next continuing candidates.

    Reading: whoever has the threshold but is not yet declared elected still continues (167.20) and receives papers; and
    a candidate with exactly the threshold has no surplus, so nothing is done under this clause.
    """
    sheet.elect(candidate, "167.70(c)(1)d")
    fraction = surplus_fraction(sheet, candidate)
    sheet.transfer(
        candidate,
        value=lambda parcel: Votes(divide_down(fraction * parcel.value, sheet.one)),
        clause="167.70(c)(1)d",
        leaving=sheet.quota or Votes(0),
    )
    sheet.end_stage("surplus", [candidate], "167.70(c)(1)d")


def surplus_fraction(sheet: CountSheet, candidate: CandidateId) -> int:
    """167.20: surplus / votes of the candidate, to four decimal places, ignoring any remainder; in units of 0.0001."""
    return divide_down(sheet.surplus(candidate) * sheet.one, sheet.votes[candidate])


def lowest(sheet: CountSheet) -> CandidateId:
    """Clause e: the fewest votes; of equal ones by lot."""
    candidates = sheet.doomed() or sheet.excludable()
    least = min(sheet.votes[c] for c in candidates)
    tied = [c for c in candidates if sheet.votes[c] == least]
    return sheet.choose(tied, Purpose.EXCLUDE, no_earlier_stage, earlier="167.70(c)(1)e", lot="167.70(c)(1)e")


def exclude(sheet: CountSheet, candidates: Sequence[CandidateId], clause: str) -> None:
    """Clauses c and e: exclude them, each only if constraints still let them go once the one before is out, and
    transfer their votes, unless only as many continue now as there are vacancies left."""
    excluded = sheet.exclude_each(candidates, clause)
    final = len(sheet.continuing) - len(sheet.doomed()) <= sheet.unfilled
    for candidate in excluded:
        if final:
            sheet.leave_untransferred(candidate, clause)
        else:
            sheet.transfer(candidate, value=lambda parcel: parcel.value, clause=clause)
    sheet.end_stage("exclusion", excluded, clause)


RULES = (
    Rule(
        name="minneapolis_2013",
        title="Minneapolis: multiple-seat single transferable vote (2013)",
        source="Minneapolis Code of Ordinances, sections 167.20 and 167.70 (2013-Or-055)",
        verified=True,
        marks=MarkKind.RANKING,
        ruling=passing_over_faults,
        count=count,
    ),
)
