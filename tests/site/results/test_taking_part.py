"""What a result says of those who took part: numbers by channel and branch, none that tells of single people."""

import pytest

from hustings_site.elections.papers.people import BranchFigures
from hustings_site.results.taking_part import Branch, branches_of


def branch(name: str, electors: int, screen: int, paper: int = 0) -> BranchFigures:
    return BranchFigures(name, electors, screen, 0, paper, 0, electors - screen - paper)


@pytest.mark.parametrize(
    ("figures", "voted"),
    [
        ([branch("A", 100, 40, 10), branch("B", 60, 30)], [50, 30]),
        ([branch("A", 100, 50), branch("B", 60, 30), branch("C", 40, 9)], [50, None, None]),
        ([branch("A", 100, 50), branch("B", 60, 9), branch("C", 40, 3)], [50, None, None]),
        ([branch("A", 100, 95), branch("B", 60, 3)], [None, None]),
        ([branch("A", 12, 5)], [None]),
    ],
    ids=["both shown", "next smallest goes too", "two small", "nearly all voted", "only branch"],
)
def test_check_7_small_cells_are_kept_back(figures: list[BranchFigures], voted: list[int | None]) -> None:
    expected = [Branch(each.branch, each.electors, number) for each, number in zip(figures, voted, strict=True)]
    assert branches_of(figures) == expected
