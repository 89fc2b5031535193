"""How a slate is made, whichever way: the same questions, a dated plan, applications with decision and appeal."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from hustings_site.elections.models import Contest, Election
from hustings_site.journal import clock
from hustings_site.slates.enums import ApplicationEvent, Making, Question
from hustings_site.slates.models import Body, Slate
from hustings_site.slates.selectors.slates import applications_of, plan_of, questions_of
from hustings_site.slates.services.making import (
    answer_question,
    begin_slate,
    enter_application,
    enter_decision,
    enter_step,
    plan_step,
)


@pytest.fixture
def slate(anchor: Body, election: Election) -> Slate:
    return begin_slate(by="test", election=election, body=anchor, name="Anchor 2026", made="panel")


@pytest.mark.parametrize("made", Making.values)
def test_every_way_of_making_answers_the_same_questions(anchor: Body, election: Election, made: str) -> None:
    slate = begin_slate(by="test", election=election, body=anchor, name="S", made=made)
    answer_question(by="test", slate=slate, question="decided", text="A meeting.")
    answer_question(by="test", slate=slate, question="decided", text="A meeting of forty.")
    shown = questions_of(slate)
    assert [each.question for each in shown] == list(Question)
    assert [(a.text) for a in shown[0].answers] == ["A meeting.", "A meeting of forty."]
    assert [each.newest for each in shown[1:]] == [None] * 4


def test_plan_says_what_is_done_and_what_is_late(slate: Slate, settings: object) -> None:
    settings.DEMONSTRATION = True
    with clock.standing_at(datetime(2026, 2, 1, 9, tzinfo=UTC)):
        steps = [
            plan_step(by="test", slate=slate, what=what, due=date(2026, 2, day))
            for what, day in (("Call", 3), ("Answers", 10), ("Hustings", 12), ("Poll", 20), ("Leaflet", 25))
        ]
    with clock.standing_at(datetime(2026, 2, 4, 9, tzinfo=UTC)):
        enter_step(by="test", step=steps[0], event="done", address="/campaign/")
        enter_step(by="test", step=steps[2], event="moved", note="The hall is taken.", due=date(2026, 2, 18))
        enter_step(by="test", step=steps[4], event="dropped", note="No money.")
    with clock.standing_at(datetime(2026, 2, 15, 9, tzinfo=UTC)):
        shown = [(each.step.what, each.state, each.due.day, each.days_late) for each in plan_of(slate)]
    assert shown == [
        ("Call", "done", 3, 1),
        ("Answers", "late", 10, 5),
        ("Hustings", "due", 18, 0),
        ("Poll", "due", 20, 0),
        ("Leaflet", "dropped", 25, 0),
    ]


@pytest.mark.parametrize(("event", "wrong"), [("moved", "Say why"), ("dropped", "Say why")])
def test_step_is_not_put_off_in_silence(slate: Slate, event: str, wrong: str) -> None:
    step = plan_step(by="test", slate=slate, what="Call", due=date(2026, 2, 3))
    with pytest.raises(ValidationError, match=wrong):
        enter_step(by="test", step=step, event=event, due=date(2026, 2, 4))
    with pytest.raises(ValidationError, match="to which day"):
        enter_step(by="test", step=step, event="moved", note="Ill.")
    enter_step(by="test", step=step, event="done")
    with pytest.raises(ValidationError, match="This step is over: done"):
        enter_step(by="test", step=step, event="done")


def test_application_goes_from_decision_to_appeal_to_ruling(slate: Slate, contest: Contest) -> None:
    given = {"by": "test", "on": date(2026, 2, 3), "decided_by": "Panel"}
    asked = enter_application(by="test", slate=slate, contest=contest, name="Ann Ash", on=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="Say why"):
        enter_decision(application=asked, event="turned_down", **given)
    enter_decision(application=asked, event="turned_down", reason="No places left.", **given)
    enter_decision(application=asked, event="appealed", **given)
    with pytest.raises(ValidationError, match="After “appealed” this cannot follow"):
        enter_decision(application=asked, event="chosen", **given)
    enter_decision(application=asked, event="upheld", reason="There was a place.", **given)
    enter_decision(application=asked, event="chosen", **given)
    (shown,) = applications_of(slate)
    assert shown.state is ApplicationEvent.CHOSEN
    assert [entry.event for entry in shown.entries] == ["applied", "turned_down", "appealed", "upheld", "chosen"]


def test_application_is_for_a_post_of_the_slates_election(slate: Slate, contest: Contest) -> None:
    candidate = contest.candidates.first()
    enter_application(
        by="test", slate=slate, contest=contest, name=candidate.name, on=date(2026, 2, 1), candidate=candidate
    )
    elsewhere = Contest.objects.create(election=contest.election, slug="x", title="X", vacancies=1)
    with pytest.raises(ValidationError, match="for another post"):
        enter_application(by="test", slate=slate, contest=elsewhere, name="N", on=date(2026, 2, 1), candidate=candidate)
