"""PR Foundation, Reference Meek Rule, step by step: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.ballots.paper import CandidateId
from hustings.count.arithmetic import Votes
from hustings.count.lots import NO_LOTS, LotNeeded
from hustings.rules import meek_prf_2013 as rule_module

CASES = {
    "B.1 no more candidates continue than places: all elected, though one has no vote": (
        "meek_prf_2013",
        2,
        "3 A, 1 B>C",
        {},
        """\
        quota 1.333333334 (B.2.b)
        1 first preferences: A 3 B 1 C 0; non-transferable 0
          A elected (B.2.c)
          keep A 0.444444445 (B.2.f)
        quota 0.777777779 (B.2.b)
        2 surplus A: A 1.333333335 B 1 C 0; non-transferable 1.666666665
          B elected (B.2.c)""",
    ),
    "B.1 fewer candidates than places": (
        "meek_prf_2013",
        3,
        "3 A, 1 B",
        {},
        """\
        quota 1.000000001 (B.2.b)
        1 first preferences: A 3 B 1; non-transferable 0
          A elected (B.2.c)
          B elected (C.1)""",
    ),
    "B.2.b quota: votes / (places + 1), cut to nine decimals, plus one unit of the ninth": (
        "meek_prf_2013",
        1,
        "6 A, 1 B",
        {},
        """\
        quota 3.500000001 (B.2.b)
        1 first preferences: A 6 B 1; non-transferable 0
          A elected (B.2.c)""",
    ),
    "B.2.b quota raised even where the division is exact: half the votes do not elect": (
        "meek_prf_2013",
        1,
        "4 A, 3 B>A, 1 C>B",
        {},
        """\
        quota 4.000000001 (B.2.b)
        1 first preferences: A 4 B 3 C 1; non-transferable 0
          C excluded (B.3)
        quota 4.000000001 (B.2.b)
        2 exclusion C: A 4 B 4 C 0; non-transferable 0
          tie AB to exclude: A by lot (T)
          A excluded (B.3)
          4 not transferred (C)
        3 exclusion A: A 0 B 4 C 0; non-transferable 4
          B elected (C.1)""",
    ),
    "B.2.b quota falls as papers run out; B.2.f the product is rounded up": (
        "meek_prf_2013",
        2,
        "1 B, 5 C",
        {"candidates": "ABC"},
        """\
        quota 2.000000001 (B.2.b)
        1 first preferences: A 0 B 1 C 5; non-transferable 0
          C elected (B.2.c)
          keep C 0.200000001 (B.2.f)
        quota 0.666666669 (B.2.b)
        2 surplus C: A 0 B 1 C 1.000000005; non-transferable 3.999999995
          B elected (B.2.c)""",
    ),
    "B.2.f the quotient is rounded up; B.2.c whoever has the quota meanwhile is elected before the surplus is gone": (
        "meek_prf_2013",
        2,
        "1 A, 4 B",
        {"candidates": "ABC"},
        """\
        quota 1.666666667 (B.2.b)
        1 first preferences: A 1 B 4 C 0; non-transferable 0
          B elected (B.2.c)
          keep B 0.416666667 (B.2.f)
        quota 0.88888889 (B.2.b)
        2 surplus B: A 1 B 1.666666668 C 0; non-transferable 2.333333332
          A elected (B.2.c)""",
    ),
    "B.2.a rounded up for each paper and each candidate; an elected candidate goes on receiving": (
        "meek_prf_2013",
        3,
        "8 B>A>C, 9 A>C>D>B",
        {},
        """\
        quota 4.250000001 (B.2.b)
        1 first preferences: A 9 B 8 C 0 D 0; non-transferable 0
          A elected (B.2.c)
          B elected (B.2.c)
          keep A 0.472222223 B 0.531250001 (B.2.f)
        quota 4.250000001 (B.2.b)
        2 surplus AB: A 6.020833343 B 4.250000008 C 6.729166649 D 0; non-transferable 0
          C elected (B.2.c)""",
    ),
    "B.2.e a total surplus below 0.000001 ends the round": (
        "meek_prf_2013",
        2,
        "5 D>A>C>B, 3 B, 8 B>C, 4 A",
        {},
        """\
        quota 6.666666667 (B.2.b)
        1 first preferences: A 4 B 11 C 0 D 5; non-transferable 0
          B elected (B.2.c)
          keep B 0.56666669 (B.2.f)
        quota 6.233333357 (B.2.b)
        2 surplus B: A 4 B 6.23333359 C 3.46666648 D 5; non-transferable 1.29999993
          C excluded (B.3)
          keep B 0.46161617 (B.2.f)
        quota 4.692592624 (B.2.b)
        3 exclusion C: A 4 B 5.07777787 C 0 D 5; non-transferable 5.92222213
          D elected (B.2.c)""",
    ),
    "B.2.e a surplus no smaller than before ends the round": (
        "meek_prf_2013",
        2,
        "5 B",
        {"candidates": "ABC"},
        """\
        quota 1.666666667 (B.2.b)
        1 first preferences: A 0 B 5 C 0; non-transferable 0
          B elected (B.2.c)
          keep B 0.000019566 (B.2.f)
        quota 0.000032611 (B.2.b)
        2 surplus B: A 0 B 0.00009783 C 0; non-transferable 4.99990217
          tie AC to exclude: A by lot (T)
          A excluded (B.3)
          0 not transferred (C)
        3 exclusion A: A 0 B 0.00009783 C 0; non-transferable 4.99990217
          C elected (C.1)""",
    ),
    "B.3 one candidate at a time, though two together could not overtake": (
        "meek_prf_2013",
        1,
        "9 A, 7 B, 1 C, 1 D",
        {},
        """\
        quota 9.000000001 (B.2.b)
        1 first preferences: A 9 B 7 C 1 D 1; non-transferable 0
          tie CD to exclude: C by lot (T)
          C excluded (B.3)
        quota 8.500000001 (B.2.b)
        2 exclusion C: A 9 B 7 C 0 D 1; non-transferable 1
          A elected (B.2.c)""",
    ),
    "T whoever is above the lowest by no more than the total surplus is tied with them": (
        "meek_prf_2013",
        2,
        "6 B>A>D>C, 9 B, 1 C>A>D>B, 5 D>B>A>C",
        {},
        """\
        quota 7.000000001 (B.2.b)
        1 first preferences: A 0 B 15 C 1 D 5; non-transferable 0
          B elected (B.2.c)
          keep B 0.333333403 (B.2.f)
        quota 5.00000021 (B.2.b)
        2 surplus B: A 3.999999582 B 5.000001045 C 1 D 5; non-transferable 5.999999373
          C excluded (B.3)
          keep B 0.333333403 (B.2.f)
        quota 5.00000021 (B.2.b)
        3 exclusion C: A 4.999999582 B 5.000001045 C 0 D 5; non-transferable 5.999999373
          tie AD to exclude: A by lot (T)
          A excluded (B.3)
          4.999999582 not transferred (C)
        4 exclusion A: A 0 B 5.000001045 C 0 D 5; non-transferable 10.999998955
          D elected (C.1)""",
    ),
    "T no earlier round is looked at: the lot decides": (
        "meek_prf_2013",
        1,
        "4 A, 3 B, 2 C>B, 1 D>C, 1 E>C",
        {},
        """\
        quota 5.500000001 (B.2.b)
        1 first preferences: A 4 B 3 C 2 D 1 E 1; non-transferable 0
          tie DE to exclude: D by lot (T)
          D excluded (B.3)
        quota 5.500000001 (B.2.b)
        2 exclusion D: A 4 B 3 C 3 D 0 E 1; non-transferable 0
          E excluded (B.3)
        quota 5.500000001 (B.2.b)
        3 exclusion E: A 4 B 3 C 4 D 0 E 0; non-transferable 0
          B excluded (B.3)
        quota 4.000000001 (B.2.b)
        4 exclusion B: A 4 B 0 C 4 D 0 E 0; non-transferable 3
          tie AC to exclude: A by lot (T)
          A excluded (B.3)
          4 not transferred (C)
        5 exclusion A: A 0 B 0 C 4 D 0 E 0; non-transferable 7
          C elected (C.1)""",
    ),
    "A withdrawn candidates are passed over; papers that name nobody else are not valid": (
        "meek_prf_2013",
        1,
        "2 A, 3 A>B, 2 C",
        {"withdrawn": "A"},
        """\
        quota 2.500000001 (B.2.b)
        1 first preferences: A 0 B 3 C 2; non-transferable 0
          B elected (B.2.c)""",
    ),
    "papers: an equal preference, a gap or a candidate ranked twice ends the paper": (
        "meek_prf_2013",
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 2 C>B>C>A, 2 -",
        {},
        """\
        quota 6.500000001 (B.2.b)
        1 first preferences: A 5 B 2 C 6; non-transferable 0
          B excluded (B.3)
        quota 5.500000001 (B.2.b)
        2 exclusion B: A 5 B 0 C 6; non-transferable 2
          C elected (B.2.c)""",
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


def test_total_surplus_counts_what_the_elected_are_short_of_but_is_never_below_0(sheet_of):
    sheet = sheet_of("1 A, 1 B, 1 C", decimals=9)
    sheet.quota = Votes(10)
    sheet.elected += [CandidateId(0), CandidateId(1)]
    sheet.votes = [Votes(14), Votes(9), Votes(50)]
    assert rule_module.total_surplus(sheet) == 3
    sheet.votes = [Votes(10), Votes(9), Votes(50)]
    assert rule_module.total_surplus(sheet) == 0


def test_lot_that_is_missing_stops_the_count(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("meek_prf_2013", 1, "2 A, 2 B, 1 C", lots=NO_LOTS)
    assert stopped.value.question == "lot needed at stage 3 (T): who is excluded, A or B?"
