"""Plurality (first past the post): one vacancy, one mark, the candidate with the most marks is elected.

No single text governs it, so the rule is stated in full here and in docs/rules/plurality.md:

(1) a paper with more than one mark is invalid;
(2) every valid paper is one vote for the candidate marked;
(3) the candidate with the most votes is elected, whatever share that is;
(4) a tie for the most votes is settled by lot.
"""

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import MarkedPapers
from hustings.ballots.sentences import say
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.lots import Lots, Purpose
from hustings.count.papers import Papers, Ruling
from hustings.count.rule import Rule
from hustings.count.rulings import marks_within
from hustings.count.sheet import CountSheet
from hustings.count.ties import no_earlier_stage
from hustings.count.transcript import Transcript


def one_mark(paper: MarkedPapers, _contest: Contest) -> Ruling:
    """(1): exactly one candidate is marked."""
    return marks_within(paper, 1)


def count(contest: Contest, papers: Papers, lots: Lots) -> Transcript:
    """Steps (2) to (4). Raises CountError where there is more than one vacancy."""
    if contest.vacancies != 1:
        msg = say(
            "plurality fills one vacancy; this contest has {vacancies}: block_vote is for several",
            vacancies=contest.vacancies,
        )
        raise CountError(msg)
    sheet = CountSheet(contest, papers, lots, rule="plurality")
    sheet.count_marks("step 2")
    if candidates := sheet.electable(sheet.continuing):
        most = max(sheet.votes[c] for c in candidates)
        tied = [c for c in candidates if sheet.votes[c] == most]
        sheet.elect(sheet.choose(tied, Purpose.ELECT, no_earlier_stage, earlier="step 4", lot="step 4"), "step 3")
    return sheet.transcript


RULES = (
    Rule(
        name="plurality",
        title="Plurality (first past the post)",
        source="no single text; stated in full in docs/rules/plurality.md",
        verified=True,
        marks=MarkKind.APPROVAL,
        ruling=one_mark,
        count=count,
        most_marks=lambda _contest: 1,
    ),
)
