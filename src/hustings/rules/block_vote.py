"""Block vote (multiple non-transferable vote): as many marks as vacancies, the most-marked candidates are elected.

No single text governs it, so the rule is stated in full here and in docs/rules/block_vote.md:

(1) a voter marks as many candidates as there are vacancies, or fewer; a paper with more marks is invalid;
(2) every mark is one vote for the candidate marked;
(3) the candidates with the most votes are elected until the vacancies are filled;
(4) a tie for the last places is settled by lot, among the tied alone.

With one vacancy it is plurality.
"""

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import MarkedPapers
from hustings.count.contest import Contest
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers, Ruling
from hustings.count.rule import Rule
from hustings.count.rulings import marks_within
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript


def marks_up_to_the_vacancies(paper: MarkedPapers, contest: Contest) -> Ruling:
    """(1): no more candidates are marked than there are vacancies."""
    return marks_within(paper, contest.vacancies)


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Steps (2) to (4)."""
    sheet = CountSheet(contest, papers, lots, rule="block_vote")
    sheet.count_marks("step 2")
    while sheet.unfilled and (candidates := sheet.electable(sheet.continuing)):
        sheet.elect(next_elected(sheet, candidates), "step 3")
    return sheet.transcript


def next_elected(sheet: CountSheet, candidates: list[CandidateId]) -> CandidateId:
    """(3), (4): the candidate with the most votes; a lot only where not all who are equal find a place."""
    most = max(sheet.votes[c] for c in candidates)
    equal = [c for c in candidates if sheet.votes[c] == most]
    if len(equal) <= sheet.unfilled:
        return equal[0]
    return sheet.choose(equal, Purpose.ELECT, no_earlier_stage, earlier="step 4", lot="step 4")


RULES = (
    Rule(
        name="block_vote",
        title="Block vote: as many marks as vacancies",
        source="no single text; stated in full in docs/rules/block_vote.md",
        verified=True,
        marks=MarkKind.APPROVAL,
        ruling=marks_up_to_the_vacancies,
        count=count,
        most_marks=lambda contest: contest.vacancies,
    ),
)
