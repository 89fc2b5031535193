"""Electoral Act 1992 (Ireland) sections 118 to 124: one hand-made count each, its whole count sheet by hand.

Papers lie in the order in which they are written here.
"""

from dataclasses import replace
from textwrap import dedent

import pytest

from hustings.count.contest import Candidate, Contest
from hustings.count.errors import CountError
from hustings.count.lots import LotNeeded, Lots
from hustings.rules import find_rule, hold_count

CASES = {
    "s.120 quota: papers / (vacancies + 1), the fraction disregarded, plus one": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 4 (s.120)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (s.120)
          B elected (s.120)""",
    ),
    "s.121(6) each sub-parcel gives its share, largest fractions made up first": (
        3,
        "10 A>B, 7 A>C, 3 A>D, 2 A, 9 B, 9 C, 4 D, 4 E",
        {},
        """\
        quota 13 (s.120)
        1 first preferences: A 22 B 9 C 9 D 4 E 4; non-transferable 0
          A elected (s.120)
        2 surplus A: A 13 B 14 C 12 D 5 E 4; non-transferable 0
          B elected (s.120)
          C elected (s.124(2))""",
    ),
    "s.121(6) equal fractions: from the largest sub-parcel": (
        3,
        "3 A>C, 7 A>B, 10 A>D, 3 B, 6 C, 4 D, 4 E",
        {},
        """\
        quota 10 (s.120)
        1 first preferences: A 20 B 3 C 6 D 4 E 4; non-transferable 0
          A elected (s.120)
        2 surplus A: A 10 B 7 C 7 D 9 E 4; non-transferable 0
          E excluded (s.122)
        3 exclusion E: A 10 B 7 C 7 D 9 E 0; non-transferable 4
          tie BC to exclude: B by stage 1 (s.122(4))
          B excluded (s.122)
          7 not transferred (s.124)
        4 exclusion B: A 10 B 0 C 7 D 9 E 0; non-transferable 11
          D elected (s.124(1))
          C elected (s.124(1))""",
    ),
    "s.121(6) equal also in size: more votes at the first count that differs": (
        3,
        "5 A>B, 5 A>C, 5 A>D, 4 B, 3 C, 6 D, 2 E",
        {},
        """\
        quota 8 (s.120)
        1 first preferences: A 15 B 4 C 3 D 6 E 2; non-transferable 0
          A elected (s.120)
          tie BCD to transfer: D by stage 1 (s.121(6))
        2 surplus A: A 8 B 6 C 5 D 9 E 2; non-transferable 0
          D elected (s.120)
          1 set aside (s.121(5))
        3 surplus D: A 8 B 6 C 5 D 8 E 2; non-transferable 1
          E excluded (s.122)
        4 exclusion E: A 8 B 6 C 5 D 8 E 0; non-transferable 3
          B elected (s.124(2))""",
    ),
    "s.118 equal in all: by lot": (
        3,
        "7 A>B, 7 A>C, 4 B, 4 C, 3 D",
        {"lots": "CBAD"},
        """\
        quota 7 (s.120)
        1 first preferences: A 14 B 4 C 4 D 3; non-transferable 0
          A elected (s.120)
          tie BC to transfer: C by lot (s.118)
        2 surplus A: A 7 B 7 C 8 D 3; non-transferable 0
          C elected (s.120)
          B elected (s.120)""",
    ),
    "s.121(7) the papers filed last move": (
        2,
        "3 A>B>C, 4 A>B>D, 3 A>C, 4 C, 5 D, 1 E",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 10 B 0 C 4 D 5 E 1; non-transferable 0
          A elected (s.120)
        2 surplus A: A 7 B 2 C 5 D 5 E 1; non-transferable 0
          E excluded (s.122)
        3 exclusion E: A 7 B 2 C 5 D 5 E 0; non-transferable 1
          B excluded (s.122)
        4 exclusion B: A 7 B 0 C 5 D 7 E 0; non-transferable 1
          D elected (s.120)""",
    ),
    "s.121(7) in another order other papers move": (
        2,
        "4 A>B>D, 3 A>B>C, 3 A>C, 4 C, 5 D, 1 E",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 10 B 0 C 4 D 5 E 1; non-transferable 0
          A elected (s.120)
        2 surplus A: A 7 B 2 C 5 D 5 E 1; non-transferable 0
          E excluded (s.122)
        3 exclusion E: A 7 B 2 C 5 D 5 E 0; non-transferable 1
          B excluded (s.122)
        4 exclusion B: A 7 B 0 C 7 D 5 E 0; non-transferable 1
          C elected (s.120)""",
    ),
    "s.121(5) too few transferable papers: all move, the rest is not effective": (
        2,
        "11 A, 3 A>B, 5 B, 4 C",
        {},
        """\
        quota 8 (s.120)
        1 first preferences: A 14 B 5 C 4; non-transferable 0
          A elected (s.120)
          3 set aside (s.121(5))
        2 surplus A: A 8 B 8 C 4; non-transferable 3
          B elected (s.120)""",
    ),
    "s.121(3) a later surplus: the sub-parcel last received": (
        3,
        "8 B>C, 10 A>B>D, 4 A>B>E, 5 C, 5 D, 6 E",
        {},
        """\
        quota 10 (s.120)
        1 first preferences: A 14 B 8 C 5 D 5 E 6; non-transferable 0
          A elected (s.120)
        2 surplus A: A 10 B 12 C 5 D 5 E 6; non-transferable 0
          B elected (s.120)
        3 surplus B: A 10 B 10 C 5 D 5 E 8; non-transferable 0
          tie CD to exclude: C by lot (s.118)
          C excluded (s.122)
        4 exclusion C: A 10 B 10 C 0 D 5 E 8; non-transferable 5
          E elected (s.124(2))""",
    ),
    "s.121(9) the largest surplus of one count first": (
        3,
        "3 B, 4 A, 8 C>A, 9 D>A",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 4 B 3 C 8 D 9; non-transferable 0
          D elected (s.120)
          C elected (s.120)
        2 surplus D: A 6 B 3 C 8 D 7; non-transferable 0
          A elected (s.124(2))""",
    ),
    "s.121(9) a surplus of an earlier count first": (
        4,
        "14 A>C, 9 B>D, 6 C, 5 D, 3 E, 2 F",
        {},
        """\
        quota 8 (s.120)
        1 first preferences: A 14 B 9 C 6 D 5 E 3 F 2; non-transferable 0
          A elected (s.120)
          B elected (s.120)
        2 surplus A: A 8 B 9 C 12 D 5 E 3 F 2; non-transferable 0
          C elected (s.120)
        3 surplus B: A 8 B 8 C 12 D 6 E 3 F 2; non-transferable 0
          4 set aside (s.121(5))
        4 surplus C: A 8 B 8 C 8 D 6 E 3 F 2; non-transferable 4
          D elected (s.124(2))""",
    ),
    "s.121(10) equal surpluses: by lot": (
        3,
        "9 B>D, 9 A>C, 2 C, 3 D, 4 E",
        {"candidates": "ABCDE", "lots": "BACDE"},
        """\
        quota 7 (s.120)
        1 first preferences: A 9 B 9 C 2 D 3 E 4; non-transferable 0
          A elected (s.120)
          B elected (s.120)
          tie AB to transfer: B by lot (s.118)
        2 surplus B: A 9 B 7 C 2 D 5 E 4; non-transferable 0
        3 surplus A: A 7 B 7 C 4 D 5 E 4; non-transferable 0
          tie CE to exclude: C by stage 1 (s.122(4))
          C excluded (s.122)
        4 exclusion C: A 7 B 7 C 0 D 5 E 4; non-transferable 4
          D elected (s.124(2))""",
    ),
    "s.121(8) surpluses below the difference of the two lowest are put off": (
        2,
        "17 A>B, 8 B, 10 C, 5 D, 7 E",
        {},
        """\
        quota 16 (s.120)
        1 first preferences: A 17 B 8 C 10 D 5 E 7; non-transferable 0
          A elected (s.120)
          deferred 1 of A (s.121(8))
          D excluded (s.122)
        2 exclusion D: A 17 B 8 C 10 D 0 E 7; non-transferable 5
        3 surplus A: A 16 B 9 C 10 D 0 E 7; non-transferable 5
          E excluded (s.122)
        4 exclusion E: A 16 B 9 C 10 D 0 E 0; non-transferable 12
          C elected (s.124(2))""",
    ),
    "s.121(8) not when equal to that difference": (
        2,
        "18 A>B, 8 B, 9 C, 5 D, 7 E",
        {},
        """\
        quota 16 (s.120)
        1 first preferences: A 18 B 8 C 9 D 5 E 7; non-transferable 0
          A elected (s.120)
        2 surplus A: A 16 B 10 C 9 D 5 E 7; non-transferable 0
          D excluded (s.122)
        3 exclusion D: A 16 B 10 C 9 D 0 E 7; non-transferable 5
          E excluded (s.122)
        4 exclusion E: A 16 B 10 C 9 D 0 E 0; non-transferable 12
          B elected (s.124(2))""",
    ),
    "s.121(8) not while a quarter of the quota is at stake": (
        2,
        "17 A>D, 8 B, 12 C, 4 D, 6 E",
        {},
        """\
        quota 16 (s.120)
        1 first preferences: A 17 B 8 C 12 D 4 E 6; non-transferable 0
          A elected (s.120)
        2 surplus A: A 16 B 8 C 12 D 5 E 6; non-transferable 0
          D excluded (s.122)
        3 exclusion D: A 16 B 8 C 12 D 0 E 6; non-transferable 5
          E excluded (s.122)
        4 exclusion E: A 16 B 8 C 12 D 0 E 0; non-transferable 11
          C elected (s.124(2))""",
    ),
    "s.121(8) put off when the lowest can come to no more than a quarter": (
        2,
        "17 A>D, 8 B, 12 C, 3 D, 6 E",
        {},
        """\
        quota 16 (s.120)
        1 first preferences: A 17 B 8 C 12 D 3 E 6; non-transferable 0
          A elected (s.120)
          deferred 1 of A (s.121(8))
          D excluded (s.122)
        2 exclusion D: A 17 B 8 C 12 D 0 E 6; non-transferable 3
          deferred 1 of A (s.121(8))
          E excluded (s.122)
        3 exclusion E: A 17 B 8 C 12 D 0 E 0; non-transferable 9
          C elected (s.124(2))""",
    ),
    "s.122 the lowest; all papers in one count": (
        2,
        "9 A, 6 B>C, 5 C>B, 3 D>C",
        {},
        """\
        quota 8 (s.120)
        1 first preferences: A 9 B 6 C 5 D 3; non-transferable 0
          A elected (s.120)
          deferred 1 of A (s.121(8))
          D excluded (s.122)
        2 exclusion D: A 9 B 6 C 8 D 0; non-transferable 0
          C elected (s.120)""",
    ),
    "s.122(2) two or more whose total is less than the next, no quarter at stake": (
        2,
        "24 A, 20 B, 19 C, 1 D>B, 2 E>C",
        {},
        """\
        quota 23 (s.120)
        1 first preferences: A 24 B 20 C 19 D 1 E 2; non-transferable 0
          A elected (s.120)
          1 set aside (s.121(5))
        2 surplus A: A 23 B 20 C 19 D 1 E 2; non-transferable 1
          D excluded (s.122)
          E excluded (s.122)
        3 exclusion DE: A 23 B 21 C 21 D 0 E 0; non-transferable 1
          tie BC to exclude: C by stage 1 (s.122(4))
          C excluded (s.122)
          21 not transferred (s.124)
        4 exclusion C: A 23 B 21 C 0 D 0 E 0; non-transferable 22
          B elected (s.124(1))""",
    ),
    "s.122(2) not while a quarter of the quota is at stake": (
        2,
        "24 A, 20 B, 19 C, 3 D>B, 4 E>C",
        {},
        """\
        quota 24 (s.120)
        1 first preferences: A 24 B 20 C 19 D 3 E 4; non-transferable 0
          A elected (s.120)
          D excluded (s.122)
        2 exclusion D: A 24 B 23 C 19 D 0 E 4; non-transferable 0
          E excluded (s.122)
        3 exclusion E: A 24 B 23 C 23 D 0 E 0; non-transferable 0
          tie BC to exclude: C by stage 1 (s.122(4))
          C excluded (s.122)
          23 not transferred (s.124)
        4 exclusion C: A 24 B 23 C 0 D 0 E 0; non-transferable 23
          B elected (s.124(1))""",
    ),
    "s.122(4) equal lowest: the first count at which they differed": (
        1,
        "14 A, 9 B, 8 C, 6 D>C, 7 E>B, 1 F>E",
        {},
        """\
        quota 23 (s.120)
        1 first preferences: A 14 B 9 C 8 D 6 E 7 F 1; non-transferable 0
          F excluded (s.122)
        2 exclusion F: A 14 B 9 C 8 D 6 E 8 F 0; non-transferable 0
          D excluded (s.122)
        3 exclusion D: A 14 B 9 C 14 D 0 E 8 F 0; non-transferable 0
          E excluded (s.122)
        4 exclusion E: A 14 B 16 C 14 D 0 E 0 F 0; non-transferable 1
          tie AC to exclude: C by stage 1 (s.122(4))
          C excluded (s.122)
        5 exclusion C: A 14 B 16 C 0 D 0 E 0 F 0; non-transferable 15
          B elected (s.124(2))""",
    ),
    "s.124(1) a protected candidate is not excluded": (
        3,
        "10 A>B, 7 B, 7 C, 3 D>B",
        {"protected": "D"},
        """\
        quota 7 (s.120)
        1 first preferences: A 10 B 7 C 7 D 3; non-transferable 0
          A elected (s.120)
          B elected (s.120)
          D elected (s.124(1))""",
    ),
    "s.124(1A) one more than vacancies, the lowest hopeless: the others": (
        3,
        "10 A, 7 B, 7 C, 5 D",
        {},
        """\
        quota 8 (s.120)
        1 first preferences: A 10 B 7 C 7 D 5; non-transferable 0
          A elected (s.120)
          2 set aside (s.121(5))
        2 surplus A: A 8 B 7 C 7 D 5; non-transferable 2
          B elected (s.124(1A))
          C elected (s.124(1A))""",
    ),
    "s.124(1A) not where the lowest can still be equal": (
        3,
        "10 A>D, 6 B, 7 C, 4 D",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 10 B 6 C 7 D 4; non-transferable 0
          A elected (s.120)
          C elected (s.120)
        2 surplus A: A 7 B 6 C 7 D 7; non-transferable 0
          D elected (s.120)""",
    ),
    "s.124(2) the last vacancy: more than all others with the surplus": (
        2,
        "8 A>C, 6 B, 2 C, 2 D",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 8 B 6 C 2 D 2; non-transferable 0
          A elected (s.120)
          B elected (s.124(2))""",
    ),
    "s.124(2) not with as many": (
        2,
        "9 A>C, 6 B, 2 C, 2 D",
        {},
        """\
        quota 7 (s.120)
        1 first preferences: A 9 B 6 C 2 D 2; non-transferable 0
          A elected (s.120)
        2 surplus A: A 7 B 6 C 4 D 2; non-transferable 0
          D excluded (s.122)
        3 exclusion D: A 7 B 6 C 4 D 0; non-transferable 2
          B elected (s.124(2))""",
    ),
    "s.118 numbers skipped or given twice end a paper; invalid without a first": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (s.120)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (s.122)
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          A elected (s.124(2))""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (s.120)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (s.118)
          A excluded (s.122)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (s.124(1))""",
    ),
    "fewer candidates than vacancies": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (s.120)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (s.120)
          A elected (s.120)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (s.120)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (s.120)
          tie BC to exclude: B by lot (s.118)
          B excluded (s.122)
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          C elected (s.124(1))""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (s.120)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (s.120)
        2 surplus A: A 4 B 5 C 0 D 0; non-transferable 0
          B elected (s.120)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (s.120)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "ireland_1992", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (3, "9 A>C, 9 B>D, 2 C, 3 D", "lot needed at stage 2 (s.118): whose surplus is transferred first, A or B?"),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (s.118): who is excluded, C or D?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("ireland_1992", vacancies, papers, lots=Lots())
    assert stopped.value.question == question


def test_without_an_order_the_count_is_refused(profile_of):
    profile = replace(profile_of("4 A>B, 2 B"), sequence=None)
    contest = Contest((Candidate("A", "A"), Candidate("B", "B")), 1)
    with pytest.raises(CountError, match="whole papers move in the order they were read, and these carry no order"):
        hold_count(find_rule("ireland_1992"), profile, contest)


def test_it_is_marked_as_unverified():
    assert not find_rule("ireland_1992").verified
