"""The record by which a rule module offers a rule: what the rule is called, where it stands, how it counts."""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import MarkedPapers
from hustings.count.contest import Contest
from hustings.count.lots import Lots
from hustings.count.papers import Papers, Ruling
from hustings.count.transcript import Transcript


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Rule:
    """One way to count, as a text lays it down.

    `name` is place_year, used on the command line; `title` is for people; `source` is the text with its clauses;
    `verified` says that the text itself was read. `marks` is what voters write; `needs_order` that the order in
    which papers were read matters. `ruling(paper, contest)` says what stands of a paper that is not plain;
    `most_marks(contest)` is the number of names above which even a plain paper needs a ruling (None: no limit).
    `count(contest, papers, lots)` holds the count; it raises LotNeeded where a lot is missing, CountError where the
    contest cannot be counted so.
    """

    name: str
    title: str
    source: str
    verified: bool
    marks: MarkKind
    ruling: Callable[[MarkedPapers, Contest], Ruling]
    count: Callable[[Contest, Papers, Lots], Transcript]
    most_marks: Callable[[Contest], int] | None = None
    needs_order: bool = False
