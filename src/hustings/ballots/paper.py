"""What can stand on a paper: a ranking, approval marks, or scores.

Candidates are named by their position on the file's list, counted from 0 (`CandidateId`).
"""

from enum import StrEnum
from typing import NamedTuple, NewType

CandidateId = NewType("CandidateId", int)
"""Position of a candidate on the profile's list of candidates, from 0."""


class MarkKind(StrEnum):
    """What voters were asked to write."""

    RANKING = "ranking"
    APPROVAL = "approval"
    SCORES = "scores"


class RankingMarks(NamedTuple):
    """A ranking as marked: `levels[0]` holds everybody marked 1, `levels[1]` everybody marked 2, and so on.

    An empty level is a skipped number; a level of two or more is an equal preference; a candidate on two levels
    was marked twice. Candidates within a level stand in ascending order.
    """

    levels: tuple[tuple[CandidateId, ...], ...]


class ApprovalMarks(NamedTuple):
    """Candidates marked with a cross, ascending, each once."""

    marked: tuple[CandidateId, ...]


class ScoreMarks(NamedTuple):
    """Scores as marked: (candidate, score) by ascending candidate; a candidate left blank is absent.

    Scores are integers in the units that the ballot paper named.
    """

    scores: tuple[tuple[CandidateId, int], ...]


Marks = RankingMarks | ApprovalMarks | ScoreMarks
