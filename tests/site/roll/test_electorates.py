"""A rule asks the database, asks one member, and says itself in words; all three agree."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings_site.roll.electorates import (
    AllOf,
    AnyOf,
    BelongsTo,
    Facts,
    HasStatus,
    InBranch,
    InCategory,
    JoinedBy,
    Names,
    Not,
    Outcome,
    PaidUpTo,
    Rule,
    RuleError,
    entitled,
    explain,
    read_rule,
    sentences,
    unknown_codes,
)
from hustings_site.roll.models import Member, Organisation

pytestmark = pytest.mark.django_db


def numbers(organisation: Organisation, rule: object) -> list[str]:
    """Whom the database finds, who are the same as those that pass when each is asked."""
    read = read_rule(rule)
    found = [member.number for member in entitled(organisation, read)]
    everybody = Member.objects.of(organisation).select_related("branch")
    assert [member.number for member in everybody if read.passes(Facts.of(member))] == found
    return found


@pytest.mark.parametrize(
    ("rule", "passing"),
    [
        ({}, ["001", "002", "003", "004", "005", "006", "007", "008"]),
        ({"any": []}, []),
        ({"status": ["active"]}, ["001", "002", "003", "004", "005", "006", "007"]),
        ({"status": "suspended"}, ["008"]),
        ({"joined_by": "2026-01-03"}, ["001", "002", "003", "004", "006", "007", "008"]),
        ({"joined_by": "2026-01-04"}, ["001", "002", "003", "004", "005", "006", "007", "008"]),
        ({"paid_up_to": "2026-03-31"}, ["001", "002", "003", "004", "005", "007", "008"]),
        ({"paid_up_to": "2026-03-30"}, ["001", "002", "003", "004", "005", "006", "007", "008"]),
        ({"branch": "north"}, ["001", "002", "003", "004", "008"]),
        ({"branch": "alderby"}, ["001", "002", "008"]),
        ({"branch": "night"}, []),
        ({"belongs_to": "night"}, ["008"]),
        ({"belongs_to": "alderby"}, ["001", "002", "008"]),
        ({"category": "youth"}, ["001"]),
        ({"not": {"branch": "north"}}, ["005", "006", "007"]),
        ({"any": [{"category": "youth"}, {"branch": "cloverley"}]}, ["001", "005", "006", "007"]),
        ({"all": [{"branch": "north"}, {"not": {"status": ["suspended"]}}]}, ["001", "002", "003", "004"]),
        ({"branch": "nowhere"}, []),
    ],
)
def test_rule_finds_whom_it_should(
    lampwrights: Organisation, members: dict[str, Member], rule: object, passing: list[str]
) -> None:
    assert numbers(lampwrights, rule) == passing


def test_member_whose_dates_are_not_known_passes_neither_date_but_both_negations(
    lampwrights: Organisation, members: dict[str, Member]
) -> None:
    Member.objects.filter(organisation=lampwrights, number="001").update(joined=None, paid_until=None)
    for test in ({"joined_by": "2026-01-03"}, {"paid_up_to": "2026-03-31"}):
        assert "001" not in numbers(lampwrights, test)
        assert "001" in numbers(lampwrights, {"not": test})


def test_member_of_several_branches_is_entitled_once(lampwrights: Organisation, members: dict[str, Member]) -> None:
    assert numbers(lampwrights, {"any": [{"belongs_to": "night"}, {"belongs_to": "north"}, {"branch": "north"}]}) == [
        "001",
        "002",
        "003",
        "004",
        "008",
    ]


days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
codes = st.sampled_from(["north", "alderby", "brackford", "cloverley", "night"])
tests = st.one_of(
    st.builds(JoinedBy, days),
    st.builds(PaidUpTo, days),
    st.builds(HasStatus, st.sampled_from([("active",), ("active", "suspended"), ("left",)])),
    st.builds(InBranch, codes),
    st.builds(BelongsTo, codes),
    st.builds(InCategory, st.sampled_from(["youth", "staff"])),
)
rules: st.SearchStrategy[Rule] = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rule=rules)
def test_database_and_member_agree_and_the_rule_survives_json(
    lampwrights: Organisation, members: dict[str, Member], rule: Rule
) -> None:
    assert read_rule(rule.as_json()) == rule
    by_asking_each = [number for number, member in members.items() if rule.passes(Facts.of(member))]
    assert [member.number for member in entitled(lampwrights, rule)] == by_asking_each


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ([], 'rule: one test stands here, written {"name": value}; the names are all, any, not, status,'),
        ({"all": [], "any": []}, 'rule: one test stands here, written {"name": value}; the names are all,'),
        ({"born_by": "1990-01-01"}, "rule: there is no test “born_by”; the names are all, any, not, status, joined_by"),
        ({"all": {"status": "active"}}, "rule.all: a list of tests stands here, in [ ]"),
        ({"all": [{"joined_by": "3/1/26"}]}, "rule.all[0].joined_by: “3/1/26” is no date; write it as 2026-01-31"),
        ({"not": {"status": ["keen"]}}, "rule.not.status: a status is one of active, suspended, lapsed, left,"),
        ({"status": []}, "rule.status: a status is one of active,"),
        ({"branch": 7}, "rule.branch: a code stands here, in quotation marks"),
    ],
)
def test_rule_that_cannot_be_read_names_the_place_and_the_cure(rule: object, said: str) -> None:
    with pytest.raises(RuleError) as refusal:
        read_rule(rule)
    assert str(refusal.value).startswith(said)


def test_unknown_codes_are_found_wherever_they_stand(lampwrights: Organisation) -> None:
    rule = read_rule({"any": [{"branch": "alderby"}, {"not": {"belongs_to": "x"}}, {"all": [{"category": "y"}]}]})
    assert unknown_codes(rule, Names.of(lampwrights)) == ["x", "y"]


def test_words_of_a_rule(lampwrights: Organisation) -> None:
    rule = {
        "all": [
            {"status": ["active", "suspended"]},
            {"joined_by": "2026-01-03"},
            {"paid_up_to": "2026-03-31"},
            {"any": [{"branch": "north"}, {"belongs_to": "night"}]},
            {"not": {"category": "staff"}},
        ]
    }
    assert sentences(read_rule(rule), Names.of(lampwrights)) == [
        "status: member or suspended",
        "joined on or before 3 January 2026",
        "paid up to 31 March 2026 or later",
        "at least one of (home branch in North; or belongs to Night shift)",
        "not (category: Staff)",
    ]
    assert sentences(read_rule({}), Names.of(lampwrights)) == ["everybody on the books"]


def test_explanation_gives_each_test_with_the_members_own_value_and_a_cure(
    lampwrights: Organisation, members: dict[str, Member]
) -> None:
    rule = read_rule({"all": [{"status": ["active"]}, {"paid_up_to": "2026-03-31"}, {"not": {"branch": "north"}}]})
    assert explain(members["006"], rule, Names.of(lampwrights)) == Outcome(
        passed=False,
        test="All of these:",
        parts=(
            Outcome(
                True,
                "status: member",
                "Your status is: member.",
                "If that is wrong, ask for a correction and say since when you are a member in good standing.",
            ),
            Outcome(
                False,
                "paid up to 31 March 2026 or later",
                "You have paid up to 30 March 2026.",
                "If you have paid, ask for a correction and say when and how; if not, ask whether you still can.",
            ),
            Outcome(
                True,
                "Not this:",
                parts=(
                    Outcome(
                        False,
                        "home branch in North",
                        "Your home branch: Cloverley.",
                        "If you belong to another branch, ask for a correction and say since when.",
                    ),
                ),
            ),
        ),
    )
