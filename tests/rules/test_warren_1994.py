"""Warren's method, step by step: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.arithmetic import Votes
from hustings.rules import warren_1994 as rule_module

CASES = {
    "(2) quota: votes / (vacancies + 1), cut to six decimals, plus 0.000001": (
        "warren_1994",
        1,
        "6 A, 1 B",
        {},
        """\
        quota 3.500001 ((2))
        1 first preferences: A 6 B 1; non-transferable 0
          A elected ((3))""",
    ),
    "(2) quota falls as papers run out; (5) price x quota / votes, rounded up": (
        "warren_1994",
        2,
        "5 B>C>A",
        {},
        """\
        quota 1.666667 ((2))
        1 first preferences: A 0 B 5 C 0; non-transferable 0
          B elected ((3))
          keep B 0.333334 ((5))
        quota 1.666667 ((2))
        2 surplus B: A 0 B 1.66667 C 3.33333; non-transferable 0
          C elected ((3))""",
    ),
    "(4) fewer candidates than vacancies": (
        "warren_1994",
        3,
        "3 A, 1 B",
        {},
        """\
        quota 1.000001 ((2))
        1 first preferences: A 3 B 1; non-transferable 0
          A elected ((3))
          B elected ((4))""",
    ),
    "(6) nobody can overtake: the losers go before any surplus is transferred": (
        "warren_1994",
        2,
        "4 B, 8 A>B",
        {"candidates": "ABC"},
        """\
        quota 4.000001 ((2))
        1 first preferences: A 8 B 4 C 0; non-transferable 0
          A elected ((3))
          C excluded ((6))
        quota 4.000001 ((2))
        2 exclusion C: A 8 B 4 C 0; non-transferable 0
          B elected ((4))""",
    ),
    "(6) the group is the largest whose votes and all surpluses stay below the next": (
        "warren_1994",
        2,
        "2 B>C, 4 C>D",
        {"candidates": "ABCD"},
        """\
        quota 2.000001 ((2))
        1 first preferences: A 0 B 2 C 4 D 0; non-transferable 0
          C elected ((3))
          A excluded ((6))
          D excluded ((6))
        quota 2.000001 ((2))
        2 exclusion AD: A 0 B 2 C 4 D 0; non-transferable 0
          B elected ((4))""",
    ),
    "(6) no price changed: the lowest goes although a surplus is left": (
        "warren_1994",
        3,
        "7 C>A>B, 7 D>B>C>A",
        {},
        """\
        quota 3.500001 ((2))
        1 first preferences: A 0 B 0 C 7 D 7; non-transferable 0
          C elected ((3))
          D elected ((3))
          keep C 0.500001 D 0.500001 ((5))
        quota 3.500001 ((2))
        2 surplus CD: A 3.499993 B 3.499993 C 3.500007 D 3.500007; non-transferable 0
          keep C 0.500001 D 0.500001 ((5))
        quota 3.500001 ((2))
        3 surplus CD: A 3.499993 B 3.499993 C 3.500007 D 3.500007; non-transferable 0
          tie AB to exclude: A by lot ((8))
          A excluded ((6))
          keep C 0.500001 D 0.500001 ((5))
        quota 3.500001 ((2))
        4 exclusion A: A 0 B 6.999986 C 3.500007 D 3.500007; non-transferable 0
          B elected ((3))""",
    ),
    "(7) at the first exclusion a group without a vote takes one more with it": (
        "warren_1994",
        1,
        "1 D, 1 A",
        {"candidates": "ABCD"},
        """\
        quota 1.000001 ((2))
        1 first preferences: A 1 B 0 C 0 D 1; non-transferable 0
          tie AD to exclude: A by lot ((8))
          B excluded ((6))
          C excluded ((6))
          A excluded ((6))
        quota 0.500001 ((2))
        2 exclusion ABC: A 0 B 0 C 0 D 1; non-transferable 1
          D elected ((3))""",
    ),
    "(8) equal lowest: the one with fewer at the latest stage that differed": (
        "warren_1994",
        1,
        "5 A, 3 B, 2 C, 1 D>C",
        {},
        """\
        quota 5.500001 ((2))
        1 first preferences: A 5 B 3 C 2 D 1; non-transferable 0
          D excluded ((6))
        quota 5.500001 ((2))
        2 exclusion D: A 5 B 3 C 3 D 0; non-transferable 0
          tie BC to exclude: C by stage 1 ((8))
          C excluded ((6))
        quota 4.000001 ((2))
        3 exclusion C: A 5 B 3 C 0 D 0; non-transferable 3
          A elected ((3))""",
    ),
    "(8) equal at every stage: by lot": (
        "warren_1994",
        1,
        "4 B, 5 C, 4 A",
        {},
        """\
        quota 6.500001 ((2))
        1 first preferences: A 4 B 4 C 5; non-transferable 0
          tie AB to exclude: A by lot ((8))
          A excluded ((6))
        quota 4.500001 ((2))
        2 exclusion A: A 0 B 4 C 5; non-transferable 4
          C elected ((3))""",
    ),
    "(9) each paper pays the price to each candidate, as long as it lasts": (
        "warren_1994",
        3,
        "7 C>B, 8 B>A>D",
        {},
        """\
        quota 3.750001 ((2))
        1 first preferences: A 0 B 8 C 7 D 0; non-transferable 0
          B elected ((3))
          C elected ((3))
          keep B 0.468751 C 0.535715 ((5))
        quota 3.750001 ((2))
        2 surplus BC: A 4.249992 B 7.000003 C 3.750005 D 0; non-transferable 0
          A elected ((3))""",
    ),
    "(9) two prices are paid one after the other, not one from what the other left": (
        "warren_1994",
        3,
        "12 A>B>C, 9 B>A>D, 3 C, 2 D",
        {},
        """\
        quota 6.500001 ((2))
        1 first preferences: A 12 B 9 C 3 D 2; non-transferable 0
          A elected ((3))
          B elected ((3))
          keep A 0.541667 B 0.722223 ((5))
        quota 6.500001 ((2))
        2 surplus AB: A 8.999997 B 12.000003 C 3 D 2; non-transferable 0
          keep A 0.391205 B 0.391205 ((5))
        quota 6.500001 ((2))
        3 surplus AB: A 8.215305 B 8.215305 C 5.61108 D 3.95831; non-transferable 0
          keep A 0.309524 B 0.309524 ((5))
        quota 6.500001 ((2))
        4 surplus AB: A 6.500004 B 6.500004 C 7.571424 D 5.428568; non-transferable 0
          C elected ((3))""",
    ),
    "(1) withdrawn candidates are passed over; papers that name nobody else are not valid": (
        "warren_1994",
        1,
        "2 A, 3 A>B, 2 C",
        {"withdrawn": "A"},
        """\
        quota 2.500001 ((2))
        1 first preferences: A 0 B 3 C 2; non-transferable 0
          B elected ((3))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    rule, vacancies, papers, more, expected = CASES[clause]
    assert sheet(hold(rule, vacancies, papers, **more)) == dedent(expected)


def test_exactly_the_quota_elects(sheet_of):
    sheet = sheet_of("1 A, 1 B", decimals=rule_module.DECIMALS)
    sheet.quota = Votes(7)
    sheet.votes = [Votes(7), Votes(6)]
    assert rule_module.with_quota(sheet) == [0]
