"""What was known at a moment of any day stays what it was, whatever is recorded afterwards."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hustings_site.committees.enums import Happening
from hustings_site.committees.history import Happened, Made, state_on, tenures

START = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
SEATS = (1, 2)


def day(number: int) -> date:
    return START + timedelta(days=number)


def moment(number: int) -> datetime:
    return MOMENT + timedelta(hours=number)


@st.composite
def logs(draw: st.DrawFn) -> list[Happened]:
    """Records in the order in which they were made, each an hour after the one before; some correct or strike out an
    earlier one that nobody has corrected yet."""
    rows: list[Happened] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        corrected = {row.replaces for row in rows}
        open_rows = [row.number for row in rows if row.number not in corrected]
        replaces = draw(st.one_of(st.none(), st.sampled_from(open_rows))) if open_rows else None
        old = next((row for row in rows if row.number == replaces), None)
        rows.append(
            Happened(
                number=number,
                seat=old.seat if old else draw(st.sampled_from(SEATS)),
                what=draw(st.sampled_from(list(Happening))),
                on=day(draw(st.integers(0, 20))),
                person=draw(st.integers(1, 4)),
                recorded_at=moment(number),
                replaces=replaces,
                struck=old is not None and draw(st.booleans()),
            )
        )
    return rows


MADE = [Made(n, n, START, None, voting=True, recorded_at=MOMENT) for n in SEATS]


@given(logs(), st.integers(0, 12), st.integers(0, 20))
def test_what_is_recorded_later_changes_nothing_that_was_known(log: list[Happened], known: int, on: int) -> None:
    until = [row for row in log if row.recorded_at <= moment(known)]
    assert state_on(MADE, log, day(on), moment(known)) == state_on(MADE, until, day(on))
    assert tenures(log, moment(known)) == tenures(until)


@given(logs(), st.integers(0, 20))
def test_state_of_a_day_does_not_hang_on_what_happens_after_it(log: list[Happened], on: int) -> None:
    replaced = {row.replaces for row in log}
    in_force = [row for row in log if row.number not in replaced and not row.struck]
    before = [row for row in in_force if row.on <= day(on)]
    assert state_on(MADE, log, day(on)) == state_on(MADE, before, day(on))


@given(logs())
def test_every_record_can_still_be_read_after_every_correction(log: list[Happened]) -> None:
    """At the moment of its recording each record that is not struck out counted; so nothing was ever silently gone."""
    for row in log:
        seen = [r for r in log if r.recorded_at <= row.recorded_at]
        replaced = {r.replaces for r in seen}
        assert row.number not in replaced
        then = [r for r in seen if r.number not in replaced and not r.struck]
        assert (row in then) == (not row.struck)
