"""What a clause on casual vacancies comes to on a day: which way applies, by when, how much of the term is left.

Nothing here asks the database: a clause is data, and this is the sum that follows from it.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hustings_site.committees.enums import ClauseKind


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a term: whole months, and days beyond them."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How a vacancy is filled: `kind` within `days`; within `not_within_months` of the end of the term, `otherwise`."""

    kind: ClauseKind
    days: int
    not_within_months: int = 0
    otherwise: ClauseKind = ClauseKind.EMPTY


@dataclass(frozen=True, slots=True)
class Step:
    """What the rule says of one vacancy. `by`: the last day for the next step, None where there is none to take.

    `late` says that the vacancy came too near the end, so that `otherwise` applies. `left` is None where the end of
    the term is not known.
    """

    kind: ClauseKind
    by: date | None
    left: Left | None
    late: bool


def step(rule: Rule, vacant_on: date, term_ends: date | None) -> Step:
    """What follows from a rule for a seat vacant from a day on. The next step is never put beyond the term."""
    late = term_ends is not None and vacant_on > months_before(term_ends, rule.not_within_months)
    kind = rule.otherwise if late else rule.kind
    by = None if kind is ClauseKind.EMPTY else vacant_on + timedelta(days=rule.days)
    if by is not None and term_ends is not None:
        by = min(by, term_ends)
    return Step(kind, by, left(vacant_on, term_ends) if term_ends else None, late)


def left(on: date, ends: date) -> Left:
    """The time from a day to the end of a term; nothing where it is over."""
    if ends <= on:
        return Left(0, 0)
    months = (ends.year - on.year) * 12 + ends.month - on.month
    if months_after(on, months) > ends:
        months -= 1
    return Left(months, (ends - months_after(on, months)).days)


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier."""
    return months_after(day, -months)
