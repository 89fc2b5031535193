"""Shares of totals that somebody else counted: by candidate and by published list, where figures may be unknown.

A total is exact or not known (None). What follows from an unknown figure is unknown too, never nought.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

Figure = Fraction | None
"""Votes, marks or points; None: not known."""


@dataclass(frozen=True, slots=True)
class ListShare:
    """What one list has: `figure` votes, marks or points together, `share` of all (0 to 1), None where not known.

    `known` is the sum of the figures that are known, `unknown` how many of its candidates' are not.
    """

    candidates: int
    elected: int
    figure: Figure
    share: Figure
    known: Fraction
    unknown: int


def total(figures: Collection[Figure]) -> Figure:
    """The sum, None if any figure is not known."""
    return None if None in figures else sum((f for f in figures if f is not None), Fraction(0))


def shares(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure as a share of the total, in order; None where the figure or the total is not known, or all is 0."""
    whole = total(figures)
    return [figure / whole if whole and figure is not None else None for figure in figures]


def shares_by_list(
    figures: Sequence[Figure], lists: Sequence[Collection[int]], elected: Collection[int]
) -> list[ListShare]:
    """One entry a list, in order, and a last one for the candidates on none of them.

    `figures` one a candidate; `lists` and `elected` hold positions in it. Lists do not overlap (ValueError).
    """
    on_lists = [candidate for each in lists for candidate in each]
    if len(set(on_lists)) < len(on_lists):
        twice = next(c for c in on_lists if on_lists.count(c) > 1)
        msg = f"candidate {twice + 1} is on two lists; shares by list add up only where each is on one"
        raise ValueError(msg)
    whole = total(figures)
    on_none = set(range(len(figures))) - set(on_lists)
    return [_share(figures, set(each), set(elected), whole) for each in (*lists, on_none)]


def _share(figures: Sequence[Figure], members: set[int], elected: set[int], whole: Figure) -> ListShare:
    theirs = [figures[c] for c in members]
    figure = total(theirs)
    return ListShare(
        candidates=len(members),
        elected=len(members & elected),
        figure=figure,
        share=figure / whole if whole and figure is not None else None,
        known=sum((f for f in theirs if f is not None), Fraction(0)),
        unknown=theirs.count(None),
    )
