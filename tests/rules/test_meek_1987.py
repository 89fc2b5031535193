"""Algorithm 123, procedure by procedure: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

CASES = {
    "compute: the quota is the exact quotient; having just that elects": (
        "meek_1987",
        2,
        "4 B, 8 A>B",
        {"candidates": "ABC"},
        """\
        quota 4 (compute)
        1 first preferences: A 8 B 4 C 0; non-transferable 0
          A elected (elect)
          B elected (elect)""",
    ),
    "compute: the quota is rounded up in the eighteenth place": (
        "meek_1987",
        1,
        "6 A, 1 B",
        {},
        """\
        quota 3.5 (compute)
        1 first preferences: A 6 B 1; non-transferable 0
          A elected (elect)""",
    ),
    "compute: the quota is never below 0.0001": (
        "meek_1987",
        2,
        "15 A",
        {"candidates": "ABC"},
        """\
        quota 5 (compute)
        1 first preferences: A 15 B 0 C 0; non-transferable 0
          A elected (elect)
          keep A 0.000006666666666667 (compute)
        quota 0.0001 (compute)
        2 surplus A: A 0.000100000000000005 B 0 C 0; non-transferable 14.999899999999999995
          tie BC to exclude: B by lot (LowestCandidate)
          B excluded (exclude)
          0 not transferred (complete)
        3 exclusion B: A 0.000100000000000005 B 0 C 0; non-transferable 14.999899999999999995
          C elected (complete)""",
    ),
    "compute: keep values settle before anybody further is elected": (
        "meek_1987",
        2,
        "6 A, 18 C",
        {"candidates": "ABC"},
        """\
        quota 8 (compute)
        1 first preferences: A 6 B 0 C 18; non-transferable 0
          C elected (elect)
          keep C 0.166666666666703095 (compute)
        quota 3.00000000000021857 (compute)
        2 surplus C: A 6 B 0 C 3.00000000000065571; non-transferable 14.99999999999934429
          A elected (elect)""",
    ),
    "compute: keep values are rounded up, an elected candidate goes on receiving": (
        "meek_1987",
        2,
        "1 B>D>C, 5 A>D>C",
        {},
        """\
        quota 2 (compute)
        1 first preferences: A 5 B 1 C 0 D 0; non-transferable 0
          A elected (elect)
          keep A 0.4 (compute)
        quota 2 (compute)
        2 surplus A: A 2 B 1 C 0 D 3; non-transferable 0
          D elected (elect)""",
    ),
    "compute: what a paper gives is rounded down, all the rest is passed on": (
        "meek_1987",
        3,
        "8 B>A>C, 9 A>C>D>B",
        {},
        """\
        quota 4.25 (compute)
        1 first preferences: A 9 B 8 C 0 D 0; non-transferable 0
          A elected (elect)
          B elected (elect)
          keep A 0.333333333333333334 B 0.53125 (compute)
        quota 4.25 (compute)
        2 surplus AB: A 4.250000000000000006 B 4.25 C 8.499999999999999994 D 0; non-transferable 0
          C elected (elect)""",
    ),
    "compute: more papers than settle to 10**-12: until no keep value changes": (
        "meek_1987",
        2,
        "30000000 A>B, 5000000 B, 2000000 C",
        {},
        """\
        quota 12333333.333333333333333334 (compute)
        1 first preferences: A 30000000 B 5000000 C 2000000; non-transferable 0
          A elected (elect)
          keep A 0.411111111111111112 (compute)
        quota 12333333.333333333333333334 (compute)
        2 surplus A: A 12333333.33333333336 B 22666666.66666666664 C 2000000; non-transferable 0
          B elected (elect)""",
    ),
    "compute, multi-way tie: one candidate too many with the quota, by lot": (
        "meek_1987",
        1,
        "1 D, 1 A",
        {},
        """\
        quota 1 (compute)
        1 first preferences: A 1 D 1; non-transferable 0
          tie AD to exclude: A by lot (LowestCandidate)
          A excluded (compute, multi-way tie)
          1 not transferred (compute, multi-way tie)
        2 exclusion A: A 0 D 1; non-transferable 1
          D elected (elect)""",
    ),
    "compute, multi-way tie: three with the quota for two seats": (
        "meek_1987",
        2,
        "2 A, 2 B, 2 C",
        {"lots": "CBA"},
        """\
        quota 2 (compute)
        1 first preferences: A 2 B 2 C 2; non-transferable 0
          tie ABC to exclude: C by lot (LowestCandidate)
          C excluded (compute, multi-way tie)
          2 not transferred (compute, multi-way tie)
        2 exclusion C: A 2 B 2 C 0; non-transferable 2
          A elected (elect)
          B elected (elect)""",
    ),
    "LowestCandidate: equal lowest by lot, whatever they had before": (
        "meek_1987",
        3,
        "2 C>B>D, 4 D>C>A>E>B, 6 A>E>C>B",
        {},
        """\
        quota 3 (compute)
        1 first preferences: A 6 B 0 C 2 D 4 E 0; non-transferable 0
          A elected (elect)
          D elected (elect)
          keep A 0.5 D 0.75 (compute)
        quota 3 (compute)
        2 surplus AD: A 3 B 0 C 3 D 3 E 3; non-transferable 0
          tie CE to exclude: C by lot (LowestCandidate)
          C excluded (compute, multi-way tie)
          3 not transferred (compute, multi-way tie)
        3 exclusion C: A 3 B 0 C 0 D 3 E 3; non-transferable 3
          E elected (elect)""",
    ),
    "main program: stop when the last seat is filled, keep values unsettled": (
        "meek_1987",
        2,
        "10 A>B, 6 B, 5 C",
        {},
        """\
        quota 7 (compute)
        1 first preferences: A 10 B 6 C 5; non-transferable 0
          A elected (elect)
          keep A 0.7 (compute)
        quota 7 (compute)
        2 surplus A: A 7 B 9 C 5; non-transferable 0
          B elected (elect)""",
    ),
    "complete: as many continue as seats are left": (
        "meek_1987",
        2,
        "5 A, 2 B, 1 C",
        {},
        """\
        quota 2.666666666666666667 (compute)
        1 first preferences: A 5 B 2 C 1; non-transferable 0
          A elected (elect)
          keep A 0.300000000000275389 (compute)
        quota 1.500000000000458982 (compute)
        2 surplus A: A 1.500000000001376945 B 2 C 1; non-transferable 3.499999999998623055
          B elected (elect)""",
    ),
    "complete: fewer candidates than seats": (
        "meek_1987",
        3,
        "3 A, 1 B",
        {},
        """\
        quota 1 (compute)
        1 first preferences: A 3 B 1; non-transferable 0
          A elected (elect)
          B elected (elect)""",
    ),
    "withdrawn candidates are passed over; papers that name nobody else are not valid": (
        "meek_1987",
        1,
        "2 A, 3 A>B, 2 C",
        {"withdrawn": "A"},
        """\
        quota 2.5 (compute)
        1 first preferences: A 0 B 3 C 2; non-transferable 0
          B elected (elect)""",
    ),
    "Meek 1970 s.6: an equal preference counts as half a vote in each order": (
        "meek_1987",
        1,
        "3 A=B, 2 B, 4 C",
        {},
        """\
        quota 4.5 (compute)
        1 first preferences: A 1.5 B 3.5 C 4; non-transferable 0
          A excluded (exclude)
        quota 4.5 (compute)
        2 exclusion A: A 0 B 5 C 4; non-transferable 0
          B elected (elect)""",
    ),
    "Meek 1970 s.6: of two equal ones the elected keeps part, the other has the rest": (
        "meek_1987",
        2,
        "9 A=B>C, 6 A, 2 C",
        {},
        """\
        quota 5.666666666666666667 (compute)
        1 first preferences: A 10.5 B 4.5 C 2; non-transferable 0
          A elected (elect)
          keep A 0.431372549019669782 (compute)
        quota 4.529411764706006231 (compute)
        2 surplus A: A 4.529411764706532711 B 7.058823529411485981 C 2; non-transferable 3.411764705881981308
          B elected (elect)""",
    ),
    "Meek 1970 s.6: an equal preference of which one is excluded is no longer one": (
        "meek_1987",
        1,
        "3 A=B, 1 A, 5 C, 2 B>A",
        {},
        """\
        quota 5.5 (compute)
        1 first preferences: A 2.5 B 3.5 C 5; non-transferable 0
          A excluded (exclude)
        quota 5 (compute)
        2 exclusion A: A 0 B 5 C 5; non-transferable 1
          tie BC to exclude: B by lot (LowestCandidate)
          B excluded (compute, multi-way tie)
          5 not transferred (compute, multi-way tie)
        3 exclusion B: A 0 B 0 C 5; non-transferable 6
          C elected (elect)""",
    ),
    "Meek 1970 s.6: 1, 2, 2, 3 and 1, 2, 2, 4 say the same; another gap ends the paper": (
        "meek_1987",
        1,
        "1 A>B=C>D, 1 A>B=C>>D, 1 A>B=C>>>D, 3 D, 4 E",
        {},
        """\
        quota 5 (compute)
        1 first preferences: A 3 B 0 C 0 D 3 E 4; non-transferable 0
          tie BC to exclude: B by lot (LowestCandidate)
          B excluded (exclude)
        quota 5 (compute)
        2 exclusion B: A 3 B 0 C 0 D 3 E 4; non-transferable 0
          C excluded (exclude)
        quota 5 (compute)
        3 exclusion C: A 3 B 0 C 0 D 3 E 4; non-transferable 0
          tie AD to exclude: A by lot (LowestCandidate)
          A excluded (exclude)
        quota 4.5 (compute)
        4 exclusion A: A 0 B 0 C 0 D 5 E 4; non-transferable 1
          D elected (elect)""",
    ),
    "strict: an equal preference ends the paper": (
        "meek_1987_strict",
        1,
        "3 A=B, 2 B, 4 C, 1 A>B=C",
        {},
        """\
        quota 3.5 (compute)
        1 first preferences: A 1 B 2 C 4; non-transferable 0
          C elected (elect)""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    rule, vacancies, papers, more, expected = CASES[clause]
    assert sheet(hold(rule, vacancies, papers, **more)) == dedent(expected)
