"""Readings of "the candidate who had more (fewer) votes at an earlier stage", as named functions.

A rule picks the reading that its text calls for and says why. Each takes the `history` of a count (one list of votes
by candidate for each stage ended, oldest first), the tied candidates, and which end is sought: `max` (greatest vote)
or `min` (least). It returns who is left, in ascending order, and the stages (from 1) that told them apart.
"""

from collections.abc import Callable, Iterable, Sequence

from hustings.ballots.paper import CandidateId
from hustings.count.arithmetic import Votes

History = Sequence[Sequence[Votes]]
End = Callable[[Iterable[Votes]], Votes]
Reading = Callable[[History, Sequence[CandidateId], End], tuple[list[CandidateId], list[int]]]


def latest_difference(history: History, tied: Sequence[CandidateId], end: End) -> tuple[list[CandidateId], list[int]]:
    """Look back stage by stage from the latest; at each, keep only those at the sought end, until one is left.

    Where three are tied and the latest difference only sets one of them apart from the sought end, the other two
    are looked up further back.
    """
    return _narrowed(history, range(len(history), 0, -1), tied, end)


def earliest_difference(history: History, tied: Sequence[CandidateId], end: End) -> tuple[list[CandidateId], list[int]]:
    """Look forward from the first stage; at each, keep only those at the sought end, until one is left.

    Where three are tied and the earliest difference leaves two of them at the sought end, those two are looked up at
    later stages.
    """
    return _narrowed(history, range(1, len(history) + 1), tied, end)


def latest_all_different(
    history: History, tied: Sequence[CandidateId], end: End
) -> tuple[list[CandidateId], list[int]]:
    """Look back for the latest stage at which no two of the tied had equal votes; it alone decides."""
    for stage in range(len(history), 0, -1):
        votes = history[stage - 1]
        if len({votes[c] for c in tied}) == len(tied):
            at_end = end(votes[c] for c in tied)
            return [c for c in tied if votes[c] == at_end], [stage]
    return sorted(tied), []


def _narrowed(
    history: History, stages: Iterable[int], tied: Sequence[CandidateId], end: End
) -> tuple[list[CandidateId], list[int]]:
    left, told_by = sorted(tied), list[int]()
    for stage in stages:
        votes = history[stage - 1]
        at_end = end(votes[c] for c in left)
        kept = [c for c in left if votes[c] == at_end]
        if len(kept) < len(left):
            left, told_by = kept, [*told_by, stage]
        if len(left) == 1:
            break
    return left, told_by


def no_earlier_stage(_history: History, tied: Sequence[CandidateId], _end: End) -> tuple[list[CandidateId], list[int]]:
    """No looking back: the text goes straight to the lot."""
    return sorted(tied), []
