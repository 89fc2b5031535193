from fractions import Fraction

import pytest

from hustings_site.results.turnout import Turnout


@pytest.mark.parametrize(
    ("turnout", "counted", "share"),
    [
        (Turnout(electorate=1950, papers=1086), 1086, Fraction(1086, 1950)),
        (Turnout(electorate=1950, valid=1080, invalid=6, blank=0), 1086, Fraction(1086, 1950)),
        (Turnout(electorate=1950, valid=1080, invalid=6), None, None),
        (Turnout(papers=1086), 1086, None),
        (Turnout(electorate=0, papers=0), 0, None),
        (Turnout(), None, None),
    ],
)
def test_turnout_is_known_only_with_its_denominator(
    turnout: Turnout, counted: int | None, share: Fraction | None
) -> None:
    assert (turnout.counted, turnout.share) == (counted, share)


@pytest.mark.parametrize(
    ("turnout", "contradictions"),
    [
        (Turnout(electorate=10, papers=10, valid=8, invalid=1, blank=1), []),
        (Turnout(electorate=10, papers=11), ["11 papers were counted but only 10 people could vote"]),
        (
            Turnout(papers=10, valid=8, invalid=1, blank=0),
            ["valid, invalid and blank papers make 9, but 10 were counted"],
        ),
        (Turnout(papers=10, valid=8, invalid=3), ["the kinds of papers make 11, but only 10 were counted"]),
        (Turnout(papers=10, valid=8), []),
    ],
)
def test_contradictions(turnout: Turnout, contradictions: list[str]) -> None:
    assert turnout.contradictions() == contradictions
