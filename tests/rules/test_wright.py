"""Wright's system as it is described: one hand-made count for each step, its whole count sheet by hand."""

from textwrap import dedent

import pytest
from tellers import count_sheet, papers_in_a_line

from hustings.ballots.paper import CandidateId
from hustings.contests.outcome import Arrangements, Reopen, counted_contest, hold_contest
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import LotNeeded, Lots, candidate_order
from hustings.rules import find_rule

CASES = {
    "step 2 quota: papers / (vacancies + 1), the fraction dropped, plus one": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 4 (step 2)
          counted anew: AB with the quota (step 1)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 2 the quota is enough": (
        2,
        "6 A>D, 6 B, 4 C, 1 D>B",
        {},
        """\
        quota 6 (step 2)
          counted anew: AB with the quota (step 1)
        1 first preferences: A 6 B 6 C 4 D 1; non-transferable 0
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 3 all papers, at surplus x value / votes": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 5 C",
        {},
        """\
        quota 9 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 9 B 7.499999999 C 7.142857142; non-transferable 0.357142859
          C excluded (step 4)
        quota 7 (step 2)
          counted anew: AB with the quota (step 1)
        2 exclusion C: A 7 B 8.5 C 0; non-transferable 8.5
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 3 the value at which a paper came counts": (
        3,
        "12 A>B>C, 4 B>C, 3 C, 2 D, 3 E>D",
        {},
        """\
        quota 7 (step 2)
          counted anew: AB with the quota (step 1)
        1 first preferences: A 7 B 7 C 4.999999988 D 2 E 3; non-transferable 0.000000012
          D excluded (step 4)
        quota 6 (step 2)
          counted anew: ABC with the quota (step 1)
        2 exclusion D: A 6 B 6 C 7 D 0 E 3; non-transferable 2
          A elected (step 5)
          B elected (step 5)
          C elected (step 5)""",
    ),
    "step 3 the largest surplus first; who is elected receives no more": (
        3,
        "3 B, 2 A, 6 C>A, 7 D>C>A",
        {},
        """\
        quota 5 (step 2)
          counted anew: DC with the quota (step 1)
        1 first preferences: A 4.999999991 B 3 C 5 D 5; non-transferable 0.000000009
          B excluded (step 4)
        quota 4 (step 2)
          counted anew: DCA with the quota (step 1)
        2 exclusion B: A 4.999999996 B 0 C 6 D 4; non-transferable 3.000000004
          D elected (step 5)
          C elected (step 5)
          A elected (step 5)""",
    ),
    "step 3 equal surpluses: by lot": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D, 4 E",
        {"lots": "BACDE"},
        """\
          tie AB to transfer: B by lot (step 3)
        quota 7 (step 2)
          counted anew: AB with the quota (step 1)
        1 first preferences: A 7 B 7 C 3.999999998 D 4.999999998 E 4; non-transferable 0.000000004
          C excluded (step 4)
          tie AB to transfer: B by lot (step 3)
          counted anew: AB with the quota (step 1)
        2 exclusion C: A 7 B 7 C 0 D 4.999999998 E 4; non-transferable 4.000000002
          E excluded (step 4)
          tie AB to transfer: B by lot (step 3)
        quota 6 (step 2)
          counted anew: AB with the quota (step 1)
        3 exclusion E: A 6 B 6 C 0 D 5.999999997 E 0; non-transferable 9.000000003
          A elected (step 5)
          B elected (step 5)
          D elected (step 5)""",
    ),
    "step 4 every exclusion counts all papers anew": (
        2,
        "9 A>B, 5 B, 4 C>A>B, 5 D, 1 E>D",
        {},
        """\
        quota 9 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 9 B 5 C 4 D 5 E 1; non-transferable 0
          E excluded (step 4)
          counted anew: A with the quota (step 1)
        2 exclusion E: A 9 B 5 C 4 D 6 E 0; non-transferable 0
          C excluded (step 4)
          counted anew: A with the quota (step 1)
        3 exclusion C: A 9 B 8.999999991 C 0 D 6 E 0; non-transferable 0.000000009
          D excluded (step 4)
        quota 7 (step 2)
          counted anew: AB with the quota (step 1)
        4 exclusion D: A 7 B 10.999999993 C 0 D 0 E 0; non-transferable 6.000000007
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 4 the quota falls with papers that name nobody": (
        2,
        "9 A>B, 6 B, 5 C, 4 D",
        {},
        """\
        quota 9 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 9 B 6 C 5 D 4; non-transferable 0
          D excluded (step 4)
        quota 7 (step 2)
          counted anew: AB with the quota (step 1)
        2 exclusion D: A 7 B 7.999999998 C 5 D 0; non-transferable 4.000000002
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 4 equal lowest: by lot": (
        1,
        "8 A, 5 B, 5 C",
        {"lots": "CBA"},
        """\
        quota 10 (step 2)
          counted anew: nobody with the quota (step 1)
        1 first preferences: A 8 B 5 C 5; non-transferable 0
          tie BC to exclude: C by lot (step 4)
          C excluded (step 4)
        quota 7 (step 2)
          counted anew: A with the quota (step 1)
        2 exclusion C: A 8 B 5 C 0; non-transferable 5
          A elected (step 5)""",
    ),
    "step 5 no more candidates than vacancies": (
        2,
        "9 A, 3 B, 2 C",
        {},
        """\
        quota 5 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 5 B 3 C 2; non-transferable 4
          C excluded (step 4)
          counted anew: A with the quota (step 1)
        2 exclusion C: A 5 B 3 C 0; non-transferable 6
          A elected (step 5)
          B elected (step 5)""",
    ),
    "step 5 of them, the most votes first": (
        3,
        "9 A, 2 B, 3 C, 1 D",
        {},
        """\
        quota 4 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 4 B 2 C 3 D 1; non-transferable 5
          D excluded (step 4)
          counted anew: A with the quota (step 1)
        2 exclusion D: A 4 B 2 C 3 D 0; non-transferable 6
          A elected (step 5)
          C elected (step 5)
          B elected (step 5)""",
    ),
    "a gap or equal preferences end a paper; invalid without a first": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (step 2)
          counted anew: nobody with the quota (step 1)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (step 4)
        quota 5 (step 2)
          counted anew: A with the quota (step 1)
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          A elected (step 5)""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (step 2)
          counted anew: nobody with the quota (step 1)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (step 4)
          A excluded (step 4)
          counted anew: nobody with the quota (step 1)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (step 5)""",
    ),
    "fewer candidates than vacancies": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (step 2)
          counted anew: BA with the quota (step 1)
        1 first preferences: A 1 B 1; non-transferable 1
          B elected (step 5)
          A elected (step 5)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          tie BC to exclude: B by lot (step 4)
          B excluded (step 4)
          counted anew: A with the quota (step 1)
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          A elected (step 5)
          C elected (step 5)""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (step 2)
          counted anew: AB with the quota (step 1)
        1 first preferences: A 4 B 4.999999995 C 0 D 0; non-transferable 0.000000005
          A elected (step 5)
          B elected (step 5)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (step 2)
          counted anew: nobody with the quota (step 1)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (step 2)
          counted anew: A with the quota (step 1)
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          E excluded (step 4)
          counted anew: A with the quota (step 1)
        2 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          tie BC to exclude: B by lot (step 4)
          B excluded (step 4)
        quota 4 (step 2)
          counted anew: AC with the quota (step 1)
        3 exclusion B: A 4 B 0 C 4 D 2 E 0; non-transferable 8
          A elected (step 5)
          C elected (step 5)
          D elected (step 5)""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "wright", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (
            3,
            "9 A>C, 9 B>D, 4 C, 3 D, 2 E",
            "lot needed at stage 1 (step 3): whose surplus is transferred first, A or B?",
        ),
        (1, "8 A, 5 B, 5 C", "lot needed at stage 2 (step 4): who is excluded, B or C?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("wright", vacancies, papers, lots=Lots())
    assert stopped.value.question == question


def test_the_rule_is_marked_as_unverified():
    assert not find_rule("wright").verified


def test_each_further_ron_stands_in_a_pass_that_elects_the_one_before():
    profile = papers_in_a_line("9 R>C, 3 A, 2 B, 1 C", "RABC")
    contest = Contest(tuple(Candidate(name, name) for name in profile.candidates), 3)
    arrangements = Arrangements(contest, reopen=Reopen(CandidateId(0), "again"))
    outcome = hold_contest(find_rule("wright"), profile, arrangements, candidate_order(counted_contest(arrangements)))
    assert count_sheet(outcome.transcript) == dedent("""\
        quota 4 (step 2)
          counted anew: RR 2 with the quota (step 1)
        1 first preferences: R 4 A 3 B 2 C 1 R 2 4 R 3 0.99999999; non-transferable 0.00000001
          R 2 stands (step 4)
          R 3 stands (step 4)
          R 3 excluded (step 4)
          counted anew: RR 2 with the quota (step 1)
        2 exclusion R 3: R 4 A 3 B 2 C 1.99999999 R 2 4 R 3 0; non-transferable 0.00000001
          C excluded (step 4)
          counted anew: RR 2 with the quota (step 1)
        3 exclusion C: R 4 A 3 B 2 C 0 R 2 4 R 3 0; non-transferable 2
          B excluded (step 4)
          counted anew: RR 2 with the quota (step 1)
        4 exclusion B: R 4 A 3 B 0 C 0 R 2 4 R 3 0; non-transferable 4
          R elected (step 5)
          R 2 elected (step 5)
          A elected (step 5)""")
    assert (outcome.seated, outcome.vacant) == ((1,), ("R was elected", "R 2 was elected"))
