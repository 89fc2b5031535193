"""What a clause comes to on a day: the way, the last day for the next step, what is left of the term (check 21)."""

from datetime import date

import pytest

from hustings_site.committees.clauses import Left, Rule, Step, left, months_after, step
from hustings_site.committees.enums import ClauseKind

VACANT, ENDS = date(2026, 5, 31), date(2028, 1, 15)
LEFT = Left(19, 15)


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        (ClauseKind.BY_ELECTION, date(2026, 6, 28)),
        (ClauseKind.RUNNER_UP, date(2026, 6, 28)),
        (ClauseKind.RECOUNT, date(2026, 6, 28)),
        (ClauseKind.COUNTBACK, date(2026, 6, 28)),
        (ClauseKind.POOL, date(2026, 6, 28)),
        (ClauseKind.APPOINTMENT, date(2026, 6, 28)),
        (ClauseKind.EMPTY, None),
    ],
)
def test_check_21_every_clause_type_has_its_next_date_and_what_is_left(kind: ClauseKind, by: date | None) -> None:
    assert step(Rule(kind, 28), VACANT, ENDS) == Step(kind, by, LEFT, late=False)


def test_vacancy_too_near_the_end_goes_the_other_way() -> None:
    rule = Rule(ClauseKind.BY_ELECTION, 28, 9, ClauseKind.APPOINTMENT)
    assert step(rule, date(2027, 4, 15), ENDS) == Step(
        ClauseKind.BY_ELECTION, date(2027, 5, 13), Left(9, 0), late=False
    )
    assert step(rule, date(2027, 4, 16), ENDS) == Step(
        ClauseKind.APPOINTMENT, date(2027, 5, 14), Left(8, 30), late=True
    )


def test_next_step_is_never_put_beyond_the_term() -> None:
    assert step(Rule(ClauseKind.POOL, 28), date(2028, 1, 1), ENDS).by == ENDS


def test_term_whose_end_is_not_known_is_never_too_near() -> None:
    rule = Rule(ClauseKind.RUNNER_UP, 0, 9, ClauseKind.EMPTY)
    assert step(rule, VACANT, None) == Step(ClauseKind.RUNNER_UP, VACANT, None, late=False)


@pytest.mark.parametrize(
    ("on", "ends", "found"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), Left(1, 0)),
        (date(2026, 1, 31), date(2026, 3, 1), Left(1, 1)),
        (date(2026, 1, 15), date(2026, 2, 14), Left(0, 30)),
        (date(2024, 2, 29), date(2025, 2, 28), Left(12, 0)),
        (date(2026, 1, 1), date(2026, 1, 1), Left(0, 0)),
        (date(2026, 2, 1), date(2026, 1, 1), Left(0, 0)),
    ],
)
def test_what_is_left_is_whole_months_and_days(on: date, ends: date, found: Left) -> None:
    assert left(on, ends) == found


def test_month_that_is_shorter_ends_on_its_last_day() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 31), -2) == date(2025, 11, 30)
