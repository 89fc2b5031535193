"""PRSA 1977, rule by rule: one hand-made count each, its whole count sheet by hand.

Exclusions show the votes after each parcel, then those at the end of the stage.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots
from hustings.rules import find_rule

CASES = {
    "r.1.3 quota: the next whole thousandth above, also above an exact division": (
        2,
        "4 A, 5 B, 3 C>A",
        {},
        """\
        quota 4.001 (r.1.3)
        1 first preferences: A 4 B 5 C 3; non-transferable 0
          B elected (r.2.1)
          0.999 set aside (r.2.3)
        2 surplus B: A 4 B 4.001 C 3; non-transferable 0.999
          C excluded (r.3)
          3 not transferred (r.3)
        3 exclusion C: A 4 B 4.001 C 0; non-transferable 3.999
          A elected (r.3)""",
    ),
    "r.2.1 whoever has the quota or more is elected": (
        2,
        "5 B, 6 C, 3 A, 1 D",
        {},
        """\
        quota 5.001 (r.1.3)
        1 first preferences: A 3 B 5 C 6 D 1; non-transferable 0
          C elected (r.2.1)
          0.999 set aside (r.2.3)
        2 surplus C: A 3 B 5 C 5.001 D 1; non-transferable 0.999
          D excluded (r.3)
        3 batch 1: A 3 B 5 C 5.001 D 0; non-transferable 1.999
        3 exclusion D: A 3 B 5 C 5.001 D 0; non-transferable 1.999
          A excluded (r.3)
          3 not transferred (r.3)
        4 exclusion A: A 0 B 5 C 5.001 D 0; non-transferable 4.999
          B elected (r.3)""",
    ),
    "r.2.1 exactly the quota is enough": (
        3,
        "21 A>B, 15 A>C, 1 A, 1 B, 2 C, 9 D, 8 E",
        {},
        """\
        quota 14.251 (r.1.3)
        1 first preferences: A 37 B 1 C 2 D 9 E 8; non-transferable 0
          A elected (r.2.1)
          0.033 lost to rounding (r.2.3)
        2 surplus A: A 14.251 B 14.251 C 11.465 D 9 E 8; non-transferable 0.033
          B elected (r.2.1)
          E excluded (r.3)
        3 batch 1: A 14.251 B 14.251 C 11.465 D 9 E 0; non-transferable 8.033
        3 exclusion E: A 14.251 B 14.251 C 11.465 D 9 E 0; non-transferable 8.033
          D excluded (r.3)
          9 not transferred (r.3)
        4 exclusion D: A 14.251 B 14.251 C 11.465 D 0 E 0; non-transferable 17.033
          C elected (r.3)""",
    ),
    "r.2.3 a first surplus: all papers, divided among the transferable, to the thousandth": (
        2,
        "5 A, 7 A>B, 2 B, 5 C",
        {},
        """\
        quota 6.334 (r.1.3)
        1 first preferences: A 12 B 2 C 5; non-transferable 0
          A elected (r.2.1)
          0.003 lost to rounding (r.2.3)
        2 surplus A: A 6.334 B 7.663 C 5; non-transferable 0.003
          B elected (r.2.1)""",
    ),
    "r.2.3 too few transferable papers: each keeps its value": (
        2,
        "11 B, 2 A, 7 C, 4 B>C, 4 D>A",
        {},
        """\
        quota 9.334 (r.1.3)
        1 first preferences: A 2 B 15 C 7 D 4; non-transferable 0
          B elected (r.2.1)
          1.666 set aside (r.2.3)
        2 surplus B: A 2 B 9.334 C 11 D 4; non-transferable 1.666
          C elected (r.2.1)""",
    ),
    "r.2 a later surplus: the last parcel alone": (
        2,
        "11 C>A, 12 B>C, 11 D>C, 7 A>D>B",
        {},
        """\
        quota 13.667 (r.1.3)
        1 first preferences: A 7 B 12 C 11 D 11; non-transferable 0
          A excluded (r.3)
        2 batch 1: A 0 B 12 C 11 D 18; non-transferable 0
          D elected (r.3)
        2 exclusion A: A 0 B 12 C 11 D 18; non-transferable 0
        3 surplus D: A 0 B 16.333 C 11 D 13.667; non-transferable 0
          B elected (r.2.1)""",
    ),
    "r.2 surpluses in the order in which they arose, not the largest first": (
        4,
        "12 A>C, 9 B>D, 6 C, 5 D, 3 E",
        {},
        """\
        quota 7.001 (r.1.3)
        1 first preferences: A 12 B 9 C 6 D 5 E 3; non-transferable 0
          A elected (r.2.1)
          B elected (r.2.1)
          0.007 lost to rounding (r.2.3)
        2 surplus A: A 7.001 B 9 C 10.992 D 5 E 3; non-transferable 0.007
          C elected (r.2.1)
          0.001 lost to rounding (r.2.3)
        3 surplus B: A 7.001 B 7.001 C 10.992 D 6.998 E 3; non-transferable 0.008
          3.991 set aside (r.2.3)
        4 surplus C: A 7.001 B 7.001 C 7.001 D 6.998 E 3; non-transferable 3.999
          E excluded (r.3)
          3 not transferred (r.3)
        5 exclusion E: A 7.001 B 7.001 C 7.001 D 6.998 E 0; non-transferable 6.999
          D elected (r.3)""",
    ),
    "r.2 of surpluses that arose together the largest first": (
        3,
        "3 B, 2 A, 6 C>A, 7 D>A",
        {},
        """\
        quota 4.501 (r.1.3)
        1 first preferences: A 2 B 3 C 6 D 7; non-transferable 0
          D elected (r.2.1)
          C elected (r.2.1)
        2 surplus D: A 4.499 B 3 C 6 D 4.501; non-transferable 0
          0.005 lost to rounding (r.2.3)
        3 surplus C: A 5.993 B 3 C 4.501 D 4.501; non-transferable 0.005
          A elected (r.2.1)""",
    ),
    "r.2 equal surpluses that arose together: by lot": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D",
        {},
        """\
        quota 5.751 (r.1.3)
        1 first preferences: A 9 B 9 C 2 D 3; non-transferable 0
          A elected (r.2.1)
          B elected (r.2.1)
          tie AB to transfer: A by lot (r.2)
        2 surplus A: A 5.751 B 9 C 5.249 D 3; non-transferable 0
        3 surplus B: A 5.751 B 5.751 C 5.249 D 6.249; non-transferable 0
          D elected (r.2.1)""",
    ),
    "r.3 the lowest alone": (
        2,
        "9 A, 8 B, 7 C, 1 D>B, 2 E>C",
        {},
        """\
        quota 9.001 (r.1.3)
        1 first preferences: A 9 B 8 C 7 D 1 E 2; non-transferable 0
          D excluded (r.3)
        2 batch 1: A 9 B 9 C 7 D 0 E 2; non-transferable 0
        2 exclusion D: A 9 B 9 C 7 D 0 E 2; non-transferable 0
          E excluded (r.3)
        3 batch 1: A 9 B 9 C 9 D 0 E 0; non-transferable 0
        3 exclusion E: A 9 B 9 C 9 D 0 E 0; non-transferable 0
          tie ABC to exclude: C by stage 2 (r.3)
          C excluded (r.3)
          9 not transferred (r.3)
        4 exclusion C: A 9 B 9 C 0 D 0 E 0; non-transferable 9
          A elected (r.3)
          B elected (r.3)""",
    ),
    "r.3 parcels in the order in which they came; who has the quota receives no more": (
        3,
        "6 A>C>B>E, 3 A>B, 3 A>E, 5 B, 6 E, 6 F, 1 C>B, 2 D>C>B>E",
        {},
        """\
        quota 8.001 (r.1.3)
        1 first preferences: A 12 B 5 C 1 D 2 E 6 F 6; non-transferable 0
          A elected (r.2.1)
          0.003 lost to rounding (r.2.3)
        2 surplus A: A 8.001 B 5.999 C 2.998 D 2 E 6.999 F 6; non-transferable 0.003
          D excluded (r.3)
        3 batch 1: A 8.001 B 5.999 C 4.998 D 0 E 6.999 F 6; non-transferable 0.003
        3 exclusion D: A 8.001 B 5.999 C 4.998 D 0 E 6.999 F 6; non-transferable 0.003
          C excluded (r.3)
        4 batch 1: A 8.001 B 6.999 C 3.998 D 0 E 6.999 F 6; non-transferable 0.003
        4 batch 2: A 8.001 B 8.997 C 2 D 0 E 6.999 F 6; non-transferable 0.003
          B elected (r.3)
        4 batch 3: A 8.001 B 8.997 C 0 D 0 E 8.999 F 6; non-transferable 0.003
          E elected (r.3)
        4 exclusion C: A 8.001 B 8.997 C 0 D 0 E 8.999 F 6; non-transferable 0.003""",
    ),
    "r.3 equal lowest: the latest difference": (
        1,
        "8 A, 4 B, 3 C, 2 D>C, 1 E>B, 1 E>A, 1 E",
        {},
        """\
        quota 10.001 (r.1.3)
        1 first preferences: A 8 B 4 C 3 D 2 E 3; non-transferable 0
          D excluded (r.3)
        2 batch 1: A 8 B 4 C 5 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 4 C 5 D 0 E 3; non-transferable 0
          E excluded (r.3)
        3 batch 1: A 9 B 5 C 5 D 0 E 0; non-transferable 1
        3 exclusion E: A 9 B 5 C 5 D 0 E 0; non-transferable 1
          tie BC to exclude: B by stage 2 (r.3)
          B excluded (r.3)
        4 batch 1: A 9 B 1 C 5 D 0 E 0; non-transferable 5
        4 batch 2: A 9 B 0 C 5 D 0 E 0; non-transferable 6
        4 exclusion B: A 9 B 0 C 5 D 0 E 0; non-transferable 6
          C excluded (r.3)
          5 not transferred (r.3)
        5 exclusion C: A 9 B 0 C 0 D 0 E 0; non-transferable 11
          A elected (r.3)""",
    ),
    "r.3 as many continuing as vacancies: elected, nothing more moves": (
        2,
        "9 A>B, 3 C, 4 D>C, 4 B",
        {},
        """\
        quota 6.667 (r.1.3)
        1 first preferences: A 9 B 4 C 3 D 4; non-transferable 0
          A elected (r.2.1)
          0.002 lost to rounding (r.2.3)
        2 surplus A: A 6.667 B 6.331 C 3 D 4; non-transferable 0.002
          C excluded (r.3)
        3 batch 1: A 6.667 B 6.331 C 0 D 4; non-transferable 3.002
        3 exclusion C: A 6.667 B 6.331 C 0 D 4; non-transferable 3.002
          D excluded (r.3)
          4 not transferred (r.3)
        4 exclusion D: A 6.667 B 6.331 C 0 D 0; non-transferable 7.002
          B elected (r.3)""",
    ),
    "r.3 all vacancies filled between two parcels: the rest stays": (
        2,
        "11 B>A, 9 C>A, 11 A>B, 7 B>C>D, 10 D",
        {},
        """\
        quota 16.001 (r.1.3)
        1 first preferences: A 11 B 18 C 9 D 10; non-transferable 0
          B elected (r.2.1)
          0.001 lost to rounding (r.2.3)
        2 surplus B: A 12.221 B 16.001 C 9.777 D 10; non-transferable 0.001
          C excluded (r.3)
        3 batch 1: A 21.221 B 16.001 C 0.777 D 10; non-transferable 0.001
          A elected (r.3)
          0.777 not transferred (r.3)
        3 exclusion C: A 21.221 B 16.001 C 0 D 10; non-transferable 0.778""",
    ),
    "r.1.1 a gap or equal preferences end a paper; without a first it is informal": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 5.501 (r.1.3)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (r.3)
        2 batch 1: A 5 B 0 C 4; non-transferable 2
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          C excluded (r.3)
          4 not transferred (r.3)
        3 exclusion C: A 5 B 0 C 0; non-transferable 6
          A elected (r.3)""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 0.001 (r.1.3)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (r.3)
          A excluded (r.3)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (r.3)""",
    ),
    "fewer candidates than vacancies": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 0.751 (r.1.3)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (r.2.1)
          A elected (r.2.1)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 0.334 (r.1.3)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (r.2.1)
        2 surplus A: A 0.334 B 0.666 C 0; non-transferable 0
          B elected (r.2.1)""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 3.001 (r.1.3)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (r.2.1)
          0.005 lost to rounding (r.2.3)
        2 surplus A: A 3.001 B 5.994 C 0 D 0; non-transferable 0.005
          B elected (r.2.1)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 0.001 (r.1.3)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 4.501 (r.1.3)
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (r.2.1)
          0.499 set aside (r.2.3)
        2 surplus A: A 4.501 B 4 C 4 D 2 E 3; non-transferable 0.499
          E excluded (r.3)
        3 batch 1: A 4.501 B 4 C 4 D 2 E 0; non-transferable 3.499
        3 exclusion E: A 4.501 B 4 C 4 D 2 E 0; non-transferable 3.499
          tie BC to exclude: B by lot (r.3)
          B excluded (r.3)
          4 not transferred (r.3)
        4 exclusion B: A 4.501 B 0 C 4 D 2 E 0; non-transferable 7.499
          C elected (r.3)
          D elected (r.3)""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "prsa_1977", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (3, "9 A>C, 9 B>D, 2 C, 3 D", "lot needed at stage 2 (r.2): whose surplus is transferred first, A or B?"),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (r.3): who is excluded, C or D?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("prsa_1977", vacancies, papers, lots=Lots())
    assert stopped.value.question == question


def test_it_is_marked_as_unverified():
    assert not find_rule("prsa_1977").verified
