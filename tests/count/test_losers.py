"""Groups of candidates who cannot overtake the next one above them."""

import pytest

from hustings.count.arithmetic import Votes
from hustings.count.contest import Candidate, Contest
from hustings.count.losers import sure_losers
from hustings.count.lots import NO_LOTS
from hustings.count.papers import rule_on
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet


@pytest.mark.parametrize(
    ("vacancies", "papers", "surplus", "losers"),
    [
        (1, "20 A, 11 B, 4 C, 3 D, 3 E", 0, "CDE"),
        (1, "20 A, 10 B, 4 C, 3 D, 3 E", 0, ""),
        (1, "9 A, 7 B, 4 C, 3 D", 0, "D"),
        (1, "9 A, 8 B, 4 C, 3 D", 0, "CD"),
        (1, "9 A, 8 B, 4 C, 3 D", 1, ""),
        (2, "5 A, 4 B, 1 C, 1 D", 0, "CD"),
        (3, "5 A, 4 B, 1 C, 1 D", 0, ""),
        (2, "5 A, 1 B, 1 C, 1 D", 0, ""),
    ],
)
def test_sure_losers(vacancies, papers, surplus, losers, profile_of):
    profile = profile_of(papers, "")
    contest = Contest(tuple(Candidate(name, name) for name in profile.candidates), vacancies)
    sheet = CountSheet(contest, rule_on(profile, contest, up_to_the_first_fault), NO_LOTS, rule="trial")
    sheet.sort_first_preferences("(1)")
    found = sure_losers(sheet, Votes(surplus))
    assert "".join(sorted(contest.names(found))) == losers
