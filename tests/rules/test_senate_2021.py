"""Commonwealth Electoral Act section 273, by subsections: one hand-made count each, its whole count sheet by hand.

Exclusions show the votes after each group of papers, then those at the end of the stage.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots
from hustings.rules import find_rule

CASES = {
    "(8) quota: one more than first preferences / (vacancies + 1)": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 4 (s.273(8))
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (s.273(8))
          B elected (s.273(8))""",
    ),
    "(8) the quota is enough": (
        2,
        "6 A>D, 6 B, 4 C, 1 D>B",
        {},
        """\
        quota 6 (s.273(8))
        1 first preferences: A 6 B 6 C 4 D 1; non-transferable 0
          tie AB to elect: A by lot (s.273(20)(b))
          A elected (s.273(8))
          B elected (s.273(8))""",
    ),
    "(9) surplus / all papers, spent ones too; each fraction disregarded": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 5 C, 4 D>C",
        {},
        """\
        quota 10 (s.273(8))
        1 first preferences: A 14 B 5 C 5 D 4; non-transferable 0
          A elected (s.273(8))
          1 lost to rounding (s.273(9))
        2 surplus A: A 10 B 7 C 6 D 4; non-transferable 1
          D excluded (s.273(13))
        3 batch 1: A 10 B 7 C 10 D 0; non-transferable 1
          C elected (s.273(15))
        3 exclusion D: A 10 B 7 C 10 D 0; non-transferable 1""",
    ),
    "(14) a later surplus moves all papers at one value, whatever they were worth": (
        3,
        "16 A>B>C, 8 B>D, 5 C, 5 D, 6 E",
        {},
        """\
        quota 11 (s.273(8))
        1 first preferences: A 16 B 8 C 5 D 5 E 6; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 11 B 13 C 5 D 5 E 6; non-transferable 0
          B elected (s.273(10))
          1 lost to rounding (s.273(9))
        3 surplus B: A 11 B 11 C 6 D 5 E 6; non-transferable 1
          D excluded (s.273(13))
        4 batch 1: A 11 B 11 C 6 D 0 E 6; non-transferable 6
        4 batch 2: A 11 B 11 C 6 D 0 E 6; non-transferable 6
        4 exclusion D: A 11 B 11 C 6 D 0 E 6; non-transferable 6
          tie CE to elect: C by lot (s.273(17))
          C elected (s.273(17))""",
    ),
    "(20)(b) equal at one count: a count at which all differed, else the lot, decides": (
        4,
        "18 A, 15 B, 14 C, 14 E, 1 F>C, 6 F, 4 D>E, 3 D>B, 3 D>C, 11 G",
        {"lots": "ECBADFG"},
        """\
        quota 18 (s.273(8))
        1 first preferences: A 18 B 15 C 14 D 10 E 14 F 7 G 11; non-transferable 0
          A elected (s.273(8))
          F excluded (s.273(13))
        2 batch 1: A 18 B 15 C 15 D 10 E 14 F 0 G 11; non-transferable 6
        2 exclusion F: A 18 B 15 C 15 D 10 E 14 F 0 G 11; non-transferable 6
          D excluded (s.273(13))
        3 batch 1: A 18 B 18 C 18 D 0 E 18 F 0 G 11; non-transferable 6
          tie BCE to elect: E by lot (s.273(20)(b))
          tie BC to elect: C by lot (s.273(20)(b))
          E elected (s.273(15))
          C elected (s.273(15))
          B elected (s.273(15))
        3 exclusion D: A 18 B 18 C 18 D 0 E 18 F 0 G 11; non-transferable 6""",
    ),
    "(22) equal surpluses, equal at all counts: by lot": (
        3,
        "9 B>D, 9 A>C, 2 C, 3 D, 4 E",
        {"candidates": "ABCDE", "lots": "BACDE"},
        """\
        quota 7 (s.273(8))
        1 first preferences: A 9 B 9 C 2 D 3 E 4; non-transferable 0
          tie AB to elect: B by lot (s.273(20)(b))
          B elected (s.273(8))
          A elected (s.273(8))
          tie AB to transfer: B by lot (s.273(22))
        2 surplus B: A 9 B 7 C 2 D 5 E 4; non-transferable 0
        3 surplus A: A 7 B 7 C 4 D 5 E 4; non-transferable 0
          tie CE to exclude: C by stage 2 (s.273(31))
          C excluded (s.273(13))
        4 batch 1: A 7 B 7 C 2 D 5 E 4; non-transferable 2
        4 batch 2: A 7 B 7 C 0 D 5 E 4; non-transferable 4
        4 exclusion C: A 7 B 7 C 0 D 5 E 4; non-transferable 4
          D elected (s.273(17))""",
    ),
    "(21) the largest surplus of one count first": (
        3,
        "3 B, 4 A, 8 C>A, 9 D>A",
        {},
        """\
        quota 7 (s.273(8))
        1 first preferences: A 4 B 3 C 8 D 9; non-transferable 0
          D elected (s.273(8))
          C elected (s.273(8))
        2 surplus D: A 6 B 3 C 8 D 7; non-transferable 0
        3 surplus C: A 7 B 3 C 7 D 7; non-transferable 0
          A elected (s.273(10))""",
    ),
    "(23) a surplus of an earlier count first": (
        4,
        "14 A>C, 9 B>D, 6 C, 5 D, 3 E, 2 F",
        {},
        """\
        quota 8 (s.273(8))
        1 first preferences: A 14 B 9 C 6 D 5 E 3 F 2; non-transferable 0
          A elected (s.273(8))
          B elected (s.273(8))
        2 surplus A: A 8 B 9 C 12 D 5 E 3 F 2; non-transferable 0
          C elected (s.273(10))
        3 surplus B: A 8 B 8 C 12 D 6 E 3 F 2; non-transferable 0
        4 surplus C: A 8 B 8 C 8 D 6 E 3 F 2; non-transferable 4
          F excluded (s.273(13))
        5 batch 1: A 8 B 8 C 8 D 6 E 3 F 0; non-transferable 6
        5 exclusion F: A 8 B 8 C 8 D 6 E 3 F 0; non-transferable 6
          D elected (s.273(17))""",
    ),
    "(22) equal surpluses: more votes at the last count at which all differed": (
        3,
        "11 B>E, 10 C>F, 3 D>B>E, 4 D>C>F, 9 E, 8 F",
        {"lots": "CBDEF"},
        """\
        quota 12 (s.273(8))
        1 first preferences: B 11 C 10 D 7 E 9 F 8; non-transferable 0
          D excluded (s.273(13))
        2 batch 1: B 14 C 14 D 0 E 9 F 8; non-transferable 0
          tie BC to elect: B by stage 1 (s.273(20)(b))
          B elected (s.273(15))
          C elected (s.273(15))
        2 exclusion D: B 14 C 14 D 0 E 9 F 8; non-transferable 0
          tie BC to transfer: B by stage 1 (s.273(22))
        3 surplus B: B 12 C 14 D 0 E 11 F 8; non-transferable 0
        4 surplus C: B 12 C 12 D 0 E 11 F 10; non-transferable 0
          E elected (s.273(17))""",
    ),
    "(13AA) papers of the excluded keep their value, the highest group first": (
        3,
        "24 A>C, 4 A>B, 2 A>D>B, 14 E>B, 14 E>D>C, 1 D>C, 8 F",
        {},
        """\
        quota 17 (s.273(8))
        1 first preferences: A 30 B 0 C 0 D 1 E 28 F 8; non-transferable 0
          A elected (s.273(8))
          E elected (s.273(8))
          2 lost to rounding (s.273(9))
        2 surplus A: A 17 B 1 C 10 D 1 E 28 F 8; non-transferable 2
          1 lost to rounding (s.273(9))
        3 surplus E: A 17 B 6 C 10 D 6 E 17 F 8; non-transferable 3
          tie BD to exclude: B by stage 1 (s.273(31))
          B excluded (s.273(13))
        4 batch 1: A 17 B 5 C 10 D 6 E 17 F 8; non-transferable 4
        4 batch 2: A 17 B 0 C 10 D 6 E 17 F 8; non-transferable 9
        4 exclusion B: A 17 B 0 C 10 D 6 E 17 F 8; non-transferable 9
          D excluded (s.273(13))
        5 batch 1: A 17 B 0 C 11 D 5 E 17 F 8; non-transferable 9
        5 batch 2: A 17 B 0 C 11 D 5 E 17 F 8; non-transferable 9
        5 batch 3: A 17 B 0 C 16 D 0 E 17 F 8; non-transferable 9
        5 exclusion D: A 17 B 0 C 16 D 0 E 17 F 8; non-transferable 9
          C elected (s.273(17))""",
    ),
    "(15) elected after a group; (16) no more papers": (
        3,
        "14 D, 2 D>A, 22 B, 16 E>C>A, 22 E>D, 14 C>A, 24 A",
        {},
        """\
        quota 29 (s.273(8))
        1 first preferences: A 24 B 22 C 14 D 16 E 38; non-transferable 0
          E elected (s.273(8))
          1 lost to rounding (s.273(9))
        2 surplus E: A 24 B 22 C 17 D 21 E 29; non-transferable 1
          C excluded (s.273(13))
        3 batch 1: A 38 B 22 C 3 D 21 E 29; non-transferable 1
          A elected (s.273(15))
        3 batch 2: A 38 B 22 C 0 D 21 E 29; non-transferable 4
        3 exclusion C: A 38 B 22 C 0 D 21 E 29; non-transferable 4
        4 surplus A: A 29 B 22 C 0 D 21 E 29; non-transferable 13
          B elected (s.273(17))""",
    ),
    "(31) equal lowest: the last count at which they differed": (
        1,
        "8 A, 5 B, 4 C, 1 D>C, 3 E",
        {},
        """\
        quota 11 (s.273(8))
        1 first preferences: A 8 B 5 C 4 D 1 E 3; non-transferable 0
          D excluded (s.273(13))
        2 batch 1: A 8 B 5 C 5 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 5 C 5 D 0 E 3; non-transferable 0
          E excluded (s.273(13))
        3 batch 1: A 8 B 5 C 5 D 0 E 0; non-transferable 3
        3 exclusion E: A 8 B 5 C 5 D 0 E 0; non-transferable 3
          tie BC to exclude: C by stage 1 (s.273(31))
          C excluded (s.273(13))
        4 batch 1: A 8 B 5 C 0 D 0 E 0; non-transferable 8
        4 exclusion C: A 8 B 5 C 0 D 0 E 0; non-transferable 8
          A elected (s.273(17))""",
    ),
    "(31A) three equal: the lowest found going back count by count": (
        1,
        "20 A, 14 B, 13 C, 13 E, 1 F>C, 6 F>A, 2 D>E, 1 D>B, 1 D>C, 4 D>A",
        {},
        """\
        quota 38 (s.273(8))
        1 first preferences: A 20 B 14 C 13 D 8 E 13 F 7; non-transferable 0
          F excluded (s.273(13))
        2 batch 1: A 26 B 14 C 14 D 8 E 13 F 0; non-transferable 0
        2 exclusion F: A 26 B 14 C 14 D 8 E 13 F 0; non-transferable 0
          D excluded (s.273(13))
        3 batch 1: A 30 B 15 C 15 D 0 E 15 F 0; non-transferable 0
        3 exclusion D: A 30 B 15 C 15 D 0 E 15 F 0; non-transferable 0
          tie BCE to exclude: E by stage 2 (s.273(31))
          E excluded (s.273(13))
        4 batch 1: A 30 B 15 C 15 D 0 E 0 F 0; non-transferable 15
        4 exclusion E: A 30 B 15 C 15 D 0 E 0 F 0; non-transferable 15
          tie BC to exclude: C by stage 1 (s.273(31))
          C excluded (s.273(13))
        5 batch 1: A 30 B 15 C 0 D 0 E 0 F 0; non-transferable 30
        5 exclusion C: A 30 B 15 C 0 D 0 E 0 F 0; non-transferable 30
          A elected (s.273(17))""",
    ),
    "(29A) an unbreakable tie: by lot": (
        2,
        "8 A, 6 B, 4 C, 4 D",
        {},
        """\
        quota 8 (s.273(8))
        1 first preferences: A 8 B 6 C 4 D 4; non-transferable 0
          A elected (s.273(8))
          tie CD to exclude: C by lot (s.273(29A))
          C excluded (s.273(13))
        2 batch 1: A 8 B 6 C 0 D 4; non-transferable 4
        2 exclusion C: A 8 B 6 C 0 D 4; non-transferable 4
          B elected (s.273(17))""",
    ),
    "(17) the last vacancy between two: the larger number, below the quota": (
        2,
        "9 A, 5 B, 4 C",
        {},
        """\
        quota 7 (s.273(8))
        1 first preferences: A 9 B 5 C 4; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 7 B 5 C 4; non-transferable 2
          B elected (s.273(17))""",
    ),
    "(17) not before a surplus is transferred": (
        2,
        "12 A>C, 6 B, 5 C",
        {},
        """\
        quota 8 (s.273(8))
        1 first preferences: A 12 B 6 C 5; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 8 B 6 C 9; non-transferable 0
          C elected (s.273(10))""",
    ),
    "(17) the last two equal: by lot, without looking back": (
        1,
        "6 A, 5 B, 1 C>B, 3 D",
        {},
        """\
        quota 8 (s.273(8))
        1 first preferences: A 6 B 5 C 1 D 3; non-transferable 0
          C excluded (s.273(13))
        2 batch 1: A 6 B 6 C 0 D 3; non-transferable 0
        2 exclusion C: A 6 B 6 C 0 D 3; non-transferable 0
          D excluded (s.273(13))
        3 batch 1: A 6 B 6 C 0 D 0; non-transferable 3
        3 exclusion D: A 6 B 6 C 0 D 0; non-transferable 3
          tie AB to elect: A by lot (s.273(17))
          A elected (s.273(17))""",
    ),
    "(18) as many as vacancies: elected before anything more moves": (
        3,
        "10 A, 7 B, 7 C, 6 D>B",
        {},
        """\
        quota 8 (s.273(8))
        1 first preferences: A 10 B 7 C 7 D 6; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 8 B 7 C 7 D 6; non-transferable 2
          D excluded (s.273(13))
          6 not transferred (s.273(18))
        3 exclusion D: A 8 B 7 C 7 D 0; non-transferable 8
          B elected (s.273(18))
          C elected (s.273(18))""",
    ),
    "fractions lost when an excluded candidate's papers part": (
        2,
        "16 A>C, 2 C, 13 A>C>E, 16 E, 12 B",
        {},
        """\
        quota 20 (s.273(8))
        1 first preferences: A 29 B 12 C 2 E 16; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 20 B 12 C 11 E 16; non-transferable 0
          C excluded (s.273(13))
        3 batch 1: A 20 B 12 C 9 E 16; non-transferable 2
          1 lost to rounding (s.273(13AA))
        3 batch 2: A 20 B 12 C 0 E 20; non-transferable 7
          E elected (s.273(15))
        3 exclusion C: A 20 B 12 C 0 E 20; non-transferable 7""",
    ),
    "numbers skipped or given twice end a paper; informal without a first": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (s.273(8))
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (s.273(13))
        2 batch 1: A 5 B 0 C 4; non-transferable 2
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          A elected (s.273(17))""",
    ),
    "no formal paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (s.273(8))
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to elect: A by lot (s.273(17))
          A elected (s.273(17))""",
    ),
    "fewer candidates than vacancies": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (s.273(8))
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (s.273(8))
          A elected (s.273(8))""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (s.273(8))
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (s.273(8))
          tie BC to elect: B by lot (s.273(17))
          B elected (s.273(17))""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (s.273(8))
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (s.273(8))
        2 surplus A: A 4 B 5 C 0 D 0; non-transferable 0
          B elected (s.273(10))""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (s.273(8))
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (s.273(8))
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (s.273(8))
          E excluded (s.273(13))
        2 batch 1: A 5 B 4 C 4 D 2 E 0; non-transferable 3
        2 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          tie BC to exclude: B by lot (s.273(29A))
          B excluded (s.273(13))
          4 not transferred (s.273(18))
        3 exclusion B: A 5 B 0 C 4 D 2 E 0; non-transferable 7
          C elected (s.273(18))
          D elected (s.273(18))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "senate_2021", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (3, "9 A>C, 9 B>D, 2 C, 3 D", "lot needed at stage 1 (s.273(20)(b)): who is elected, A or B?"),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (s.273(29A)): who is excluded, C or D?"),
        (1, "4 A, 4 B", "lot needed at stage 1 (s.273(17)): who is elected, A or B?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("senate_2021", vacancies, papers, lots=Lots())
    assert stopped.value.question == question


def test_it_is_marked_as_unverified():
    assert not find_rule("senate_2021").verified
