"""How many to recommend, worked out in the open: the same page, model and seed for every group.

The library draws papers from what the reader supposes and counts them (`hustings.analysis.how_many`); this keeps what
was asked small enough to be answered while the reader waits, and answers the same question once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from hustings.analysis.how_many import Group, Outlook, Shape, Supposed, outlooks
from hustings.ballots.paper import MarkKind
from hustings.rules import all_rules, find_rule
from hustings.rules.block_vote import RULES as BY_MARKS

VOTERS, DRAWS, SEED = 200, 3, "1"
MOST_VACANCIES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """So many recommended: the seats in the middle draw, by rule and shape, in the order of `columns`."""

    recommended: int
    seats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A column for each rule and shape, a line for each number recommended."""

    columns: tuple[tuple[str, Shape], ...]
    lines: tuple[Line, ...]


def rules_of_rankings() -> list[tuple[str, str]]:
    """Rules by which voters rank and several are elected: name and title. Those that need papers in order are left
    out, for papers drawn have none."""
    return [
        (rule.name, rule.title)
        for rule in all_rules()
        if rule.marks is MarkKind.RANKING and not rule.needs_order and not rule.name.startswith("irv")
    ]


@lru_cache(maxsize=64)
def tried(share: int, loyalty: int, vacancies: int, others: int, rule: str) -> Outcome:
    """The seats of a group of `share` per cent against one that recommends `others`; `loyalty` in per cent."""
    supposed = Supposed((Group(share, 1), Group(100 - share, others)), vacancies, Fraction(loyalty, 100), VOTERS)
    found = list(outlooks(supposed, [*BY_MARKS, find_rule(rule)], DRAWS, SEED))
    columns = tuple(dict.fromkeys((each.rule, each.shape) for each in found))
    return Outcome(columns, tuple(_line(found, number, columns) for number in range(1, vacancies + 1)))


def _line(found: Sequence[Outlook], number: int, columns: Sequence[tuple[str, Shape]]) -> Line:
    seats = {(each.rule, each.shape): each.middle for each in found if each.recommended == number}
    return Line(number, tuple(seats[column] for column in columns))
