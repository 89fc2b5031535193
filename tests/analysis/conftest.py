"""A small count by STV with lists, worked out by hand."""

import pytest

from hustings.ballots.paper import MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList

PAPERS = {(0, 1, 2): 10, (1, 0): 3, (2, 3): 4, (3,): 5, (4, 0): 2, (4, 3): 1}


@pytest.fixture
def profile() -> Profile:
    """25 plain papers for two of five, one paper that stands in part, one that is invalid, one blank."""
    marked = (
        MarkedPapers(RankingMarks(((2,), (0, 1))), 1),
        MarkedPapers(RankingMarks(((0, 1),)), 1),
    )
    plain = RankingList(list(PAPERS), list(PAPERS.values()))
    return Profile(("Ash", "Birch", "Cedar", "Dill", "Elm"), MarkKind.RANKING, plain, marked, 1, vacancies=2)
