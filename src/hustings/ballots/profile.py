"""The papers of one contest: every distinct one as it was marked, with how many bear it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.rankings import RankingList, Rankings

UNREADABLE = RankingMarks(((),))
"""The marks of a paper that is not blank and yet says nothing (a packed ranking past the last): a 1 given to nobody.

Every ruling finds it invalid, so it counts among the papers and not among the valid or the blank ones.
"""


class MarkedPapers(NamedTuple):
    """One distinct paper whose marks need a ruling (or a reading: equal preferences, scores).

    `papers` is how many bear these marks, `weight` multiplies the vote of each, `line` is where it first stood
    in the file (0: not from a file).
    """

    marks: Marks
    papers: int
    weight: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """Every paper of a contest, nothing dropped: `plain` + `marked` + `blank` papers are all that were read.

    Shapes: `candidates` names by position; `plain` the distinct plainly marked papers; `marked` the other distinct
    ones; `blank` the number of papers without a mark. `vacancies` and `withdrawn` are what the file says (None,
    empty: it does not say). `sequence`, kept only when asked for, gives for each paper in the order read its
    distinct paper: i < len(plain) for plain[i], then len(plain) + j for marked[j], and -1 for a blank one. `remarks`
    is what the reader of the file wants known (a choice that it made, something that it left aside), place first;
    it is no part of the papers and two profiles may be equal without it.
    """

    candidates: tuple[str, ...]
    kind: MarkKind
    plain: Rankings = field(default_factory=lambda: RankingList((), ()))
    marked: tuple[MarkedPapers, ...] = ()
    blank: int = 0
    title: str = ""
    vacancies: int | None = None
    withdrawn: frozenset[CandidateId] = frozenset()
    sequence: Sequence[int] | None = None
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def papers(self) -> int:
        """How many papers altogether, blank and doubtful ones included, weights not applied."""
        return self.plain.papers() + sum(m.papers for m in self.marked) + self.blank

    def each(self) -> Iterator[MarkedPapers]:
        """Every distinct paper that bears a mark, plain ones first, all in one form."""
        for preferences, papers, weight, line in self.plain:
            yield MarkedPapers(plain_marks(self.kind, preferences), papers, weight, line)
        yield from self.marked

    def digest(self) -> str:
        """SHA-256 (hex) of the papers: the same for the same papers in any order, file format or split into lines.

        Covers the candidates' names in order, the kind of marks, and for each distinct paper its marks, weight and
        number, sorted; not the title, the vacancies or the withdrawn, which are the contest's.
        """
        number: dict[str, int] = defaultdict(int)
        for paper in self.each():
            number[f"{paper.weight}:{_canonical(paper.marks)}"] += paper.papers
        if self.blank:
            number["1:"] += self.blank
        lines = [f"hustings papers 1 {self.kind} {len(self.candidates)}", *self.candidates]
        lines += (f"{number[text]}x{text}" for text in sorted(number))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plain_marks(kind: MarkKind, preferences: tuple[int, ...]) -> Marks:
    """The marks of a plain paper as the full form that rulings read."""
    if kind is MarkKind.APPROVAL:
        return ApprovalMarks(tuple(CandidateId(c) for c in preferences))
    return RankingMarks(tuple((CandidateId(c),) for c in preferences))


def _canonical(marks: Marks) -> str:
    if isinstance(marks, ScoreMarks):
        return ",".join(f"{c + 1}={score}" for c, score in marks.scores)
    if isinstance(marks, ApprovalMarks):
        return "+".join(str(c + 1) for c in marks.marked)
    return ">".join("=".join(str(c + 1) for c in level) or "-" for level in marks.levels)
