"""Massachusetts General Laws 54A section 9: one hand-made count each, its whole count sheet by hand.

Ballots lie in the order in which they are written here.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots
from hustings.rules.cambridge_ma import drawing_order

CASES = {
    "s.9(c) quota: valid ballots / (places + 1), plus one, disregarding fractions": (
        2,
        "100 A, 80 B, 60 C",
        {},
        """\
        quota 81 (s.9(c))
        1 first preferences: A 100 B 80 C 60; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 100 B 80 C 60; non-transferable 0
          C excluded (s.9(i))
        3 exclusion C: A 100 B 80 C 0; non-transferable 60
          B elected (s.9(l))""",
    ),
    "s.9(c) the quota is enough": (
        2,
        "80 A, 80 B, 79 C",
        {},
        """\
        quota 80 (s.9(c))
        1 first preferences: A 80 B 80 C 79; non-transferable 0
          A elected (s.9(c))
          B elected (s.9(c))""",
    ),
    "s.16(b) every n-th ballot: n = total / surplus to the nearest whole number": (
        2,
        "2 A>B, 5 A>C, 5 A>B, 60 A, 50 B, 55 C",
        {},
        """\
        quota 60 (s.9(c))
        1 first preferences: A 72 B 50 C 55; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 60 B 57 C 60; non-transferable 0
          C elected (s.9(c))""",
    ),
    "s.16(b) a ballot that names nobody is skipped and stays": (
        2,
        "70 A, 20 A>B, 55 B, 60 C, 55 D",
        {},
        """\
        quota 87 (s.9(c))
        1 first preferences: A 90 B 55 C 60 D 55; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 87 B 58 C 60 D 55; non-transferable 0
          D excluded (s.9(i))
        3 exclusion D: A 87 B 58 C 60 D 0; non-transferable 55
          B excluded (s.9(i))
        4 exclusion B: A 87 B 0 C 60 D 0; non-transferable 113
          C elected (s.9(l))""",
    ),
    "s.16(b) then from the (n+1)-th on": (
        2,
        "60 A>B, 1 A, 30 A>C, 1 A, 50 B, 55 C, 54 D",
        {},
        """\
        quota 84 (s.9(c))
        1 first preferences: A 92 B 50 C 55 D 54; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 84 B 56 C 57 D 54; non-transferable 0
          D excluded (s.9(i))
        3 exclusion D: A 84 B 56 C 57 D 0; non-transferable 54
          B excluded (s.9(i))
        4 exclusion B: A 84 B 0 C 57 D 0; non-transferable 110
          C elected (s.9(l))""",
    ),
    "s.16(b) too few that name somebody: the candidate keeps more than the quota": (
        2,
        "100 A, 3 A>B, 60 B, 55 C",
        {},
        """\
        quota 73 (s.9(c))
        1 first preferences: A 103 B 60 C 55; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 100 B 63 C 55; non-transferable 0
          C excluded (s.9(i))
        3 exclusion C: A 100 B 63 C 0; non-transferable 55
          B elected (s.9(l))""",
    ),
    "s.16(b) the largest surplus first": (
        3,
        "100 A>C, 110 B>D, 60 C, 60 D, 55 E",
        {},
        """\
        quota 97 (s.9(c))
        1 first preferences: A 100 B 110 C 60 D 60 E 55; non-transferable 0
          B elected (s.9(c))
          A elected (s.9(c))
        2 surplus B: A 100 B 97 C 60 D 73 E 55; non-transferable 0
        3 surplus A: A 97 B 97 C 63 D 73 E 55; non-transferable 0
          E excluded (s.9(i))
        4 exclusion E: A 97 B 97 C 63 D 73 E 0; non-transferable 55
          C excluded (s.9(i))
        5 exclusion C: A 97 B 97 C 0 D 73 E 0; non-transferable 118
          D elected (s.9(l))""",
    ),
    "s.9(c) who reaches the quota on the way receives no more": (
        3,
        "120 A>B>C, 78 B, 60 C, 55 D",
        {},
        """\
        quota 79 (s.9(c))
        1 first preferences: A 120 B 78 C 60 D 55; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 100 B 79 C 79 D 55; non-transferable 0
          B elected (s.9(c))
          C elected (s.9(c))""",
    ),
    "s.9(g) all with fewer than 50 go together, a single transfer": (
        2,
        "90 A, 80 B, 70 C, 20 D>B, 30 E>C",
        {},
        """\
        quota 97 (s.9(c))
        1 first preferences: A 90 B 80 C 70 D 20 E 30; non-transferable 0
          D excluded (s.9(g))
          E excluded (s.9(g))
          B elected (s.9(c))
          C elected (s.9(c))
        2 exclusion DE: A 90 B 97 C 97 D 0 E 0; non-transferable 6""",
    ),
    "s.9(g) reading: enough remain to be elected": (
        3,
        "90 A, 40 B, 30 C, 20 D",
        {},
        """\
        quota 46 (s.9(c))
        1 first preferences: A 90 B 40 C 30 D 20; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 90 B 40 C 30 D 20; non-transferable 0
          D excluded (s.9(g))
        3 exclusion D: A 90 B 40 C 30 D 0; non-transferable 20
          B elected (s.9(l))
          C elected (s.9(l))""",
    ),
    "s.9(h) a ballot that names no continuing candidate is exhausted": (
        2,
        "90 A, 80 B, 70 C, 20 D, 30 E>D",
        {},
        """\
        quota 97 (s.9(c))
        1 first preferences: A 90 B 80 C 70 D 20 E 30; non-transferable 0
          D excluded (s.9(g))
          E excluded (s.9(g))
        2 exclusion DE: A 90 B 80 C 70 D 0 E 0; non-transferable 50
          C excluded (s.9(i))
        3 exclusion C: A 90 B 80 C 0 D 0 E 0; non-transferable 120
          A elected (s.9(l))
          B elected (s.9(l))""",
    ),
    "s.9(i) then the lowest one by one": (
        2,
        "90 A, 80 B, 70 C, 60 D>B, 55 E>C",
        {},
        """\
        quota 119 (s.9(c))
        1 first preferences: A 90 B 80 C 70 D 60 E 55; non-transferable 0
          E excluded (s.9(i))
          C elected (s.9(c))
        2 exclusion E: A 90 B 80 C 119 D 60 E 0; non-transferable 6
          D excluded (s.9(i))
          B elected (s.9(c))
        3 exclusion D: A 90 B 119 C 119 D 0 E 0; non-transferable 27""",
    ),
    "s.16(b) n to the nearest: 2.5 is 3, and ballots before the n-th come last": (
        2,
        "9 A>B, 11 A>C, 10 A>B, 70 A>C, 26 B, 20 C, 34 D",
        {},
        """\
        quota 61 (s.9(c))
        1 first preferences: A 100 B 26 C 20 D 34; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 61 B 35 C 50 D 34; non-transferable 0
          D excluded (s.9(g))
          B excluded (s.9(g))
        3 exclusion DB: A 61 B 0 C 50 D 0; non-transferable 69
          C elected (s.9(l))""",
    ),
    "s.9(k) equal lowest: who had fewest before the last transfer": (
        1,
        "90 A, 60 B, 58 C, 51 D>C, 49 D>A, 2 E>C",
        {},
        """\
        quota 156 (s.9(c))
        1 first preferences: A 90 B 60 C 58 D 100 E 2; non-transferable 0
          E excluded (s.9(g))
        2 exclusion E: A 90 B 60 C 60 D 100 E 0; non-transferable 0
          tie BC to exclude: C by stage 1 (s.9(k))
          C excluded (s.9(i))
        3 exclusion C: A 90 B 60 C 0 D 100 E 0; non-transferable 60
          B excluded (s.9(i))
        4 exclusion B: A 90 B 0 C 0 D 100 E 0; non-transferable 120
          A excluded (s.9(i))
        5 exclusion A: A 0 B 0 C 0 D 100 E 0; non-transferable 210
          D elected (s.9(l))""",
    ),
    "s.9(k) going back from the last transfer, not from the first sorting": (
        1,
        "90 A, 60 B, 58 C, 5 E>C, 5 E>A, 3 D>B, 48 D",
        {},
        """\
        quota 135 (s.9(c))
        1 first preferences: A 90 B 60 C 58 D 51 E 10; non-transferable 0
          E excluded (s.9(g))
        2 exclusion E: A 95 B 60 C 63 D 51 E 0; non-transferable 0
          D excluded (s.9(i))
        3 exclusion D: A 95 B 63 C 63 D 0 E 0; non-transferable 48
          tie BC to exclude: B by stage 2 (s.9(k))
          B excluded (s.9(i))
        4 exclusion B: A 95 B 0 C 63 D 0 E 0; non-transferable 111
          C excluded (s.9(i))
        5 exclusion C: A 95 B 0 C 0 D 0 E 0; non-transferable 174
          A elected (s.9(l))""",
    ),
    "s.9(k) equal throughout: by lot": (
        1,
        "90 A, 60 B, 60 C",
        {"lots": "CBA"},
        """\
        quota 106 (s.9(c))
        1 first preferences: A 90 B 60 C 60; non-transferable 0
          tie BC to exclude: C by lot (s.9(k))
          C excluded (s.9(i))
        2 exclusion C: A 90 B 60 C 0; non-transferable 60
          B excluded (s.9(i))
        3 exclusion B: A 90 B 0 C 0; non-transferable 120
          A elected (s.9(l))""",
    ),
    "s.9(l) the transfer in progress is completed": (
        2,
        "95 A, 70 B, 75 C, 20 D>B, 20 D>C, 10 D>B",
        {},
        """\
        quota 97 (s.9(c))
        1 first preferences: A 95 B 70 C 75 D 50; non-transferable 0
          D excluded (s.9(i))
          B elected (s.9(c))
        2 exclusion D: A 95 B 97 C 95 D 0; non-transferable 3
          tie AC to exclude: C by stage 1 (s.9(k))
          C excluded (s.9(i))
        3 exclusion C: A 95 B 97 C 0 D 0; non-transferable 98
          A elected (s.9(l))""",
    ),
    "s.9(l) nobody more can be defeated: the rest are elected": (
        2,
        "90 A, 80 B, 70 C>A",
        {},
        """\
        quota 81 (s.9(c))
        1 first preferences: A 90 B 80 C 70; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 90 B 80 C 70; non-transferable 0
          C excluded (s.9(i))
        3 exclusion C: A 90 B 80 C 0; non-transferable 70
          B elected (s.9(l))""",
    ),
    "s.9(a) left-out numbers are closed up, equal ones end a ballot or make it invalid": (
        1,
        "50 A>>B, 20 B>A=C>D, 60 C, 1 A=B, 30 >A, 2 -, 55 D",
        {},
        """\
        quota 108 (s.9(c))
        1 first preferences: A 80 B 20 C 60 D 55; non-transferable 0
          B excluded (s.9(g))
        2 exclusion B: A 80 B 0 C 60 D 55; non-transferable 20
          D excluded (s.9(i))
        3 exclusion D: A 80 B 0 C 60 D 0; non-transferable 75
          C excluded (s.9(i))
        4 exclusion C: A 80 B 0 C 0 D 0; non-transferable 135
          A elected (s.9(l))""",
    ),
    "no valid ballot": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (s.9(c))
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (s.9(k))
          A excluded (s.9(g))
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (s.9(l))""",
    ),
    "fewer candidates than places": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 1 (s.9(c))
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (s.9(c))
          A elected (s.9(c))""",
    ),
    "one ballot": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (s.9(c))
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (s.9(c))
          tie BC to exclude: B by lot (s.9(k))
          B excluded (s.9(g))
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          C elected (s.9(l))""",
    ),
    "all ballots alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (s.9(c))
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (s.9(c))
        2 surplus A: A 4 B 4 C 1 D 0; non-transferable 0
          B elected (s.9(c))""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (s.9(c))
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not defeated": (
        2,
        "90 A, 80 B, 70 C, 20 D",
        {"protected": "D"},
        """\
        quota 87 (s.9(c))
        1 first preferences: A 90 B 80 C 70 D 20; non-transferable 0
          A elected (s.9(c))
          D elected (s.9(l))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "cambridge_ma", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


@pytest.mark.parametrize(
    ("total", "surplus", "order"),
    [
        (10, 3, [2, 5, 8, 3, 6, 9, 4, 7, 0, 1]),  # 10 / 3: every third
        (10, 4, [2, 5, 8, 3, 6, 9, 4, 7, 0, 1]),  # 10 / 4 = 2.5: every third
        (5, 1, [4, 0, 1, 2, 3]),
        (4, 4, [0, 1, 2, 3]),
    ],
)
def test_s_16_b_order_of_drawing(total, surplus, order):
    assert list(drawing_order(total, surplus)) == order


@pytest.mark.parametrize(
    ("papers", "votes"),
    [("99 A>B, 1 A>C, 60 B, 60 C, 75 D", (99, 60, 61, 75)), ("1 A>C, 99 A>B, 60 B, 60 C, 75 D", (99, 61, 60, 75))],
)
def test_s_16_b_in_another_order_another_ballot_moves(papers, votes, hold):
    assert hold("cambridge_ma", 2, papers).stages()[1].votes == votes


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (3, "99 A, 99 B, 52 C, 53 D", "lot needed at stage 2 (s.9(k)): whose surplus is transferred first, A or B?"),
        (2, "94 A, 94 B, 52 C, 52 D", "lot needed at stage 2 (s.9(k)): who is excluded, C or D?"),
    ],
)
def test_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("cambridge_ma", vacancies, papers, lots=Lots())
    assert stopped.value.question == question
