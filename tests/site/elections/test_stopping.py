"""The computed sentence on stopping early: said on the ballot paper in the indicative, for every candidate alike."""

import pytest

from hustings_site.elections.ballot_papers import instructions_of
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.stopping import stopping_sentences

STOPS = (
    "Who stops early helps those named and nobody else; once no candidate named can use the paper, it counts for "
    "nobody."
)
NEVER = (
    "In 200 trial counts by the rule of this contest, one more preference never changed whether somebody named before "
    "it was elected, and changed who else was in 11."
)
SOMETIMES = (
    "In 200 trial counts by the rule of this contest, one more mark changed who was elected in 95, and in 9 of these "
    "somebody marked on the same papers lost the place."
)


def contest(rule: str, vacancies: int, kind: str = ElectionKind.MEMBERS) -> Contest:
    return Contest(title="Clerk", rule=rule, vacancies=vacancies, election=Election(kind=kind))


def test_ranking_says_that_going_on_harms_nobody_named_before() -> None:
    assert stopping_sentences(contest("scotland_2011", 3)) == [
        STOPS,
        NEVER,
    ]


def test_marks_say_that_one_more_mark_can_cost_somebody_marked() -> None:
    assert stopping_sentences(contest("block_vote", 3)) == [
        "Who leaves marks unused helps those marked and nobody else; every mark counts the same.",
        SOMETIMES,
    ]


@pytest.mark.parametrize(
    ("rule", "vacancies", "kind"),
    [("", 1, "members"), ("irv", 2, "members"), ("plurality", 1, "members"), ("plurality", 1, "motion")],
)
def test_nothing_is_said_where_there_is_nothing_to_stop(rule: str, vacancies: int, kind: str) -> None:
    assert stopping_sentences(contest(rule, vacancies, kind)) == []


@pytest.mark.django_db
def test_ballot_paper_says_it(settings: object) -> None:
    from hustings_site.elections.services import enter_contest, enter_election
    from hustings_site.roll.services import organisation_named

    union = organisation_named(by="test", name="Lanternmakers")
    held = enter_contest(
        by="test",
        election=enter_election(by="test", organisation=union, title="E"),
        title="Clerk",
        vacancies=3,
        candidates=["Ann", "Bob", "Cleo", "Dan"],
    )
    held.rule = "block_vote"
    assert instructions_of(held).startswith("Choose at most 3. You may choose fewer. Who leaves marks unused")
