"""Entering and correcting what happens to seats, and the committee on a day."""

from datetime import UTC, date, datetime

import pytest
from committee_stand import ENTERED, MADE, happened, seat_of, took
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from hustings_site.committees.enums import Filling, Happening, Status
from hustings_site.committees.models import Committee, Person, Seat, SeatEvent, SeatTerms
from hustings_site.committees.selectors.corrections import corrections
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.seats import (
    SeatIs,
    What,
    correct_event,
    correct_seat,
    enter_event,
    seat_elected,
)
from hustings_site.journal.models import Entry
from hustings_site.results.models import Result

LATER = datetime(2026, 9, 1, 12, tzinfo=UTC)
JUNE = date(2026, 6, 1)


def holders(committee: Committee, day: date, known: datetime | None = None) -> list[str]:
    return [each.person.name if each.person else each.status.value for each in sitting(committee, day, known).seats]


def test_committee_on_a_day_names_every_holder_in_order(committee: Committee) -> None:
    assert holders(committee, JUNE) == ["Ada", "Bo", "Cy", "not_recorded", "not_recorded"]
    assert holders(committee, date(2025, 12, 31)) == []


def test_every_act_stands_in_the_journal(committee: Committee) -> None:
    acts = set(Entry.objects.filter(act__startswith="committees.").values_list("act", flat=True))
    assert acts == {
        "committees.found",
        "committees.add_section",
        "committees.make_seat",
        "committees.enter_person",
        "committees.enter_event",
    }


def test_correction_shows_both_accounts_and_rewrites_no_past(committee: Committee) -> None:
    seat = seat_of(committee, "Bo")
    happened(seat, Happening.RESIGNED, date(2026, 5, 1))
    old = seat.events.get(what=Happening.RESIGNED)
    right = What(what=Happening.RESIGNED, on=date(2026, 7, 1), person=old.person, source="Letter of 1 July")
    correct_event(by="test", old=old, what=right, reason="The letter is dated July.", now=LATER)
    assert holders(committee, JUNE)[1] == "Bo"
    assert holders(committee, JUNE, ENTERED)[1] == "vacant"
    (correction,) = corrections(committee)
    assert (correction.old, correction.new.on, correction.new.reason) == (
        old,
        date(2026, 7, 1),
        "The letter is dated July.",
    )


def test_correction_without_a_reason_is_refused(committee: Committee) -> None:
    event = seat_of(committee, "Bo").events.get()
    with pytest.raises(ValidationError, match="Say why it is corrected"):
        correct_event(by="test", old=event, what=None, reason=" ")


def test_what_was_corrected_once_is_not_corrected_beside_it(committee: Committee) -> None:
    event = seat_of(committee, "Bo").events.get()
    correct_event(by="test", old=event, what=None, reason="Never sat.", now=LATER)
    assert holders(committee, JUNE)[1] == "not_recorded"
    with pytest.raises(ValidationError, match="corrected already"):
        correct_event(by="test", old=event, what=None, reason="Again.", now=LATER)


def test_database_refuses_to_change_a_record(committee: Committee) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SeatEvent.objects.update(source="rewritten")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SeatEvent.objects.all().delete()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Happening.REINSTATED, "not suspended"),
        (Happening.TAKES, "Say who takes the seat"),
    ],
)
def test_what_cannot_happen_is_refused(committee: Committee, what: Happening, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        enter_event(by="test", seat=seat_of(committee, "Bo"), what=What(what=what, on=JUNE, source="x"))


def test_nobody_leaves_a_seat_that_nobody_holds(committee: Committee) -> None:
    happened(seat_of(committee, "Bo"), Happening.DIED, date(2026, 5, 1))
    for what, said in ((Happening.RESIGNED, "nobody can leave it"), (Happening.SUSPENDED, "Nobody who could be")):
        with pytest.raises(ValidationError, match=said):
            happened(seat_of(committee, "Bo"), what, JUNE)


def test_seat_before_it_exists_takes_nobody(committee: Committee) -> None:
    with pytest.raises(ValidationError, match="does not exist on that day"):
        took(seat_of(committee, "Bo"), "Dot", on=date(2025, 1, 1))


def test_seat_that_ends_is_corrected_and_the_table_gets_shorter(committee: Committee) -> None:
    seat = seat_of(committee, "Cy")
    ends = SeatIs(
        exists_from=date(2026, 1, 1), exists_until=JUNE, filling=Filling.MEMBERS, decision="Rule 9", source="Rules"
    )
    correct_seat(by="test", old=seat.terms.get(), terms=ends, reason="Abolished by Rule 9.", now=LATER)
    assert holders(committee, JUNE) == ["Ada", "Bo", "not_recorded", "not_recorded"]
    assert len(holders(committee, JUNE, ENTERED)) == 5


# From a declaration ---------------------------------------------------------------------------------------------------


def seated(committee: Committee, result: Result, **more: object) -> list[SeatEvent]:
    seats = list(committee.sections.get(name="Trades").seats.all())
    return seat_elected(by="test", result=result, seats=seats, on=JUNE, terms_end=[date(2028, 6, 1)], **more)


def test_elected_are_seated_with_a_link_to_the_count(committee: Committee, result: Result) -> None:
    (event,) = seated(committee, result)
    assert (event.what, event.how, event.until) == (Happening.TAKES, "elected", date(2028, 6, 1))
    assert event.candidate == result.elected.get().candidate
    assert event.person.candidacies.get() == event.candidate
    assert holders(committee, JUNE)[3:] == ["Alma Ardent", "not_recorded"]


def test_refusal_of_a_seat_is_recorded_and_the_seat_is_vacant(committee: Committee, result: Result) -> None:
    (event,) = seated(committee, result, refused={result.elected.get().candidate: "letter of 30 May"})
    assert (event.what, event.person.name, event.note) == (Happening.REFUSED, "Alma Ardent", "letter of 30 May")
    assert holders(committee, JUNE)[3:] == ["vacant", "not_recorded"]


def test_more_elected_than_seats_are_refused(committee: Committee, result: Result) -> None:
    with pytest.raises(ValidationError, match="1 are elected and 0 seats are given"):
        seat_elected(by="test", result=result, seats=[], on=JUNE, terms_end=[JUNE])


def test_ends_of_terms_are_one_or_one_for_each(committee: Committee, result: Result) -> None:
    seats = list(committee.sections.get(name="Trades").seats.all())
    with pytest.raises(ValidationError, match="one end of term for all"):
        seat_elected(by="test", result=result, seats=seats, on=JUNE, terms_end=[])


# Queries and the page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [0, 495])
def test_committee_of_any_size_takes_the_same_queries(
    committee: Committee, more: int, visitor: Client, django_assert_num_queries: object
) -> None:
    furnish(committee, more)
    with django_assert_num_queries(11):
        response = visitor.get(f"/committees/{committee.slug}/", {"on": "2026-06-01"})
    assert response.content.count(b'<th scope="row">') == 5 + more


def furnish(committee: Committee, more: int) -> None:
    """So many more seats of the members, each with a holder."""
    section, union = committee.sections.get(name="Members"), committee.organisation
    made = {"recorded_at": ENTERED, "source": "Rules"}
    people = Person.objects.bulk_create(Person(organisation=union, name=f"Person {n}") for n in range(more))
    seats = Seat.objects.bulk_create(Seat(section=section, number=10 + n) for n in range(more))
    SeatTerms.objects.bulk_create(SeatTerms(seat=seat, exists_from=MADE, filling="members", **made) for seat in seats)
    SeatEvent.objects.bulk_create(
        SeatEvent(seat=seat, what="takes", on=MADE, person=person, **made)
        for seat, person in zip(seats, people, strict=True)
    )


def test_page_of_a_day_says_what_stands_and_what_was_known_then(committee: Committee, visitor: Client) -> None:
    happened(seat_of(committee, "Bo"), Happening.SUSPENDED, date(2026, 5, 1), now=LATER)
    today = visitor.get(f"/committees/{committee.slug}/", {"on": "2026-06-01"}).content.decode()
    then = visitor.get(f"/committees/{committee.slug}/", {"on": "2026-06-01", "known": "2026-06-01"}).content.decode()
    assert "held, suspended: no vote" in today
    assert "1 holder is suspended and has no vote." in today
    assert "suspended" not in then.split('id="seats"')[1]
    assert "This is what was recorded by the end of 1 June 2026." in then


def test_day_that_is_none_is_no_page(committee: Committee, visitor: Client) -> None:
    assert visitor.get(f"/committees/{committee.slug}/", {"on": "2026-13-01"}).status_code == 404
    assert visitor.get(f"/committees/{committee.slug}/", {"on": "May"}).status_code == 404


def test_every_status_is_told_apart_in_words(committee: Committee) -> None:
    assert len({status.label for status in Status}) == len(Status)
