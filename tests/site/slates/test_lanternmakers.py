"""Act 5 of the demonstration: three slates made in the three ways, and the substitute in and out again."""

from datetime import UTC, datetime

import pytest

from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.results.examples import load_executive
from hustings_site.slates.lanternmakers import load_bodies, play_slates
from hustings_site.slates.models import Notice, Slate, Substitution
from hustings_site.slates.selectors.alliances import ledger_of
from hustings_site.slates.selectors.pages import side_by_side
from hustings_site.slates.selectors.slates import applications_of, plan_of, questions_of

ENDS = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.fixture
def slates(db: None, settings: object) -> dict[str, Slate]:
    settings.DEMONSTRATION = True
    load_executive()
    contest = Contest.objects.get(title="Members of the executive")
    bodies = load_bodies(by="test", organisation=contest.election.organisation)
    return play_slates(contest=contest, bodies=bodies, by="test", begins=ENDS)


def test_each_slate_is_made_another_way_and_answers_the_same(slates: dict[str, Slate]) -> None:
    assert [(name, slate.made) for name, slate in slates.items()] == [
        ("Anchor", "polled"),
        ("Beacon", "delegates"),
        ("Current", "panel"),
    ]
    for slate in slates.values():
        assert [each.newest is not None for each in questions_of(slate)] == [True] * 5
    assert [str(each.state.label) for each in applications_of(slates["Current"])] == [
        "chosen",
        "chosen",
        "chosen",
        "appeal dismissed",
    ]


def test_recommendations_of_all_kinds_stand_side_by_side(slates: dict[str, Slate]) -> None:
    shown, rows = side_by_side(Contest.objects.get(title="Members of the executive"))
    assert [(each.recommendation.title, each.recommendation.kind, len(each.now)) for each in shown] == [
        ("Alderby branch", "rank_all", 0),
        ("Anchor", "this_order", 6),
        ("Beacon", "any_order", 6),
        ("Current", "first_only", 1),
    ]
    assert len(rows) == 20


def test_substitute_stood_in_from_week_three_to_week_five(slates: dict[str, Slate]) -> None:
    (stood_in,) = Substitution.objects.all()
    assert (stood_in.substitute.name[0], stood_in.gone.name[0]) == ("I", "A")
    assert ((stood_in.began_at - ENDS).days, (stood_in.ended_at - ENDS).days) == (-21, -7)
    assert Notice.objects.filter(body__name="Anchor").count() == 3


def test_application_unanswered_for_nineteen_days_and_late_steps_are_seen(slates: dict[str, Slate]) -> None:
    with clock.standing_at(ENDS):
        lines = [(line.approach.name, line.answer is None, line.days) for line in ledger_of(slates["Anchor"].alliance)]
        states = [each.state for each in plan_of(slates["Anchor"])]
    assert lines == [("Harbour", False, 0), ("Quay", True, 19)]
    assert states == ["done", "done", "late", "late"]
