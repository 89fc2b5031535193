"""Rulings on motions: appended, challenged, answered; and what a committee responds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from motions_stand import passes

from hustings_site.committees.enums import DecisionKind
from hustings_site.committees.services.meetings import arrange_meeting, decide
from hustings_site.committees.services.seats import found_committee
from hustings_site.motions.enums import RulingKind
from hustings_site.motions.models import Passing, Ruling
from hustings_site.motions.selectors.table import Row, row_of
from hustings_site.motions.services.rulings import answer_challenge, challenge, respond, rule
from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.services import organisation_named

JULY = date(2026, 7, 1)
OUT = {"by": "test", "author": "Orla Wick", "text": "Rule 12: it changes rules without notice.", "on": JULY}


@pytest.fixture
def passing(eight: list[Branch]) -> Passing:
    return passes(eight[0])


def seen(passing: Passing) -> Row:
    return row_of(passing.motion)


def test_newest_ruling_is_in_force_and_those_before_stay(passing: Passing) -> None:
    first = rule(**OUT, motion=passing.motion, kind=RulingKind.OUT_OF_ORDER)
    second = rule(**OUT | {"text": "Notice was given."}, motion=passing.motion, kind=RulingKind.IN_ORDER)
    assert seen(passing).ruling == second
    assert list(passing.motion.rulings.all()) == [first, second]


def test_challenge_upheld_lets_the_ruling_fall(passing: Passing) -> None:
    ruling = rule(**OUT, motion=passing.motion, kind=RulingKind.OUT_OF_ORDER)
    made = challenge(by="test", ruling=ruling, author="Alderby", text="Notice was given in May.", on=JULY)
    assert seen(passing).ruling == ruling
    answer_challenge(by="test", challenge=made, upheld=True, author="Appeals panel", text="It was.", on=JULY)
    assert seen(passing).ruling is None
    with pytest.raises(ValidationError) as refusal:
        challenge(by="test", ruling=ruling, author="Brackford", text="We think so too.", on=JULY)
    assert refusal.value.messages == ["This ruling has fallen already."]


def test_challenge_dismissed_leaves_the_ruling(passing: Passing) -> None:
    ruling = rule(**OUT, motion=passing.motion, kind=RulingKind.OUT_OF_ORDER)
    made = challenge(by="test", ruling=ruling, author="Alderby", text="Notice was given in May.", on=JULY)
    answer_challenge(by="test", challenge=made, upheld=False, author="Appeals panel", text="It was not.", on=JULY)
    assert seen(passing).ruling == ruling
    with pytest.raises(ValidationError) as refusal:
        answer_challenge(by="test", challenge=made, upheld=True, author="Appeals panel", text="It was.", on=JULY)
    assert refusal.value.messages == ["This challenge is answered."]


def test_ruling_on_one_branch_alone_leaves_the_others(eight: list[Branch], passing: Passing) -> None:
    passes(eight[1])
    ruling = rule(**OUT, motion=passing.motion, passing=passing, kind=RulingKind.OUT_OF_ORDER)
    row = seen(passing)
    assert (row.ruling, row.cells[0].ruling, row.cells[1].ruling) == (None, ruling, None)
    other = passes(eight[2], "Another text")
    with pytest.raises(ValidationError) as refusal:
        rule(**OUT, motion=other.motion, passing=passing, kind=RulingKind.OUT_OF_ORDER)
    assert refusal.value.messages == ["This branch passed another motion."]


@pytest.mark.parametrize(("kind", "to"), [(RulingKind.FORWARDED, " "), (RulingKind.IN_ORDER, "Rules committee")])
def test_forwarded_says_to_whom_and_nothing_else_does(passing: Passing, kind: RulingKind, to: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        rule(**OUT, motion=passing.motion, kind=kind, to=to)
    assert refusal.value.message_dict == {"to": ["Say to whom, where a motion is forwarded, and only there."]}


def test_ruling_is_never_changed(passing: Passing) -> None:
    ruling = rule(**OUT, motion=passing.motion, kind=RulingKind.FORWARDED, to="Rules committee")
    with pytest.raises(DatabaseError), transaction.atomic():
        Ruling.objects.filter(pk=ruling.pk).delete()


def test_committee_responds_with_its_decision(union: Organisation, passing: Passing) -> None:
    committee = found_committee(by="test", organisation=union, name="Executive")
    meeting = arrange_meeting(by="test", committee=committee, title="July", on=JULY)
    decision = decide(
        by="test", meeting=meeting, title="STV", kind=DecisionKind.WITHOUT, carried=True, source="Minutes"
    )
    response = respond(
        by="test", motion=passing.motion, committee=committee, text="Agreed.", on=JULY, decision=decision
    )
    assert list(passing.motion.responses.all()) == [response]
    other = found_committee(by="test", organisation=union, name="Youth")
    with pytest.raises(ValidationError) as refusal:
        respond(by="test", motion=passing.motion, committee=other, text="x", on=JULY, decision=decision)
    assert refusal.value.message_dict == {"decision": ["This decision is another committee’s."]}


def test_committee_of_another_organisation_does_not_respond(passing: Passing) -> None:
    elsewhere = found_committee(by="test", organisation=organisation_named(by="test", name="Wicks"), name="Council")
    with pytest.raises(ValidationError) as refusal:
        respond(by="test", motion=passing.motion, committee=elsewhere, text="x", on=JULY)
    assert refusal.value.messages == ["This committee is another organisation’s."]
