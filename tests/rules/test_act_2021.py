"""Electoral Act 1992 (ACT) Schedule 4, clause by clause: one hand-made count each, its whole count sheet by hand.

Exclusions show the votes after each group of papers, then those at the end of the stage.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots
from hustings.rules import find_rule

CASES = {
    "cl.1B quota: papers / (positions + 1), the fraction disregarded, plus one": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 4 (cl.1B)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (cl.3(3))
          B elected (cl.3(3))""",
    ),
    "cl.3(3) the quota is enough": (
        2,
        "6 A>D, 6 B, 4 C, 1 D>B",
        {},
        """\
        quota 6 (cl.1B)
        1 first preferences: A 6 B 6 C 4 D 1; non-transferable 0
          A elected (cl.3(3))
          B elected (cl.3(3))""",
    ),
    "cl.1A votes are rounded down to six places for each receiver, not for each paper": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 5 C",
        {},
        """\
        quota 9 (cl.1B)
        1 first preferences: A 14 B 5 C 5; non-transferable 0
          A elected (cl.3(3))
          0.000001 lost to rounding (cl.1A(2))
        2 surplus A: A 9 B 7.692307 C 7.307692; non-transferable 0.000001
          C excluded (cl.8)
        3 batch 1: A 9 B 7.692307 C 2.307692; non-transferable 5.000001
        3 batch 2: A 9 B 7.692307 C 0; non-transferable 7.307693
        3 exclusion C: A 9 B 7.692307 C 0; non-transferable 7.307693
          B elected (cl.4(2))""",
    ),
    "cl.1C(2) divided among papers with a next preference alone": (
        2,
        "9 A>B, 5 A, 5 B, 5 C",
        {},
        """\
        quota 9 (cl.1B)
        1 first preferences: A 14 B 5 C 5; non-transferable 0
          A elected (cl.3(3))
        2 surplus A: A 9 B 10 C 5; non-transferable 0
          B elected (cl.6(4))""",
    ),
    "cl.1C(4) no paper gains value": (
        2,
        "11 B, 2 A, 7 C, 2 B>C, 5 D>A",
        {},
        """\
        quota 10 (cl.1B)
        1 first preferences: A 2 B 13 C 7 D 5; non-transferable 0
          B elected (cl.3(3))
          1 set aside (cl.1C(4))
        2 surplus B: A 2 B 10 C 9 D 5; non-transferable 1
          A excluded (cl.8)
        3 batch 1: A 0 B 10 C 9 D 5; non-transferable 3
        3 exclusion A: A 0 B 10 C 9 D 5; non-transferable 3
          D excluded (cl.8)
        4 batch 1: A 0 B 10 C 9 D 0; non-transferable 8
        4 exclusion D: A 0 B 10 C 9 D 0; non-transferable 8
          C elected (cl.4(2))""",
    ),
    "cl.1C(4) a later surplus is capped at the value before": (
        3,
        "16 A>B>C, 2 A>B>D, 9 B>A, 5 C, 6 D, 2 E",
        {},
        """\
        quota 11 (cl.1B)
        1 first preferences: A 18 B 9 C 5 D 6 E 2; non-transferable 0
          A elected (cl.3(3))
        2 surplus A: A 11 B 16 C 5 D 6 E 2; non-transferable 0
          B elected (cl.6(4))
          0.000001 lost to rounding (cl.1A(2))
        3 surplus B: A 11 B 11 C 9.444444 D 6.555555 E 2; non-transferable 0.000001
          E excluded (cl.8)
        4 batch 1: A 11 B 11 C 9.444444 D 6.555555 E 0; non-transferable 2.000001
        4 exclusion E: A 11 B 11 C 9.444444 D 6.555555 E 0; non-transferable 2.000001
          D excluded (cl.8)
        5 batch 1: A 11 B 11 C 9.444444 D 0.555555 E 0; non-transferable 8.000001
        5 batch 2: A 11 B 11 C 9.444444 D 0 E 0; non-transferable 8.555556
        5 exclusion D: A 11 B 11 C 9.444444 D 0 E 0; non-transferable 8.555556
          C elected (cl.4(2))""",
    ),
    "cl.1C(5) only the papers of the count at which the quota was reached": (
        2,
        "11 C>A, 12 B>C, 11 D>C, 7 A>D>B",
        {},
        """\
        quota 14 (cl.1B)
        1 first preferences: A 7 B 12 C 11 D 11; non-transferable 0
          A excluded (cl.8)
        2 batch 1: A 0 B 12 C 11 D 18; non-transferable 0
          D elected (cl.9(2)(d))
        2 exclusion A: A 0 B 12 C 11 D 18; non-transferable 0
        3 surplus D: A 0 B 16 C 11 D 14; non-transferable 0
          B elected (cl.6(4))""",
    ),
    "cl.7 the surplus of the earliest count first": (
        4,
        "12 A>C, 9 B>D, 6 C, 5 D, 3 E",
        {},
        """\
        quota 8 (cl.1B)
        1 first preferences: A 12 B 9 C 6 D 5 E 3; non-transferable 0
          A elected (cl.3(3))
          B elected (cl.3(3))
        2 surplus A: A 8 B 9 C 10 D 5 E 3; non-transferable 0
          C elected (cl.6(4))
        3 surplus B: A 8 B 8 C 10 D 6 E 3; non-transferable 0
          2 set aside (cl.1C(4))
        4 surplus C: A 8 B 8 C 8 D 6 E 3; non-transferable 2
          E excluded (cl.8)
        5 batch 1: A 8 B 8 C 8 D 6 E 0; non-transferable 5
        5 exclusion E: A 8 B 8 C 8 D 6 E 0; non-transferable 5
          D elected (cl.4(2))""",
    ),
    "cl.7 of one count the largest surplus first": (
        3,
        "3 B, 2 A, 6 C>A, 7 D>A",
        {},
        """\
        quota 5 (cl.1B)
        1 first preferences: A 2 B 3 C 6 D 7; non-transferable 0
          D elected (cl.3(3))
          C elected (cl.3(3))
        2 surplus D: A 4 B 3 C 6 D 5; non-transferable 0
        3 surplus C: A 5 B 3 C 5 D 5; non-transferable 0
          A elected (cl.6(4))""",
    ),
    "cl.7(3)(c) equal surpluses: by lot where no count tells them apart": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D",
        {},
        """\
        quota 6 (cl.1B)
        1 first preferences: A 9 B 9 C 2 D 3; non-transferable 0
          A elected (cl.3(3))
          B elected (cl.3(3))
          tie AB to transfer: A by lot (cl.7(3)(c))
        2 surplus A: A 6 B 9 C 5 D 3; non-transferable 0
        3 surplus B: A 6 B 6 C 5 D 6; non-transferable 0
          D elected (cl.6(4))""",
    ),
    "cl.8(2) equal lowest: the last count that tells them apart": (
        1,
        "8 A, 4 B, 3 C, 2 D>C, 1 E>B, 1 E>A, 1 E",
        {},
        """\
        quota 11 (cl.1B)
        1 first preferences: A 8 B 4 C 3 D 2 E 3; non-transferable 0
          D excluded (cl.8)
        2 batch 1: A 8 B 4 C 5 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 4 C 5 D 0 E 3; non-transferable 0
          E excluded (cl.8)
        3 batch 1: A 9 B 5 C 5 D 0 E 0; non-transferable 1
        3 exclusion E: A 9 B 5 C 5 D 0 E 0; non-transferable 1
          tie BC to exclude: B by stage 2 (cl.8(2))
          B excluded (cl.8)
        4 batch 1: A 9 B 0 C 5 D 0 E 0; non-transferable 6
        4 exclusion B: A 9 B 0 C 5 D 0 E 0; non-transferable 6
          C excluded (cl.8)
        5 batch 1: A 9 B 0 C 0 D 0 E 0; non-transferable 11
        5 exclusion C: A 9 B 0 C 0 D 0 E 0; non-transferable 11
          A elected (cl.4(2))""",
    ),
    "cl.9 groups by transfer value, highest first; the successful receive no more": (
        3,
        "12 A>C, 2 A>B, 1 A>D>B, 7 E>B, 7 E>D>C",
        {},
        """\
        quota 8 (cl.1B)
        1 first preferences: A 15 B 0 C 0 D 0 E 14; non-transferable 0
          A elected (cl.3(3))
          E elected (cl.3(3))
          0.000001 lost to rounding (cl.1A(2))
        2 surplus A: A 8 B 0.933333 C 5.6 D 0.466666 E 14; non-transferable 0.000001
        3 surplus E: A 8 B 3.933333 C 5.6 D 3.466666 E 8; non-transferable 0.000001
          D excluded (cl.8)
        4 batch 1: A 8 B 4.399999 C 5.6 D 3 E 8; non-transferable 0.000001
        4 batch 2: A 8 B 4.399999 C 8.6 D 0 E 8; non-transferable 0.000001
          C elected (cl.9(2)(d))
        4 exclusion D: A 8 B 4.399999 C 8.6 D 0 E 8; non-transferable 0.000001""",
    ),
    "cl.4(1) all positions filled between two groups": (
        2,
        "11 B>A, 9 C>A, 11 A>B, 7 B>C>D, 10 D",
        {},
        """\
        quota 17 (cl.1B)
        1 first preferences: A 11 B 18 C 9 D 10; non-transferable 0
          B elected (cl.3(3))
          0.000001 lost to rounding (cl.1A(2))
        2 surplus B: A 11.611111 B 17 C 9.388888 D 10; non-transferable 0.000001
          C excluded (cl.8)
        3 batch 1: A 20.611111 B 17 C 0.388888 D 10; non-transferable 0.000001
          A elected (cl.9(2)(d))
          0.388888 not transferred (cl.4(1))
        3 exclusion C: A 20.611111 B 17 C 0 D 10; non-transferable 0.388889""",
    ),
    "cl.4(2) as many as positions: only once the papers of the excluded are dealt with": (
        2,
        "9 A, 5 B, 4 C>B, 1 D>C",
        {},
        """\
        quota 7 (cl.1B)
        1 first preferences: A 9 B 5 C 4 D 1; non-transferable 0
          A elected (cl.3(3))
          2 set aside (cl.1C(4))
        2 surplus A: A 7 B 5 C 4 D 1; non-transferable 2
          D excluded (cl.8)
        3 batch 1: A 7 B 5 C 5 D 0; non-transferable 2
        3 exclusion D: A 7 B 5 C 5 D 0; non-transferable 2
          tie BC to exclude: C by stage 2 (cl.8(2))
          C excluded (cl.8)
        4 batch 1: A 7 B 9 C 0 D 0; non-transferable 3
          B elected (cl.9(2)(d))
        4 exclusion C: A 7 B 9 C 0 D 0; non-transferable 3""",
    ),
    "a gap or equal preferences end a paper; informal without a first": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (cl.1B)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (cl.8)
        2 batch 1: A 5 B 0 C 4; non-transferable 2
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          C excluded (cl.8)
        3 batch 1: A 5 B 0 C 0; non-transferable 6
        3 exclusion C: A 5 B 0 C 0; non-transferable 6
          A elected (cl.4(2))""",
    ),
    "no formal paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (cl.1B)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (cl.8(2))
          A excluded (cl.8)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (cl.4(2))""",
    ),
    "fewer candidates than positions": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (cl.1B)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (cl.3(3))
          A elected (cl.3(3))
          1 set aside (cl.1C(4))
        2 surplus B: A 1 B 1; non-transferable 1""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (cl.1B)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (cl.3(3))
          tie BC to exclude: B by lot (cl.8(2))
          B excluded (cl.8)
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          C elected (cl.4(2))""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (cl.1B)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (cl.3(3))
        2 surplus A: A 4 B 5 C 0 D 0; non-transferable 0
          B elected (cl.6(4))""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (cl.1B)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (cl.1B)
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (cl.3(3))
          E excluded (cl.8)
        2 batch 1: A 5 B 4 C 4 D 2 E 0; non-transferable 3
        2 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          tie BC to exclude: B by lot (cl.8(2))
          B excluded (cl.8)
        3 batch 1: A 5 B 0 C 4 D 2 E 0; non-transferable 7
        3 exclusion B: A 5 B 0 C 4 D 2 E 0; non-transferable 7
          C elected (cl.4(2))
          D elected (cl.4(2))""",
    ),
    "cl.1A(2) rounding down loses something when an excluded candidate's papers part": (
        2,
        "8 A>C, 2 C, 6 A>C>E, 8 E",
        {},
        """\
        quota 9 (cl.1B)
        1 first preferences: A 14 C 2 E 8; non-transferable 0
          A elected (cl.3(3))
        2 surplus A: A 9 C 7 E 8; non-transferable 0
          C excluded (cl.8)
        3 batch 1: A 9 C 5 E 8; non-transferable 2
          0.000001 lost to rounding (cl.1A(2))
        3 batch 2: A 9 C 0 E 10.142857; non-transferable 4.857143
          E elected (cl.9(2)(d))
        3 exclusion C: A 9 C 0 E 10.142857; non-transferable 4.857143""",
    ),
    "cl.1A(2) papers of equal value that came at two counts gain something together": (
        2,
        "1 C, 7 B, 7 A>C, 6 A>D>C",
        {},
        """\
        quota 8 (cl.1B)
        1 first preferences: A 13 B 7 C 1 D 0; non-transferable 0
          A elected (cl.3(3))
          0.000001 lost to rounding (cl.1A(2))
        2 surplus A: A 8 B 7 C 3.692307 D 2.307692; non-transferable 0.000001
          D excluded (cl.8)
        3 batch 1: A 8 B 7 C 5.999999 D 0; non-transferable 0.000001
        3 exclusion D: A 8 B 7 C 5.999999 D 0; non-transferable 0.000001
          C excluded (cl.8)
        4 batch 1: A 8 B 7 C 4.999999 D 0; non-transferable 1.000001
          -0.000001 lost to rounding (cl.1A(2))
        4 batch 2: A 8 B 7 C 0 D 0; non-transferable 6
        4 exclusion C: A 8 B 7 C 0 D 0; non-transferable 6
          B elected (cl.4(2))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "act_2021", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (
            3,
            "9 A>C, 9 B>D, 2 C, 3 D",
            "lot needed at stage 2 (cl.7(3)(c)): whose surplus is transferred first, A or B?",
        ),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (cl.8(2)): who is excluded, C or D?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("act_2021", vacancies, papers, lots=Lots())
    assert stopped.value.question == question


def test_it_is_marked_as_unverified():
    assert not find_rule("act_2021").verified
