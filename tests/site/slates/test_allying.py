"""The public side of an alliance: whom it asked and who never answered, delegates, minutes, who is bound."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from hustings_site.journal import clock
from hustings_site.slates.models import Alliance, Body
from hustings_site.slates.selectors.alliances import ledger_of, undertakings_of
from hustings_site.slates.services.alliances import admit_body, form_alliance
from hustings_site.slates.services.allying import (
    answer_approach,
    enter_approach,
    enter_undertaking,
    name_delegate,
    publish_minutes,
    recall_delegate,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def tide(anchor: Body) -> Alliance:
    return form_alliance(by="test", convener=anchor, name="Tide")


def test_application_without_answer_is_shown_with_its_days(tide: Alliance, harbour: Body, settings: object) -> None:
    settings.DEMONSTRATION = True
    with clock.standing_at(MONDAY):
        enter_approach(by="test", alliance=tide, kind="application", body=harbour, made_on=date(2026, 2, 11))
    with clock.standing_at(MONDAY):
        (line,) = ledger_of(tide)
    assert (line.approach.name, line.answer, line.days) == ("Harbour", None, 19)


def test_ledger_keeps_the_answer_with_its_date(tide: Alliance, harbour: Body) -> None:
    asked = enter_approach(by="test", alliance=tide, kind="invitation", name="Potters", made_on=date(2026, 2, 2))
    answer_approach(by="test", approach=asked, answer="declined", on=date(2026, 2, 9), answered_by="Vera Vane")
    (line,) = ledger_of(tide)
    assert (line.approach.body, line.answer.answer, line.days) == (None, "declined", 7)
    with pytest.raises(ValidationError, match="It has been answered: declined"):
        answer_approach(by="test", approach=asked, answer="accepted", on=date(2026, 2, 10), answered_by="V")


@pytest.mark.parametrize(
    ("kind", "answer", "on", "wrong"),
    [
        ("application", "declined", date(2026, 2, 9), "Say why"),
        ("invitation", "accepted", date(2026, 2, 1), "before it was made"),
        ("invitation", "accepted", date(2199, 2, 1), "has not come yet"),
    ],
)
def test_answer_is_refused(tide: Alliance, kind: str, answer: str, on: date, wrong: str) -> None:
    asked = enter_approach(by="test", alliance=tide, kind=kind, name="Potters", made_on=date(2026, 2, 2))
    with pytest.raises(ValidationError, match=wrong):
        answer_approach(by="test", approach=asked, answer=answer, on=on, answered_by="Vera Vane")


def test_bound_delegate_has_a_mandate_in_words(tide: Alliance, harbour: Body) -> None:
    joined = admit_body(by="test", alliance=tide, body=harbour, weight=2, joined_on=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="by what the delegate is bound"):
        name_delegate(by="test", allied=joined, name="Nell Wick", mandate="bound", since=date(2026, 2, 2))
    delegate = name_delegate(
        by="test", allied=joined, name="Nell Wick", mandate="bound", told="Two women at least.", since=date(2026, 2, 2)
    )
    with pytest.raises(ValidationError, match="before the delegate was named"):
        recall_delegate(by="test", delegate=delegate, until=date(2026, 2, 1))
    recall_delegate(by="test", delegate=delegate, until=date(2026, 3, 1))
    assert [(d.name, d.until) for d in joined.delegates.all()] == [("Nell Wick", date(2026, 3, 1))]


def test_minutes_are_never_changed(tide: Alliance) -> None:
    minutes = publish_minutes(
        by="test", alliance=tide, title="Second meeting", held_on=date(2026, 2, 2), present="Five", text="Agreed."
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tide.minutes.filter(pk=minutes.pk).update(text="Not agreed.")


def test_word_that_is_taken_back_stays_readable(tide: Alliance) -> None:
    said = {"alliance": tide, "who": "Harbour", "to_what": "the result of the poll", "source": "Minutes, 2"}
    word = enter_undertaking(by="test", said_on=date(2026, 2, 2), **said)
    enter_undertaking(by="test", said_on=date(2026, 2, 20), takes_back=word, **said)
    assert [(u.said.pk, u.taken_back.said_on) for u in undertakings_of(tide)] == [(word.pk, date(2026, 2, 20))]
    with pytest.raises(ValidationError, match="does not stand"):
        enter_undertaking(by="test", said_on=date(2026, 2, 21), takes_back=word, **said)
