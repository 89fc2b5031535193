"""OpenSTV 1.7, method Meek STV, step by step: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.arithmetic import Votes
from hustings.rules import meek_openstv as rule_module

CASES = {
    "(2) quota: votes / (vacancies + 1), cut to six decimals, plus 0.000001": (
        "meek_openstv",
        1,
        "6 A, 1 B",
        {},
        """\
        quota 3.500001 ((2))
        1 first preferences: A 6 B 1; non-transferable 0
          A elected ((3))""",
    ),
    "(2) quota falls as papers run out; (5) keep value x quota / votes, rounded up": (
        "meek_openstv",
        2,
        "5 C>B",
        {"candidates": "ABC"},
        """\
        quota 1.666667 ((2))
        1 first preferences: A 0 B 0 C 5; non-transferable 0
          C elected ((3))
          keep C 0.333334 ((5))
        quota 1.666667 ((2))
        2 surplus C: A 0 B 3.33333 C 1.66667; non-transferable 0
          B elected ((3))""",
    ),
    "(4) fewer candidates than vacancies": (
        "meek_openstv",
        3,
        "3 A, 1 B",
        {},
        """\
        quota 1.000001 ((2))
        1 first preferences: A 3 B 1; non-transferable 0
          A elected ((3))
          B elected ((4))""",
    ),
    "(6) nobody can overtake: all losers together, before any surplus is transferred": (
        "meek_openstv",
        2,
        "1 B, 2 C",
        {"candidates": "ABC"},
        """\
        quota 1.000001 ((2))
        1 first preferences: A 0 B 1 C 2; non-transferable 0
          C elected ((3))
          A excluded ((6))
        quota 1.000001 ((2))
        2 exclusion A: A 0 B 1 C 2; non-transferable 0
          B elected ((4))""",
    ),
    "(6) the group is the largest whose votes and all surpluses stay below the next": (
        "meek_openstv",
        1,
        "20 A, 11 B, 4 C, 3 D, 3 E",
        {},
        """\
        quota 20.500001 ((2))
        1 first preferences: A 20 B 11 C 4 D 3 E 3; non-transferable 0
          D excluded ((6))
          E excluded ((6))
          C excluded ((6))
        quota 15.500001 ((2))
        2 exclusion CDE: A 20 B 11 C 0 D 0 E 0; non-transferable 10
          A elected ((3))""",
    ),
    "(6) C and D together have exactly as many as B, so D goes alone": (
        "meek_openstv",
        1,
        "9 A, 7 B, 4 C, 3 D",
        {},
        """\
        quota 11.500001 ((2))
        1 first preferences: A 9 B 7 C 4 D 3; non-transferable 0
          D excluded ((6))
        quota 10.000001 ((2))
        2 exclusion D: A 9 B 7 C 4 D 0; non-transferable 3
          C excluded ((6))
        quota 8.000001 ((2))
        3 exclusion C: A 9 B 7 C 0 D 0; non-transferable 7
          A elected ((3))""",
    ),
    "(6) no keep value changed: the lowest goes although a surplus is left": (
        "meek_openstv",
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
        "meek_openstv",
        1,
        "1 B>C, 1 A>C",
        {},
        """\
        quota 1.000001 ((2))
        1 first preferences: A 1 B 1 C 0; non-transferable 0
          tie AB to exclude: A by lot ((8))
          C excluded ((6))
          A excluded ((6))
        quota 0.500001 ((2))
        2 exclusion AC: A 0 B 1 C 0; non-transferable 1
          B elected ((3))""",
    ),
    "(8) equal lowest: the one with fewer at the latest stage that differed": (
        "meek_openstv",
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
        "meek_openstv",
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
    "(9) equal papers are cut together, what each passes on is cut singly": (
        "meek_openstv",
        3,
        "7 A>B>C, 7 C>A>B",
        {"candidates": "ABCD"},
        """\
        quota 3.500001 ((2))
        1 first preferences: A 7 B 0 C 7 D 0; non-transferable 0
          A elected ((3))
          C elected ((3))
          keep A 0.500001 C 0.500001 ((5))
        quota 3.5 ((2))
        2 surplus AC: A 5.250006 B 5.249986 C 3.500007 D 0; non-transferable 0.000001
          B elected ((3))""",
    ),
    "(9) an elected candidate goes on receiving": (
        "meek_openstv",
        3,
        "8 B>A>C, 9 A>C>D>B",
        {},
        """\
        quota 4.250001 ((2))
        1 first preferences: A 9 B 8 C 0 D 0; non-transferable 0
          A elected ((3))
          B elected ((3))
          keep A 0.472223 B 0.531251 ((5))
        quota 4.249999 ((2))
        2 surplus AB: A 6.020839 B 4.250008 C 6.729145 D 0; non-transferable 0.000008
          C elected ((3))""",
    ),
    "(1) withdrawn candidates are passed over; papers that name nobody else are not valid": (
        "meek_openstv",
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
