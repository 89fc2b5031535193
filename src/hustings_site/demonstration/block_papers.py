"""The block vote of three years ago: 1,140 papers with the marks that the story lays down, drawn from a fixed seed.

How many marks each candidate has is laid down; who marks whom is drawn. Each voter has a slate of their own, nine marks
of ten stay in it, and no paper has more than three.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping

from hustings_site.results.lanternmakers import Draws

SEED = "Lanternmakers' Union, block vote"
FILE_NAME = "block-vote.csv"
ELECTORATE, VOTERS, VACANCIES = 2310, 1140, 3
MARKS: Mapping[str, Mapping[str, int]] = {
    "Anchor": {"Ada Almond": 500, "Amos Alder": 496, "Aubrey Ambler": 490},
    "Beacon": {"Beryl Bramble": 402, "Boris Brine": 398, "Bruno Barrow": 395},
    "Current": {"Cyrus Cobble": 300, "Cora Candle": 259},
}
"""Marks of each candidate, by slate: 3,240 in all."""

VOTERS_OF = {"Anchor": 455, "Beacon": 375, "Current": 310}
"""Voters by the slate that they are nearest to."""

STAY = 9
"""Of ten marks of a candidate, how many come from voters of the slate, as long as it has that many."""


def candidates() -> list[str]:
    """The candidates in the order of the ballot paper, which was drawn."""
    return Draws(f"{SEED}, ballot order").in_order([name for slate in MARKS.values() for name in slate])


def ballot_file() -> bytes:
    """All papers as a table of crosses: a line for each distinct paper, with how many bear it."""
    names = candidates()
    papers = Counter(tuple("1" if name in paper else "" for name in names) for paper in _papers())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["papers:approval", *names])
    writer.writerows([bear, *crosses] for crosses, bear in papers.items())
    return text.getvalue().encode()


def _papers() -> list[set[str]]:
    """Who is marked on each paper: first the slate's own voters mark, then others, those without a mark before all."""
    home = [slate for slate, voters in VOTERS_OF.items() for _ in range(voters)]
    papers: list[set[str]] = [set() for _ in home]
    draws = Draws(f"{SEED}, papers")
    strangers: list[tuple[str, str, int]] = []
    for slate, names in MARKS.items():
        own = [str(voter) for voter, theirs in enumerate(home) if theirs == slate]
        for name, marks in names.items():
            stay = marks * STAY // 10
            for voter in draws.in_order(own)[:stay]:
                papers[int(voter)].add(name)
            strangers.append((slate, name, marks - stay))
    for slate, name, marks in strangers:
        others = [str(voter) for voter in _with_room(papers) if home[voter] != slate]
        for voter in sorted(draws.in_order(others), key=lambda voter: bool(papers[int(voter)]))[:marks]:
            papers[int(voter)].add(name)
    return papers


def _with_room(papers: list[set[str]]) -> Iterator[int]:
    return (voter for voter, paper in enumerate(papers) if len(paper) < VACANCIES)
