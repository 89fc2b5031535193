"""The seats on any day, as known at any moment, from records alone: no database."""

from datetime import UTC, date, datetime

import pytest

from hustings_site.committees.enums import Happening, Status
from hustings_site.committees.history import (
    Happened,
    Made,
    SeatState,
    Tenure,
    days_of_change,
    in_force,
    state_on,
    tenures,
)

MADE = date(2026, 1, 1)


def at(day: int) -> datetime:
    return datetime(2026, 6, day, 12, tzinfo=UTC)


def made(number: int = 1, *, until: date | None = None, recorded: int = 1, **more: object) -> Made:
    return Made(number, 1, MADE, until, voting=True, recorded_at=at(recorded), **more)


def event(
    number: int, what: Happening, on: date, person: int | None = 7, recorded: int = 1, **more: object
) -> Happened:
    return Happened(number, 1, what, on, person, at(recorded), **more)


TAKES = event(1, Happening.TAKES, date(2026, 2, 1), until=date(2028, 2, 1))
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def only(*events: Happened, day: date, known: datetime | None = None) -> SeatState:
    (state,) = state_on([made()], events, day, known)
    return state


def test_seat_of_which_nothing_is_recorded_is_not_called_vacant() -> None:
    assert only(day=MARCH) == SeatState(1, Status.NOT_RECORDED, None, None, None, voting=True, by=None)


def test_seat_does_not_exist_before_it_is_made_or_from_the_day_it_ends() -> None:
    seat = made(until=APRIL)
    assert [len(state_on([seat], [], day)) for day in (date(2025, 12, 31), MADE, date(2026, 3, 31), APRIL)] == [
        0,
        1,
        1,
        0,
    ]


def test_holder_sits_from_the_day_of_taking_the_seat() -> None:
    assert only(TAKES, day=date(2026, 1, 31)).status is Status.NOT_RECORDED
    assert only(TAKES, day=date(2026, 2, 1)) == SeatState(
        1, Status.HELD, 7, date(2026, 2, 1), date(2028, 2, 1), voting=True, by=1
    )


def test_suspended_holder_keeps_the_seat_and_has_no_vote() -> None:
    suspended = event(2, Happening.SUSPENDED, MARCH)
    back = event(3, Happening.REINSTATED, APRIL)
    assert [(s.status, s.person, s.votes) for s in (only(TAKES, suspended, back, day=d) for d in (MARCH, APRIL))] == [
        (Status.SUSPENDED, 7, False),
        (Status.HELD, 7, True),
    ]


@pytest.mark.parametrize(
    "what",
    [Happening.RESIGNED, Happening.DIED, Happening.REMOVED, Happening.RECALLED, Happening.ENDED, Happening.LEFT],
)
def test_seat_is_vacant_from_the_day_its_holder_goes(what: Happening) -> None:
    gone = event(2, what, MARCH)
    assert only(TAKES, gone, day=date(2026, 2, 28)).status is Status.HELD
    assert only(TAKES, gone, day=MARCH) == SeatState(1, Status.VACANT, None, MARCH, None, voting=True, by=2)


def test_refusal_before_the_seat_is_taken_leaves_it_vacant() -> None:
    assert only(event(1, Happening.REFUSED, MARCH), day=MARCH).status is Status.VACANT


def test_refusal_while_another_still_sits_changes_nothing() -> None:
    assert only(TAKES, event(2, Happening.REFUSED, MARCH, person=8), day=MARCH).person == 7


def test_seat_without_a_vote_never_votes() -> None:
    (state,) = state_on([Made(1, 1, MADE, None, voting=False, recorded_at=at(1))], [TAKES], MARCH)
    assert (state.status, state.votes) == (Status.HELD, False)


# Two times ------------------------------------------------------------------------------------------------------------


def test_what_is_recorded_late_is_not_known_before() -> None:
    late = event(2, Happening.RESIGNED, MARCH, recorded=10)
    assert only(TAKES, late, day=APRIL, known=at(9)).status is Status.HELD
    assert only(TAKES, late, day=APRIL, known=at(10)).status is Status.VACANT
    assert only(TAKES, late, day=APRIL).status is Status.VACANT


def test_correction_counts_from_its_own_moment_and_the_old_account_stays_readable() -> None:
    wrong = event(2, Happening.RESIGNED, MARCH, recorded=3)
    right = event(3, Happening.RESIGNED, MAY, recorded=10, replaces=2)
    assert only(TAKES, wrong, right, day=APRIL, known=at(5)).status is Status.VACANT
    assert only(TAKES, wrong, right, day=APRIL).status is Status.HELD
    assert only(TAKES, wrong, right, day=MAY).status is Status.VACANT


def test_record_that_is_struck_out_never_happened_from_then_on() -> None:
    wrong = event(2, Happening.RESIGNED, MARCH, recorded=3)
    struck = event(3, Happening.RESIGNED, MARCH, recorded=10, replaces=2, struck=True)
    assert only(TAKES, wrong, struck, day=APRIL, known=at(9)).status is Status.VACANT
    assert only(TAKES, wrong, struck, day=APRIL).status is Status.HELD


def test_correction_of_a_correction_counts_alone() -> None:
    rows = [TAKES, event(2, Happening.TAKES, MARCH, replaces=1), event(3, Happening.TAKES, APRIL, replaces=2)]
    assert [row.number for row in in_force(rows)] == [3]


def test_seat_corrected_to_end_ends_only_as_known_since() -> None:
    rows = [made(1, recorded=1), made(2, until=APRIL, recorded=10, replaces=1)]
    assert len(state_on(rows, [], MAY, at(9))) == 1
    assert state_on(rows, [], MAY) == []


# Tenures --------------------------------------------------------------------------------------------------------------


def test_tenure_has_its_suspensions_and_how_it_ended() -> None:
    events = [
        TAKES,
        event(2, Happening.SUSPENDED, MARCH),
        event(3, Happening.REINSTATED, date(2026, 3, 15)),
        event(4, Happening.SUSPENDED, APRIL),
        event(5, Happening.REMOVED, MAY),
        event(6, Happening.TAKES, date(2026, 8, 1), person=9),
    ]
    assert tenures(events) == [
        Tenure(
            1,
            7,
            date(2026, 2, 1),
            date(2028, 2, 1),
            MAY,
            Happening.REMOVED,
            ((MARCH, date(2026, 3, 15)), (APRIL, MAY)),
            1,
        ),
        Tenure(1, 9, date(2026, 8, 1), None, None, None, (), 6),
    ]


def test_tenure_that_lasts_has_no_end_and_its_suspension_neither() -> None:
    (tenure,) = tenures([TAKES, event(2, Happening.SUSPENDED, MARCH)])
    assert (tenure.ended, tenure.ended_by, tenure.suspended) == (None, None, ((MARCH, None),))


def test_days_of_change_are_those_on_which_something_happened() -> None:
    assert days_of_change([made(until=MAY)], [TAKES]) == [MADE, date(2026, 2, 1), MAY]
