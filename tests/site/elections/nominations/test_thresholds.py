from collections import Counter

import pytest

from hustings_site.elections.nominations.enums import Nominator
from hustings_site.elections.nominations.thresholds import (
    NOTHING,
    AllOf,
    AnyOf,
    AtLeast,
    Home,
    Step,
    Support,
    ThresholdError,
    in_words,
    is_reached,
    read_threshold,
    regions_named,
    steps,
)

BRANCH, MEMBER, AFFILIATE = Nominator.BRANCH, Nominator.MEMBER, Nominator.AFFILIATE


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("", NOTHING),
        ("  ", NOTHING),
        ("5 branches", AtLeast(5, BRANCH)),
        ("1 branch", AtLeast(1, BRANCH)),
        ("5 Branches OR 2 Unions", AnyOf((AtLeast(5, BRANCH), AtLeast(2, AFFILIATE)))),
        ("50 members and 2 affiliates", AllOf((AtLeast(50, MEMBER), AtLeast(2, AFFILIATE)))),
        ("3 branches from home region", AtLeast(3, BRANCH, Home.HOME)),
        ("3 branches from the home region", AtLeast(3, BRANCH, Home.HOME)),
        ("10 members from north-east", AtLeast(10, MEMBER, "north-east")),
        (
            "1 branch or 2 members and 3 affiliates",
            AnyOf((AtLeast(1, BRANCH), AllOf((AtLeast(2, MEMBER), AtLeast(3, AFFILIATE))))),
        ),
        (
            "(1 branch or 2 members) and 3 affiliates",
            AllOf((AnyOf((AtLeast(1, BRANCH), AtLeast(2, MEMBER))), AtLeast(3, AFFILIATE))),
        ),
    ],
)
def test_threshold_is_read(text: str, threshold: object) -> None:
    assert read_threshold(text) == threshold


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("branches", "character 1, “branches”: write how many, for example “5 branches”."),
        ("0 branches", "character 1, “0”: write how many, for example “5 branches”."),
        ("5 chickens", "character 3, “chickens”: write branches, members or affiliates."),
        ("5", "at the end: write branches, members or affiliates."),
        ("5 branches 2 members", "character 12, “2”: write “and” or “or” before it, or take it out."),
        ("5 branches or", "at the end: write how many, for example “5 branches”."),
        ("5 branches from", "at the end: write “home region”, or the code of a region."),
        ("5 branches from home", "at the end: write “home region”."),
        ("(5 branches", "at the end: a bracket that was opened is to be closed here."),
        ("5 branches, 2 members", "character 11, “,”: write “and” or “or” before it, or take it out."),
        ("5 branches)", "character 11, “)”: write “and” or “or” before it, or take it out."),
    ],
)
def test_threshold_that_cannot_be_read_says_where_and_what_would_do(text: str, message: str) -> None:
    with pytest.raises(ThresholdError) as refusal:
        read_threshold(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("1 branch", "1 branch"),
        ("5 branches or 2 unions", "5 branches or 2 affiliates"),
        ("3 branches from home region", "3 branches from the candidate’s home region"),
        ("3 branches from north", "3 branches from the region north"),
        ("(1 branch or 2 members) and 3 affiliates", "(1 branch or 2 members) and 3 affiliates"),
        ("1 branch or 2 members and 3 affiliates", "1 branch or 2 members and 3 affiliates"),
    ],
)
def test_threshold_is_said_in_words(text: str, words: str) -> None:
    assert in_words(read_threshold(text)) == words


SUPPORT = Support(
    {BRANCH: Counter({"north": 2, "south": 1}), MEMBER: Counter({"north": 40, "": 9}), AFFILIATE: Counter({"": 1})},
    home="north",
)


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("", True),
        ("3 branches", True),
        ("4 branches", False),
        ("2 branches from home region", True),
        ("3 branches from home region", False),
        ("1 branch from south", True),
        ("2 branches from south", False),
        ("49 members", True),
        ("50 members or 1 affiliate", True),
        ("50 members and 1 affiliate", False),
        ("49 members and 1 affiliate", True),
        ("(4 branches or 49 members) and 2 affiliates", False),
    ],
)
def test_threshold_is_reached(text: str, reached: bool) -> None:
    assert is_reached(read_threshold(text), SUPPORT) is reached


def test_home_region_of_nobody_counts_nothing() -> None:
    homeless = Support({BRANCH: Counter({"": 5})}, home="")
    assert not is_reached(read_threshold("1 branch from home region"), homeless)


def test_nobody_named_by_anybody_has_reached_nothing() -> None:
    assert not is_reached(read_threshold("1 branch"), Support())


def test_steps_say_how_far_each_part_is_reached() -> None:
    found = steps(read_threshold("(4 branches or 50 members) and 1 affiliate"), SUPPORT)
    assert found == [Step("4 branches", 3, 4), Step("50 members", 49, 50), Step("1 affiliate", 1, 1)]
    assert [step.reached for step in found] == [False, False, True]


def test_regions_named_are_found_wherever_they_stand() -> None:
    text = "1 branch from north or (2 members and 1 branch from south) or 1 member from home region"
    assert regions_named(read_threshold(text)) == {"north", "south"}
