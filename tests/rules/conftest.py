"""A count sheet laid out for a trial of one clause."""

from collections.abc import Callable

import pytest

from hustings.ballots.profile import Profile
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import candidate_order
from hustings.count.papers import rule_on
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet

SheetOf = Callable[..., CountSheet]


@pytest.fixture
def sheet_of(profile_of: Callable[[str, str], Profile]) -> SheetOf:
    """A sheet with first preferences sorted: sheet_of(papers, vacancies=1, decimals=0); papers as in `profile_of`."""

    def laid_out(papers: str, *, vacancies: int = 1, decimals: int = 0) -> CountSheet:
        profile = profile_of(papers, "")
        contest = Contest(tuple(Candidate(name, name) for name in profile.candidates), vacancies)
        valid = rule_on(profile, contest, up_to_the_first_fault)
        sheet = CountSheet(contest, valid, candidate_order(contest), rule="trial", decimals=decimals)
        sheet.sort_first_preferences("(1)")
        return sheet

    return laid_out
