"""Minneapolis Code 167.20 and 167.70, clause by clause: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots

CASES = {
    "167.20 threshold: votes / (vacancies + 1), plus one, fractions disregarded": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 4 (167.20)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (167.70(c)(1)a)
          B elected (167.70(c)(1)a)""",
    ),
    "a. as many with the threshold as vacancies: complete at once": (
        2,
        "6 A>C, 5 B, 1 C",
        {},
        """\
        quota 5 (167.20)
        1 first preferences: A 6 B 5 C 1; non-transferable 0
          A elected (167.70(c)(1)a)
          B elected (167.70(c)(1)a)""",
    ),
    "a. exactly the threshold counts": (
        2,
        "5 A, 5 B, 2 C, 2 D",
        {},
        """\
        quota 5 (167.20)
        1 first preferences: A 5 B 5 C 2 D 2; non-transferable 0
          A elected (167.70(c)(1)a)
          B elected (167.70(c)(1)a)""",
    ),
    "b. c. surpluses count against a certain loss, but move only after it": (
        2,
        "3 C, 4 A>C, 9 B",
        {},
        """\
        quota 6 (167.20)
        1 first preferences: A 4 B 9 C 3; non-transferable 0
          B elected (167.70(c)(1)d)
          0.0003 lost to rounding (167.70(c)(1)d)
        2 surplus B: A 4 B 6 C 3; non-transferable 3
          C excluded (167.70(c)(1)c)
          3 not transferred (167.70(c)(1)c)
        3 exclusion C: A 4 B 6 C 0; non-transferable 6
          A elected (167.70(c)(1)f)""",
    ),
    "c. certain losers go before any surplus moves": (
        3,
        "9 A>E, 6 B, 5 C, 4 D, 1 E>D",
        {},
        """\
        quota 7 (167.20)
        1 first preferences: A 9 B 6 C 5 D 4 E 1; non-transferable 0
          E excluded (167.70(c)(1)c)
        2 exclusion E: A 9 B 6 C 5 D 5 E 0; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0002 lost to rounding (167.70(c)(1)d)
        3 surplus A: A 7 B 6 C 5 D 5 E 0; non-transferable 2
          tie CD to exclude: C by lot (167.70(c)(1)e)
          C excluded (167.70(c)(1)e)
          5 not transferred (167.70(c)(1)e)
        4 exclusion C: A 7 B 6 C 0 D 5 E 0; non-transferable 7
          B elected (167.70(c)(1)f)
          D elected (167.70(c)(1)f)""",
    ),
    "c. certain losers are excluded together, one below the next": (
        2,
        "8 A, 8 B, 8 C, 3 D>B, 4 E>C",
        {},
        """\
        quota 11 (167.20)
        1 first preferences: A 8 B 8 C 8 D 3 E 4; non-transferable 0
          D excluded (167.70(c)(1)c)
          E excluded (167.70(c)(1)c)
        2 exclusion DE: A 8 B 11 C 12 D 0 E 0; non-transferable 0
          C elected (167.70(c)(1)a)
          B elected (167.70(c)(1)a)""",
    ),
    "c. equal to the next is no certain loss": (
        2,
        "8 A, 8 B, 7 C, 3 D>B, 4 E>C",
        {},
        """\
        quota 11 (167.20)
        1 first preferences: A 8 B 8 C 7 D 3 E 4; non-transferable 0
          D excluded (167.70(c)(1)c)
        2 exclusion D: A 8 B 11 C 7 D 0 E 4; non-transferable 0
          E excluded (167.70(c)(1)c)
        3 exclusion E: A 8 B 11 C 11 D 0 E 0; non-transferable 0
          B elected (167.70(c)(1)a)
          C elected (167.70(c)(1)a)""",
    ),
    "c. reading: as many remain as there are vacancies": (
        3,
        "40 A, 10 B, 2 C, 1 D",
        {},
        """\
        quota 14 (167.20)
        1 first preferences: A 40 B 10 C 2 D 1; non-transferable 0
          A elected (167.70(c)(1)d)
        2 surplus A: A 14 B 10 C 2 D 1; non-transferable 26
          D excluded (167.70(c)(1)c)
          1 not transferred (167.70(c)(1)c)
        3 exclusion D: A 14 B 10 C 2 D 0; non-transferable 27
          B elected (167.70(c)(1)f)
          C elected (167.70(c)(1)f)""",
    ),
    "c. the final round: votes are not transferred": (
        2,
        "8 A>B, 6 B, 5 C, 2 D>C",
        {},
        """\
        quota 8 (167.20)
        1 first preferences: A 8 B 6 C 5 D 2; non-transferable 0
          D excluded (167.70(c)(1)c)
        2 exclusion D: A 8 B 6 C 7 D 0; non-transferable 0
          B excluded (167.70(c)(1)c)
          6 not transferred (167.70(c)(1)c)
        3 exclusion B: A 8 B 0 C 7 D 0; non-transferable 6
          A elected (167.70(c)(1)f)
          C elected (167.70(c)(1)f)""",
    ),
    "d. the largest surplus first; whoever has the threshold continues to receive": (
        3,
        "9 A>B>C, 8 B>C, 3 C, 4 D, 2 E>D",
        {},
        """\
        quota 7 (167.20)
        1 first preferences: A 9 B 8 C 3 D 4 E 2; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0002 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 7 B 9.9998 C 3 D 4 E 2; non-transferable 0.0002
          B elected (167.70(c)(1)d)
          0.0012 lost to rounding (167.70(c)(1)d)
        3 surplus B: A 7 B 7 C 5.9986 D 4 E 2; non-transferable 0.0014
          E excluded (167.70(c)(1)c)
        4 exclusion E: A 7 B 7 C 5.9986 D 6 E 0; non-transferable 0.0014
          C excluded (167.70(c)(1)c)
          5.9986 not transferred (167.70(c)(1)c)
        5 exclusion C: A 7 B 7 C 0 D 6 E 0; non-transferable 6
          D elected (167.70(c)(1)f)""",
    ),
    "d. a surplus moves with all papers; those without a next ranking keep their share": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 6 C",
        {},
        """\
        quota 9 (167.20)
        1 first preferences: A 14 B 5 C 6; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0006 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 9 B 7.4997 C 8.1426; non-transferable 0.3577
          B excluded (167.70(c)(1)c)
          7.4997 not transferred (167.70(c)(1)c)
        3 exclusion B: A 9 B 0 C 8.1426; non-transferable 7.8574
          C elected (167.70(c)(1)f)""",
    ),
    "d. 167.20 the fraction is cut, then fraction x value": (
        4,
        "5 A>D, 1 C>D>E>B, 1 D, 7 E>A>D, 9 B>A>C>E",
        {},
        """\
        quota 5 (167.20)
        1 first preferences: A 5 B 9 C 1 D 1 E 7; non-transferable 0
          B elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        2 surplus B: A 8.9996 B 5 C 1 D 1 E 7; non-transferable 0.0004
          A elected (167.70(c)(1)d)
          0.001 lost to rounding (167.70(c)(1)d)
        3 surplus A: A 5 B 5 C 2.7766 D 3.222 E 7; non-transferable 0.0014
          E elected (167.70(c)(1)d)
          0.0001 lost to rounding (167.70(c)(1)d)
        4 surplus E: A 5 B 5 C 2.7766 D 5.2219 E 5; non-transferable 0.0015
          D elected (167.70(c)(1)a)""",
    ),
    "d. equal surpluses: by lot": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D, 3 E",
        {"lots": "BACDE"},
        """\
        quota 7 (167.20)
        1 first preferences: A 9 B 9 C 2 D 3 E 3; non-transferable 0
          tie AB to transfer: B by lot (167.70(c)(1)d)
          B elected (167.70(c)(1)d)
          0.0002 lost to rounding (167.70(c)(1)d)
        2 surplus B: A 9 B 7 C 2 D 4.9998 E 3; non-transferable 0.0002
          A elected (167.70(c)(1)d)
          0.0002 lost to rounding (167.70(c)(1)d)
        3 surplus A: A 7 B 7 C 3.9998 D 4.9998 E 3; non-transferable 0.0004
          E excluded (167.70(c)(1)c)
        4 exclusion E: A 7 B 7 C 3.9998 D 4.9998 E 0; non-transferable 3.0004
          C excluded (167.70(c)(1)c)
          3.9998 not transferred (167.70(c)(1)c)
        5 exclusion C: A 7 B 7 C 0 D 4.9998 E 0; non-transferable 7.0002
          D elected (167.70(c)(1)f)""",
    ),
    "d. exactly the threshold is no surplus: the lowest goes": (
        3,
        "6 A>B, 4 B, 4 C, 4 D>C, 3 E>B",
        {},
        """\
        quota 6 (167.20)
        1 first preferences: A 6 B 4 C 4 D 4 E 3; non-transferable 0
          E excluded (167.70(c)(1)c)
        2 exclusion E: A 6 B 7 C 4 D 4 E 0; non-transferable 0
          B elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        3 surplus B: A 6 B 6 C 4 D 4 E 0; non-transferable 1
          tie CD to exclude: C by lot (167.70(c)(1)e)
          C excluded (167.70(c)(1)e)
          4 not transferred (167.70(c)(1)e)
        4 exclusion C: A 6 B 6 C 0 D 4 E 0; non-transferable 5
          A elected (167.70(c)(1)f)
          D elected (167.70(c)(1)f)""",
    ),
    "e. the lowest alone; papers keep their value": (
        2,
        "12 A>C>B, 7 B, 4 C>B, 5 D>B, 3 E",
        {},
        """\
        quota 11 (167.20)
        1 first preferences: A 12 B 7 C 4 D 5 E 3; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 11 B 7 C 4.9996 D 5 E 3; non-transferable 0.0004
          E excluded (167.70(c)(1)c)
        3 exclusion E: A 11 B 7 C 4.9996 D 5 E 0; non-transferable 3.0004
          C excluded (167.70(c)(1)c)
        4 exclusion C: A 11 B 11.9996 C 0 D 5 E 0; non-transferable 3.0004
          B elected (167.70(c)(1)a)""",
    ),
    "e. equal lowest: by lot, no earlier round": (
        1,
        "8 A, 6 B, 5 C, 1 D>C, 4 E",
        {"lots": "EDBCA"},
        """\
        quota 13 (167.20)
        1 first preferences: A 8 B 6 C 5 D 1 E 4; non-transferable 0
          D excluded (167.70(c)(1)c)
        2 exclusion D: A 8 B 6 C 6 D 0 E 4; non-transferable 0
          E excluded (167.70(c)(1)c)
        3 exclusion E: A 8 B 6 C 6 D 0 E 0; non-transferable 4
          tie BC to exclude: B by lot (167.70(c)(1)e)
          B excluded (167.70(c)(1)e)
        4 exclusion B: A 8 B 0 C 6 D 0 E 0; non-transferable 10
          C excluded (167.70(c)(1)c)
          6 not transferred (167.70(c)(1)c)
        5 exclusion C: A 8 B 0 C 0 D 0 E 0; non-transferable 16
          A elected (167.70(c)(1)f)""",
    ),
    "f. as many continuing as vacancies left": (
        3,
        "6 A, 4 B, 4 C, 3 D>B, 2 E>C",
        {},
        """\
        quota 5 (167.20)
        1 first preferences: A 6 B 4 C 4 D 3 E 2; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 5 B 4 C 4 D 3 E 2; non-transferable 1
          E excluded (167.70(c)(1)c)
        3 exclusion E: A 5 B 4 C 6 D 3 E 0; non-transferable 1
          C elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        4 surplus C: A 5 B 4 C 5 D 3 E 0; non-transferable 2
          D excluded (167.70(c)(1)c)
          3 not transferred (167.70(c)(1)c)
        5 exclusion D: A 5 B 4 C 5 D 0 E 0; non-transferable 5
          B elected (167.70(c)(1)f)""",
    ),
    "(c)(2) skipped, overvoted and repeated rankings are passed over": (
        1,
        "5 A>>B, 2 C=D>B>A, 1 >A, 4 D, 3 C>C>B, 1 A=B, 2 -",
        {},
        """\
        quota 8 (167.20)
        1 first preferences: A 6 B 2 C 3 D 4; non-transferable 0
          B excluded (167.70(c)(1)c)
        2 exclusion B: A 8 B 0 C 3 D 4; non-transferable 0
          A elected (167.70(c)(1)a)""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (167.20)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (167.70(c)(1)e)
          A excluded (167.70(c)(1)e)
          0 not transferred (167.70(c)(1)e)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (167.70(c)(1)f)""",
    ),
    "fewer candidates than vacancies": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (167.20)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (167.70(c)(1)f)
          A elected (167.70(c)(1)f)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (167.20)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          tie BC to exclude: B by lot (167.70(c)(1)e)
          B excluded (167.70(c)(1)e)
          0 not transferred (167.70(c)(1)e)
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          A elected (167.70(c)(1)f)
          C elected (167.70(c)(1)f)""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (167.20)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0005 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 4 B 4.9995 C 0 D 0; non-transferable 0.0005
          B elected (167.70(c)(1)a)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (167.20)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "6 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (167.20)
        1 first preferences: A 6 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (167.70(c)(1)d)
          0.0004 lost to rounding (167.70(c)(1)d)
        2 surplus A: A 5 B 4 C 4 D 2 E 3; non-transferable 1
          E excluded (167.70(c)(1)c)
        3 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 4
          tie BC to exclude: B by lot (167.70(c)(1)e)
          B excluded (167.70(c)(1)e)
          4 not transferred (167.70(c)(1)e)
        4 exclusion B: A 5 B 0 C 4 D 2 E 0; non-transferable 8
          C elected (167.70(c)(1)f)
          D elected (167.70(c)(1)f)""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "minneapolis_2013", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (
            3,
            "9 A>C, 9 B>D, 2 C, 3 D, 3 E",
            "lot needed at stage 2 (167.70(c)(1)d): whose surplus is transferred first, A or B?",
        ),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (167.70(c)(1)e): who is excluded, C or D?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("minneapolis_2013", vacancies, papers, lots=Lots())
    assert stopped.value.question == question
