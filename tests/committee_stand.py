"""What happens to the seats of the tests' committee."""

from datetime import UTC, date, datetime

from hustings_site.committees.enums import Happening, How
from hustings_site.committees.models import Committee, Seat
from hustings_site.committees.services.seats import What, enter_event, person_named

MADE = date(2026, 1, 1)
ENTERED = datetime(2026, 1, 5, 12, tzinfo=UTC)


def took(seat: Seat, name: str, on: date = MADE, until: date | None = None, now: datetime = ENTERED) -> None:
    person = person_named(by="test", organisation=seat.section.committee.organisation, name=name)
    what = What(what=Happening.TAKES, on=on, person=person, how=How.ELECTED, until=until, source="Minutes")
    enter_event(by="test", seat=seat, what=what, now=now)


def happened(seat: Seat, what: Happening, on: date, now: datetime = ENTERED) -> None:
    enter_event(by="test", seat=seat, what=What(what=what, on=on, source="Minutes"), now=now)


def seat_of(committee: Committee, name: str) -> Seat:
    return Seat.objects.get(section__committee=committee, events__person__name=name, events__what=Happening.TAKES)
