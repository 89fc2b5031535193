"""A contest file: all that it may say, and every way in which it is refused, with the line and the cure."""

from textwrap import dedent

import pytest

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.contests.contest_file import ContestFile, read_contest
from hustings.contests.outcome import Arrangements, Reopen
from hustings.contests.toml_text import ContestFileError
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.contest import Candidate, Constraint, Contest
from hustings.count.lots import NO_LOTS, Draw, Lots, Purpose

PROFILE = Profile(
    ("Ada Ash", "Ben Birch and Cal Cedar", "Dee Damson", "Re-open nominations"), MarkKind.RANKING, title="From the file"
)
CANDIDATES = """\
[[candidate]]
id = "ron"
name = "Re-open nominations"
standing = "re-open nominations"
[[candidate]]
id = "ash"
name = "Ada Ash"
categories = ["women", "north"]
[[candidate]]
id = "birch-cedar"
name = "Ben Birch and Cal Cedar"
persons = ["birch", "cedar"]
standing = "suspended"
[[candidate]]
id = "damson"
name = "Dee Damson"
standing = "protected"
"""
WHOLE = f"""\
[contest]
title = "Executive committee"
vacancies = 2
rule = "scotland_2011"
reopen_nominations = "again"
{CANDIDATES}
[[constraint]]
category = "women"
min = 1
[[constraint]]
category = "north"
max = 1
[[withdrawal]]
candidate = "birch-cedar"
policy = "passed over"
note = "suspended on 3 May"
[lots]
source = "drawn before the poll closed"
order = ["ron", "Dee Damson", "ash", "birch-cedar", "ron-2"]
[[lots.draw]]
purpose = "exclude"
order = ["ash", "damson"]
"""


def test_a_contest_file_says_it_all():
    contest = Contest(
        (
            Candidate("ash", "Ada Ash", frozenset({"women", "north"})),
            Candidate("birch-cedar", "Ben Birch and Cal Cedar"),
            Candidate("damson", "Dee Damson"),
            Candidate("ron", "Re-open nominations"),
        ),
        2,
        "Executive committee",
        (Constraint("women", 1), Constraint("north", 0, 1)),
        protected=frozenset({2}),
    )
    gone = (Withdrawal(1, Policy.PASSED_OVER, "suspended on 3 May"),)
    arrangements = Arrangements(contest, gone, Reopen(3, "again"), ((1, ("birch", "cedar")),))
    lots = Lots((3, 2, 0, 1, 4), (Draw((0, 2), Purpose.EXCLUDE),), "drawn before the poll closed")
    assert read_contest(WHOLE, "poll.toml", PROFILE) == ContestFile("scotland_2011", arrangements, lots)


def test_a_short_file_takes_the_rest_from_the_papers():
    read = read_contest("[contest]\nvacancies = 3\n", "poll.toml", PROFILE)
    names = tuple(Candidate(str(i), name) for i, name in enumerate(PROFILE.candidates, start=1))
    assert read == ContestFile("", Arrangements(Contest(names, 3, "From the file")), NO_LOTS)


def test_vacancies_asked_for_go_before_those_of_the_file():
    assert read_contest("[contest]\nvacancies = 3\n", "poll.toml", PROFILE, 1).arrangements.contest.vacancies == 1


REFUSED = {
    "not TOML": (
        "[contest]\nvacancies = = 3\n",
        "poll.toml:2: invalid value; the file is TOML, as docs/cli/count.md shows",
    ),
    "no vacancies anywhere": ("[contest]\n", "poll.toml:1: vacancies is missing; write vacancies = a number"),
    "unknown table": (
        "[contest]\nvacancies = 1\n[[candidates]]\nname = 'x'\n",
        "poll.toml:3: unknown key 'candidates'; a contest file holds candidate, constraint, contest, lots, withdrawal",
    ),
    "unknown key of the contest": (
        "[contest]\nvacancies = 1\nseats = 2\n",
        "poll.toml:3: unknown key 'seats'; [contest] holds reopen_nominations, rule, title, vacancies",
    ),
    "vacancies in words": (
        '[contest]\nvacancies = "two"\n',
        "poll.toml:2: vacancies is not a whole number; write vacancies = 1, 2, 3 ...",
    ),
    "a table where a list of tables belongs": (
        "[contest]\nvacancies = 1\n[candidate]\nname = 'x'\n",
        "poll.toml:3: a candidate is a table of its own; write [[candidate]] above it",
    ),
    "a value where a table belongs": (
        "contest = 3\n",
        "poll.toml:1: contest is a table of its own; write [contest] above it",
    ),
    "candidate missing": (
        "[contest]\nvacancies = 1\n[[candidate]]\nname = 'Ada Ash'\n",
        "poll.toml:3: Ben Birch and Cal Cedar is on the papers and not here; add a [[candidate]] of that name",
    ),
    "candidate too many": (
        f'[contest]\nvacancies = 2\nreopen_nominations = "once"\n{CANDIDATES}[[candidate]]\nname = "Eva Elm"\n',
        ("poll.toml:22: Eva Elm is not on the papers; "
        "the papers list: Ada Ash, Ben Birch and Cal Cedar, Dee Damson, Re-open nominations"),
    ),
    "unknown key of a candidate": (
        WHOLE.replace("categories =", "category ="),
        "poll.toml:13: unknown key 'category'; a candidate holds categories, id, name, persons, standing",
    ),
    "unknown standing": (
        WHOLE.replace('"protected"', '"resting"'),
        ("poll.toml:22: no candidate's standing is 'resting'; "
        'standing is one of "standing", "withdrawn", "suspended", "protected", "re-open nominations"'),
    ),
    "one id twice": (
        WHOLE.replace('id = "damson"', 'id = "ash"'),
        "poll.toml:1: two candidates have the id 'ash'; give each one of its own; change one of the two",
    ),
    "gone without a policy": (
        WHOLE.replace('[[withdrawal]]\ncandidate = "birch-cedar"', '[[withdrawal]]\ncandidate = "ash"'),
        ("poll.toml:16: Ben Birch and Cal Cedar has gone and no policy is named; "
        'add a [[withdrawal]], policy: "removed", "passed over", "as cast"'),
    ),
    "unknown policy": (
        WHOLE.replace('"passed over"', '"struck"'),
        "poll.toml:32: no policy is called 'struck'; policy is one of \"removed\", \"passed over\", \"as cast\"",
    ),
    "withdrawal of nobody": (
        WHOLE.replace('candidate = "birch-cedar"', 'candidate = "elm"'),
        ("poll.toml:31: no candidate is called 'elm'; "
        "the candidates are: Ada Ash, Ben Birch and Cal Cedar, Dee Damson, Re-open nominations"),
    ),
    "two withdrawals": (
        WHOLE.replace("[lots]", '[[withdrawal]]\ncandidate = "birch-cedar"\npolicy = "as cast"\n[lots]'),
        "poll.toml:30: two withdrawals of Ben Birch and Cal Cedar; keep one of them",
    ),
    "protected and withdrawn": (
        WHOLE.replace('candidate = "birch-cedar"\npolicy', 'candidate = "damson"\npolicy').replace(
            'standing = "suspended"', ""
        ),
        "poll.toml:1: Dee Damson is both protected and withdrawn; change one of the two",
    ),
    "a category of nobody": (
        WHOLE.replace('category = "women"', 'category = "woman"'),
        "poll.toml:25: no candidate is in category 'woman'; the categories are: north, women",
    ),
    "min above max": (
        WHOLE.replace("max = 1", "min = 2\nmax = 1"),
        "poll.toml:13: at least 2 and at most 1; let min be no more than max",
    ),
    "a constraint of nothing": (
        WHOLE.replace("max = 1", ""),
        "poll.toml:27: a constraint without min or max; write min = ... or max = ... in it",
    ),
    "unknown key of a constraint": (
        WHOLE.replace("min = 1", "minimum = 1"),
        "poll.toml:26: unknown key 'minimum'; a constraint holds category, max, min",
    ),
    "re-open nominations, way not said": (
        WHOLE.replace('reopen_nominations = "again"', ""),
        "poll.toml:9: how re-open nominations counts is not said; write reopen_nominations in [contest]",
    ),
    "re-open nominations, no candidate": (
        WHOLE.replace('standing = "re-open nominations"', ""),
        ("poll.toml:5: 0 candidates stand for re-opening nominations; "
        'give exactly one [[candidate]] standing = "re-open nominations"'),
    ),
    "re-open nominations, unknown way": (
        WHOLE.replace('"again"', '"for ever"'),
        'poll.toml:5: no way is called \'for ever\'; reopen_nominations is one of "again", "once", "to the end"',
    ),
    "names that are none": (
        WHOLE.replace('["women", "north"]', '"women"'),
        ("poll.toml:13: categories of Ada Ash is not a list of names; "
        'write categories = ["first name", "second name"]'),
    ),
    "lots that leave somebody out": (
        WHOLE.replace(', "ron-2"]', "]"),
        "poll.toml:36: the order leaves out Re-open nominations 2; an order names all candidates",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_refused(fault):
    text, message = REFUSED[fault]
    with pytest.raises(ContestFileError) as refused:
        read_contest(text, "poll.toml", PROFILE)
    assert str(refused.value) == message


def test_two_candidates_of_one_name_are_taken_in_the_order_of_the_papers():
    profile = Profile(("Ada Ash", "Ada Ash"), MarkKind.RANKING, vacancies=1)
    text = dedent("""\
        [[candidate]]
        id = "ash-north"
        name = "Ada Ash"
        [[candidate]]
        id = "ash-south"
        name = "Ada Ash"
        """)
    contest = read_contest(text, "poll.toml", profile).arrangements.contest
    assert [c.id for c in contest.candidates] == ["ash-north", "ash-south"]
