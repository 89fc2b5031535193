"""SR 2001/145, Schedule 1A, clause by clause: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.arithmetic import Votes
from hustings.count.lots import NO_LOTS
from hustings.rules import meek_nz_2001 as rule_module

CASES = {
    "cl.3 complete when successful and continuing candidates are as many as vacancies: no further step": (
        "meek_nz_2001",
        2,
        "6 A>B, 3 C>B",
        {},
        """\
        quota 3.000000001 (cl.5)
        1 first preferences: A 6 B 0 C 3; non-transferable 0
          A elected (cl.6)
          keep A 0.500000001 (cl.17)
        quota 3.000000001 (cl.5)
        2 surplus A: A 3.000000006 B 2.999999994 C 3; non-transferable 0
          B excluded (cl.13)
          2.999999994 not transferred (cl.3)
        3 exclusion B: A 3.000000006 B 0 C 3; non-transferable 2.999999994
          C elected (cl.3)""",
    ),
    "cl.3 fewer candidates than vacancies": (
        "meek_nz_2001",
        3,
        "3 A, 1 B",
        {},
        """\
        quota 1.000000001 (cl.5)
        1 first preferences: A 3 B 1; non-transferable 0
          A elected (cl.6)
          B elected (cl.3)""",
    ),
    "cl.5 quota: cut to nine decimals, with 0.000000001 added": (
        "meek_nz_2001",
        1,
        "6 A, 1 B",
        {},
        """\
        quota 3.500000001 (cl.5)
        1 first preferences: A 6 B 1; non-transferable 0
          A elected (cl.6)""",
    ),
    "cl.10 both multiplications are rounded up: papers credit more than they are worth": (
        "meek_nz_2001",
        3,
        "8 B>A>C, 9 A>C>D>B",
        {},
        """\
        quota 4.250000001 (cl.5)
        1 first preferences: A 9 B 8 C 0 D 0; non-transferable 0
          A elected (cl.6)
          B elected (cl.6)
          keep A 0.472222223 B 0.531250001 (cl.17)
        quota 4.250000003 (cl.5)
        2 surplus AB: A 6.020833343 B 4.250000008 C 6.729166657 D 0; non-transferable -0.000000008
          C elected (cl.12)""",
    ),
    "cl.10 what is allotted is rounded up": (
        "meek_nz_2001",
        3,
        "9 A, 5 D>A, 4 C>A>D",
        {"candidates": "ABCD"},
        """\
        quota 4.500000001 (cl.5)
        1 first preferences: A 9 B 0 C 4 D 5; non-transferable 0
          A elected (cl.6)
          D elected (cl.6)
          keep A 0.500000001 D 0.900000001 (cl.17)
        quota 3.312500004 (cl.5)
        2 surplus AD: A 4.750000009 B 0 C 4 D 4.500000005; non-transferable 4.749999986
          C elected (cl.12)""",
    ),
    "cl.13 nobody is excluded before the second step": (
        "meek_nz_2001",
        2,
        "4 B, 8 A>B",
        {"candidates": "ABC"},
        """\
        quota 4.000000001 (cl.5)
        1 first preferences: A 8 B 4 C 0; non-transferable 0
          A elected (cl.6)
          keep A 0.500000001 (cl.17)
        quota 4.000000001 (cl.5)
        2 surplus A: A 4.000000008 B 7.999999992 C 0; non-transferable 0
          B elected (cl.12)""",
    ),
    "cl.13 the lowest goes at once where no surplus could carry them past the next": (
        "meek_nz_2001",
        3,
        "6 B>A>C, 2 D>B>C",
        {},
        """\
        quota 2.000000001 (cl.5)
        1 first preferences: A 0 B 6 C 0 D 2; non-transferable 0
          B elected (cl.6)
          keep B 0.333333334 (cl.17)
        quota 2.000000001 (cl.5)
        2 surplus B: A 3.999999996 B 2.000000004 C 0 D 2; non-transferable 0
          A elected (cl.12)
          C excluded (cl.13)
          0 not transferred (cl.3)
        3 exclusion C: A 3.999999996 B 2.000000004 C 0 D 2; non-transferable 0
          D elected (cl.3)""",
    ),
    "cl.13 lowest and total surplus exactly equal to the next: not at once": (
        "meek_nz_2001",
        1,
        "4 B, 5 C, 4 A",
        {},
        """\
        quota 6.500000001 (cl.5)
        1 first preferences: A 4 B 4 C 5; non-transferable 0
        quota 6.500000001 (cl.5)
        2 surplus: A 4 B 4 C 5; non-transferable 0
          tie AB to exclude: B by pseudo-random number (cl.19)
          B excluded (cl.13)
        quota 4.500000001 (cl.5)
        3 exclusion B: A 4 B 0 C 5; non-transferable 4
          C elected (cl.12)""",
    ),
    "cl.13 one at a time, though several have no vote": (
        "meek_nz_2001",
        1,
        "1 D, 1 A",
        {"candidates": "ABCD"},
        """\
        quota 1.000000001 (cl.5)
        1 first preferences: A 1 B 0 C 0 D 1; non-transferable 0
        quota 1.000000001 (cl.5)
        2 surplus: A 1 B 0 C 0 D 1; non-transferable 0
          tie BC to exclude: C by pseudo-random number (cl.19)
          C excluded (cl.13)
        quota 1.000000001 (cl.5)
        3 exclusion C: A 1 B 0 C 0 D 1; non-transferable 0
          B excluded (cl.13)
        quota 1.000000001 (cl.5)
        4 exclusion B: A 1 B 0 C 0 D 1; non-transferable 0
          tie AD to exclude: D by pseudo-random number (cl.19)
          D excluded (cl.13)
          1 not transferred (cl.3)
        5 exclusion D: A 1 B 0 C 0 D 0; non-transferable 1
          A elected (cl.3)""",
    ),
    "cl.13 a total surplus below 0.0001 ends the transfers": (
        "meek_nz_2001",
        2,
        "6 B>A>D>C, 6 B>D, 3 B",
        {},
        """\
        quota 5.000000001 (cl.5)
        1 first preferences: A 0 B 15 C 0 D 0; non-transferable 0
          B elected (cl.6)
          keep B 0.333333334 (cl.17)
        quota 4.333333335 (cl.5)
        2 surplus B: A 3.999999996 B 5.00000001 C 0 D 3.999999996; non-transferable 1.999999998
          C excluded (cl.13)
          keep B 0.28888889 (cl.17)
        quota 4.288888891 (cl.5)
        3 exclusion C: A 4.26666666 B 4.33333335 C 0 D 4.26666666; non-transferable 2.13333333
          keep B 0.285925927 (cl.17)
        quota 4.285925928 (cl.5)
        4 surplus B: A 4.284444438 B 4.288888905 C 0 D 4.284444438; non-transferable 2.142222219
          keep B 0.285728396 (cl.17)
        quota 4.285728397 (cl.5)
        5 surplus B: A 4.285629624 B 4.28592594 C 0 D 4.285629624; non-transferable 2.142814812
          keep B 0.285715227 (cl.17)
        quota 4.285715228 (cl.5)
        6 surplus B: A 4.285708638 B 4.285728405 C 0 D 4.285708638; non-transferable 2.142854319
          tie AD to exclude: D by pseudo-random number (cl.19)
          D excluded (cl.13)
          4.285708638 not transferred (cl.3)
        7 exclusion D: A 4.285708638 B 4.285728405 C 0 D 0; non-transferable 6.428562957
          A elected (cl.3)""",
    ),
    "cl.17 the product is rounded up": (
        "meek_nz_2001",
        2,
        "1 C>A>B, 6 C",
        {"candidates": "ABCD"},
        """\
        quota 2.333333334 (cl.5)
        1 first preferences: A 0 B 0 C 7 D 0; non-transferable 0
          C elected (cl.6)
          keep C 0.333333334 (cl.17)
        quota 1.000000002 (cl.5)
        2 surplus C: A 0.666666666 B 0 C 2.333333338 D 0; non-transferable 3.999999996
          keep C 0.142857144 (cl.17)
        quota 0.619047622 (cl.5)
        3 surplus C: A 0.857142856 B 0 C 1.000000008 D 0; non-transferable 5.142857136
          A elected (cl.12)""",
    ),
    "cl.17 the quotient is rounded up": (
        "meek_nz_2001",
        2,
        "5 B>C>A",
        {},
        """\
        quota 1.666666667 (cl.5)
        1 first preferences: A 0 B 5 C 0; non-transferable 0
          B elected (cl.6)
          keep B 0.333333334 (cl.17)
        quota 1.666666667 (cl.5)
        2 surplus B: A 0 B 1.66666667 C 3.33333333; non-transferable 0
          C elected (cl.12)""",
    ),
    "cl.19, 40 behind at the first difference, though ahead at a later one": (
        "meek_nz_2001",
        1,
        "6 D>B>C, 1 A>C>B, 5 B>C>A",
        {},
        """\
        quota 6.000000001 (cl.5)
        1 first preferences: A 1 B 5 C 0 D 6; non-transferable 0
        quota 6.000000001 (cl.5)
        2 surplus: A 1 B 5 C 0 D 6; non-transferable 0
          C excluded (cl.13)
        quota 6.000000001 (cl.5)
        3 exclusion C: A 1 B 5 C 0 D 6; non-transferable 0
          A excluded (cl.13)
        quota 6.000000001 (cl.5)
        4 exclusion A: A 0 B 6 C 0 D 6; non-transferable 0
          tie BD to exclude: B by stage 1 (cl.40)
          B excluded (cl.13)
          6 not transferred (cl.3)
        5 exclusion B: A 0 B 0 C 0 D 6; non-transferable 6
          D elected (cl.3)""",
    ),
    "cl.19, 41 to 47 equal at every step: the lowest pseudo-random number": (
        "meek_nz_2001",
        1,
        "3 B, 7 D>B, 4 A>B>D, 3 C>D",
        {},
        """\
        quota 8.500000001 (cl.5)
        1 first preferences: A 4 B 3 C 3 D 7; non-transferable 0
        quota 8.500000001 (cl.5)
        2 surplus: A 4 B 3 C 3 D 7; non-transferable 0
          tie BC to exclude: C by pseudo-random number (cl.19)
          C excluded (cl.13)
        quota 8.500000001 (cl.5)
        3 exclusion C: A 4 B 3 C 0 D 10; non-transferable 0
          D elected (cl.12)""",
    ),
    "cl.42 the number of papers enters by its last digit": (
        "meek_nz_2001",
        1,
        "7 D, 6 C>D>B, 6 B",
        {},
        """\
        quota 9.500000001 (cl.5)
        1 first preferences: B 6 C 6 D 7; non-transferable 0
        quota 9.500000001 (cl.5)
        2 surplus: B 6 C 6 D 7; non-transferable 0
          tie BC to exclude: C by pseudo-random number (cl.19)
          C excluded (cl.13)
        quota 9.500000001 (cl.5)
        3 exclusion C: B 6 C 0 D 13; non-transferable 0
          D elected (cl.12)""",
    ),
    "cl.44 the first four numbers are not used": (
        "meek_nz_2001",
        1,
        "7 D, 6 C>D>B, 6 B",
        {"candidates": "ABCD"},
        """\
        quota 9.500000001 (cl.5)
        1 first preferences: A 0 B 6 C 6 D 7; non-transferable 0
        quota 9.500000001 (cl.5)
        2 surplus: A 0 B 6 C 6 D 7; non-transferable 0
          A excluded (cl.13)
        quota 9.500000001 (cl.5)
        3 exclusion A: A 0 B 6 C 6 D 7; non-transferable 0
          tie BC to exclude: B by pseudo-random number (cl.19)
          B excluded (cl.13)
        quota 6.500000001 (cl.5)
        4 exclusion B: A 0 B 0 C 6 D 7; non-transferable 6
          D elected (cl.12)""",
    ),
    "cl.23 where roundings make a keep value rise, the lowest goes": (
        "meek_nz_2001",
        3,
        "6 D>A, 1 B>C",
        {},
        """\
        quota 1.750000001 (cl.5)
        1 first preferences: A 0 B 1 C 0 D 6; non-transferable 0
          D elected (cl.6)
          keep D 0.291666667 (cl.17)
        quota 1.750000001 (cl.5)
        2 surplus D: A 4.249999998 B 1 C 0 D 1.750000002; non-transferable 0
          A elected (cl.12)
          keep A 0.411764707 D 0.291666668 (cl.17)
        quota 1.125000003 (cl.5)
        3 surplus DA: A 1.750000002 B 1 C 0 D 1.750000008; non-transferable 2.49999999
          C excluded (cl.13)
          0 not transferred (cl.3)
        4 exclusion C: A 1.750000002 B 1 C 0 D 1.750000008; non-transferable 2.49999999
          B elected (cl.3)""",
    ),
    "cl.23 an exclusion counts as getting on": (
        "meek_nz_2001",
        2,
        "5 A>C>B, 6 C>A>B>D, 5 D>B, 3 B>C",
        {},
        """\
        quota 6.333333334 (cl.5)
        1 first preferences: A 5 B 3 C 6 D 5; non-transferable 0
        quota 6.333333334 (cl.5)
        2 surplus: A 5 B 3 C 6 D 5; non-transferable 0
          B excluded (cl.13)
        quota 6.333333334 (cl.5)
        3 exclusion B: A 5 B 0 C 9 D 5; non-transferable 0
          C elected (cl.12)
          keep C 0.703703704 (cl.17)
        quota 6.037037038 (cl.5)
        4 surplus C: A 6.777777776 B 0 C 6.333333336 D 5; non-transferable 0.888888888
          A elected (cl.12)""",
    ),
    "withdrawn candidates are passed over; papers that name nobody else are not valid": (
        "meek_nz_2001",
        1,
        "2 A, 3 A>B, 2 C",
        {"withdrawn": "A"},
        """\
        quota 2.500000001 (cl.5)
        1 first preferences: A 0 B 3 C 2; non-transferable 0
          B elected (cl.6)""",
    ),
    "as calculated, cl.10: what is allotted is rounded up, the rest of the paper is left": (
        "meek_nz_2001_calculator",
        3,
        "8 B>A>C, 9 A>C>D>B",
        {},
        """\
        quota 4.250000001 (cl.5)
        1 first preferences: A 9 B 8 C 0 D 0; non-transferable 0
          A elected (cl.6)
          B elected (cl.6)
          keep A 0.472222223 B 0.531250001 (cl.17)
        quota 4.250000001 (cl.5)
        2 surplus AB: A 6.020833343 B 4.250000008 C 6.729166649 D 0; non-transferable 0
          C elected (cl.12)""",
    ),
    "as calculated, cl.13: candidates may be excluded after the first step": (
        "meek_nz_2001_calculator",
        2,
        "4 B, 8 A>B",
        {"candidates": "ABC"},
        """\
        quota 4.000000001 (cl.5)
        1 first preferences: A 8 B 4 C 0; non-transferable 0
          A elected (cl.6)
          C excluded (cl.13)
          keep A 0.500000001 (cl.17)
        quota 4.000000001 (cl.5)
        2 exclusion C: A 4.000000008 B 7.999999992 C 0; non-transferable 0
          B elected (cl.12)""",
    ),
    "as calculated, cl.13: all without a vote go together": (
        "meek_nz_2001_calculator",
        1,
        "1 D, 1 A",
        {"candidates": "ABCD"},
        """\
        quota 1.000000001 (cl.5)
        1 first preferences: A 1 B 0 C 0 D 1; non-transferable 0
          B excluded (cl.13)
          C excluded (cl.13)
        quota 1.000000001 (cl.5)
        2 exclusion BC: A 1 B 0 C 0 D 1; non-transferable 0
          tie AD to exclude: D by pseudo-random number (cl.19)
          D excluded (cl.13)
        quota 0.500000001 (cl.5)
        3 exclusion D: A 1 B 0 C 0 D 0; non-transferable 1
          A elected (cl.12)""",
    ),
    "as calculated, cl.3: the votes are allotted once more after the last exclusion": (
        "meek_nz_2001_calculator",
        2,
        "6 A>B, 3 C>B",
        {},
        """\
        quota 3.000000001 (cl.5)
        1 first preferences: A 6 B 0 C 3; non-transferable 0
          A elected (cl.6)
          B excluded (cl.13)
          keep A 0.500000001 (cl.17)
        quota 2.000000003 (cl.5)
        2 exclusion B: A 3.000000006 B 0 C 3; non-transferable 2.999999994
          C elected (cl.12)""",
    ),
    "as calculated, cl.42, 43 and 48: other numbers": (
        "meek_nz_2001_calculator",
        1,
        "3 B, 7 D>B, 4 A>B>D, 3 C>D",
        {},
        """\
        quota 8.500000001 (cl.5)
        1 first preferences: A 4 B 3 C 3 D 7; non-transferable 0
          tie BC to exclude: C by pseudo-random number (cl.19)
          C excluded (cl.13)
        quota 8.500000001 (cl.5)
        2 exclusion C: A 4 B 3 C 0 D 10; non-transferable 0
          D elected (cl.12)""",
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


def test_numbers_of_the_schedule(sheet_of):
    # cl.42: x = 3 + 5, y = 2, z = 17 + 1 000 x 7; cl.43 worked through by hand; cl.44: the fifth number is A's.
    sheet = sheet_of("17 A>B>C", vacancies=2)
    assert rule_module.numbers_of_the_schedule(sheet) == {0: 9780, 1: 18483, 2: 24382}


def test_numbers_as_calculated(sheet_of):
    sheet = sheet_of("17 A>B>C", vacancies=2)
    assert rule_module.numbers_as_calculated(sheet) == {0: 9172, 1: 3236, 2: 7931}


def test_a_number_already_given_is_passed_by(sheet_of):
    sheet = sheet_of("17 A>B>C", vacancies=2)
    assert rule_module.distinct(sheet, iter([5, 5, 9, 5, 9, 7])) == {0: 5, 1: 9, 2: 7}


def test_no_lot_is_ever_asked_for(hold):
    assert hold("meek_nz_2001", 1, "2 A, 2 B", lots=NO_LOTS).elected == (0,)
