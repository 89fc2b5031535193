"""SSI 2011/399, Schedule 1, clause by clause: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.lots import Draw, LotNeeded, Lots, Purpose

CASES = {
    "r.44 a gap ends the paper, an equal preference ends it, without a first preference it is invalid": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        """\
        quota 6 (r.47)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (r.51(1))
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          C excluded (r.51(1))
          4 not transferred (r.53(2))
        3 exclusion C: A 5 B 0 C 0; non-transferable 6
          A elected (r.53(1))""",
    ),
    "r.47 quota: papers divided by vacancies + 1, decimal places ignored, then increased by one": (
        2,
        "5 A, 4 B, 2 C",
        """\
        quota 4 (r.47)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (r.48(1))
          B elected (r.48(1))""",
    ),
    "r.47 quota: increased by one even where the division is exact": (
        1,
        "4 A, 3 B>A, 1 C>B",
        """\
        quota 5 (r.47)
        1 first preferences: A 4 B 3 C 1; non-transferable 0
          C excluded (r.51(1))
        2 exclusion C: A 4 B 4 C 0; non-transferable 0
          tie AB to exclude: B by stage 1 (r.52(2)(a))
          B excluded (r.51(1))
          4 not transferred (r.53(2))
        3 exclusion B: A 4 B 0 C 0; non-transferable 4
          A elected (r.53(1))""",
    ),
    "r.48(1) exactly on the quota elects, and leaves no surplus to transfer": (
        2,
        "4 A>C, 3 B, 2 C, 1 D>C",
        """\
        quota 4 (r.47)
        1 first preferences: A 4 B 3 C 2 D 1; non-transferable 0
          A elected (r.48(1))
          D excluded (r.51(1))
        2 exclusion D: A 4 B 3 C 3 D 0; non-transferable 0
          tie BC to exclude: C by stage 1 (r.52(2)(a))
          C excluded (r.51(1))
          3 not transferred (r.53(2))
        3 exclusion C: A 4 B 3 C 0 D 0; non-transferable 3
          B elected (r.53(1))""",
    ),
    "r.49(3) five places, the remainder ignored; both the cut and spent papers are non-transferable": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 5 C",
        """\
        quota 9 (r.47)
        1 first preferences: A 14 B 5 C 5; non-transferable 0
          A elected (r.48(1))
          0.00004 lost to rounding (r.49(3))
        2 surplus A: A 9 B 7.49998 C 7.14284; non-transferable 0.35718
          C excluded (r.51(1))
          7.14284 not transferred (r.53(2))
        3 exclusion C: A 9 B 7.49998 C 0; non-transferable 7.50002
          B elected (r.53(1))""",
    ),
    "r.49(3) a paper's value is surplus x value when received / votes credited": (
        3,
        "12 A>B>C, 4 B>C, 3 C, 2 D, 3 E>D",
        """\
        quota 7 (r.47)
        1 first preferences: A 12 B 4 C 3 D 2 E 3; non-transferable 0
          A elected (r.48(1))
          0.00008 lost to rounding (r.49(3))
        2 surplus A: A 7 B 8.99992 C 3 D 2 E 3; non-transferable 0.00008
          B elected (r.48(1))
          0.00012 lost to rounding (r.49(3))
        3 surplus B: A 7 B 7 C 4.9998 D 2 E 3; non-transferable 0.0002
          D excluded (r.51(1))
        4 exclusion D: A 7 B 7 C 4.9998 D 0 E 3; non-transferable 2.0002
          E excluded (r.51(1))
          3 not transferred (r.53(2))
        5 exclusion E: A 7 B 7 C 4.9998 D 0 E 0; non-transferable 5.0002
          C elected (r.53(1))""",
    ),
    "r.49(2) papers go to continuing candidates only: the elected are passed over": (
        2,
        "6 A>B>C, 5 B, 2 C, 2 D",
        """\
        quota 6 (r.47)
        1 first preferences: A 6 B 5 C 2 D 2; non-transferable 0
          A elected (r.48(1))
          tie CD to exclude: C by lot (r.52(2)(b))
          C excluded (r.51(1))
        2 exclusion C: A 6 B 5 C 0 D 2; non-transferable 2
          D excluded (r.51(1))
          2 not transferred (r.53(2))
        3 exclusion D: A 6 B 5 C 0 D 0; non-transferable 4
          B elected (r.53(1))""",
    ),
    "r.50(1) the highest surplus first: a new and higher one overtakes an older": (
        4,
        "8 A>D, 13 B>C>D, 3 C, 1 D, 1 E",
        """\
        quota 6 (r.47)
        1 first preferences: A 8 B 13 C 3 D 1 E 1; non-transferable 0
          B elected (r.48(1))
          A elected (r.48(1))
          0.00002 lost to rounding (r.49(3))
        2 surplus B: A 8 B 6 C 9.99998 D 1 E 1; non-transferable 0.00002
          C elected (r.48(1))
          0.00007 lost to rounding (r.49(3))
        3 surplus C: A 8 B 6 C 6 D 3.79994 E 1; non-transferable 1.20006
        4 surplus A: A 6 B 6 C 6 D 5.79994 E 1; non-transferable 1.20006
          E excluded (r.51(1))
          1 not transferred (r.53(2))
        5 exclusion E: A 6 B 6 C 6 D 5.79994 E 0; non-transferable 2.20006
          D elected (r.53(1))""",
    ),
    "r.50(2) equal surpluses: the one with more votes at the most recent stage that differs": (
        4,
        "10 A>B, 6 A>C, 5 B>D, 7 C>D, 5 D, 2 E",
        """\
        quota 8 (r.47)
        1 first preferences: A 16 B 5 C 7 D 5 E 2; non-transferable 0
          A elected (r.48(1))
        2 surplus A: A 8 B 10 C 10 D 5 E 2; non-transferable 0
          B elected (r.48(1))
          C elected (r.48(1))
          tie BC to transfer: C by stage 1 (r.50(2))
        3 surplus C: A 8 B 10 C 8 D 6.4 E 2; non-transferable 0.6
        4 surplus B: A 8 B 8 C 8 D 7.4 E 2; non-transferable 1.6
          E excluded (r.51(1))
          2 not transferred (r.53(2))
        5 exclusion E: A 8 B 8 C 8 D 7.4 E 0; non-transferable 3.6
          D elected (r.53(1))""",
    ),
    "r.50(3) equal at all stages: by lot, the first in the lot is transferred first": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D",
        """\
        quota 6 (r.47)
        1 first preferences: A 9 B 9 C 2 D 3; non-transferable 0
          A elected (r.48(1))
          B elected (r.48(1))
          tie AB to transfer: A by lot (r.50(3))
          0.00003 lost to rounding (r.49(3))
        2 surplus A: A 6 B 9 C 4.99997 D 3; non-transferable 0.00003
          0.00003 lost to rounding (r.49(3))
        3 surplus B: A 6 B 6 C 4.99997 D 5.99997; non-transferable 0.00006
          C excluded (r.51(1))
          4.99997 not transferred (r.53(2))
        4 exclusion C: A 6 B 6 C 0 D 5.99997; non-transferable 5.00003
          D elected (r.53(1))""",
    ),
    "r.51(4) an excluded candidate's papers keep the value at which they came": (
        2,
        "12 A>C>B, 6 B, 1 C>B, 5 D>B, 2 E",
        """\
        quota 9 (r.47)
        1 first preferences: A 12 B 6 C 1 D 5 E 2; non-transferable 0
          A elected (r.48(1))
        2 surplus A: A 9 B 6 C 4 D 5 E 2; non-transferable 0
          E excluded (r.51(1))
        3 exclusion E: A 9 B 6 C 4 D 5 E 0; non-transferable 2
          C excluded (r.51(1))
        4 exclusion C: A 9 B 10 C 0 D 5 E 0; non-transferable 2
          B elected (r.48(1))""",
    ),
    "r.52(2)(a) the lowest at the most recent stage at which the tied differed": (
        1,
        "8 A, 5 B, 4 C, 1 D>C, 3 E",
        """\
        quota 11 (r.47)
        1 first preferences: A 8 B 5 C 4 D 1 E 3; non-transferable 0
          D excluded (r.51(1))
        2 exclusion D: A 8 B 5 C 5 D 0 E 3; non-transferable 0
          E excluded (r.51(1))
        3 exclusion E: A 8 B 5 C 5 D 0 E 0; non-transferable 3
          tie BC to exclude: C by stage 1 (r.52(2)(a))
          C excluded (r.51(1))
        4 exclusion C: A 8 B 5 C 0 D 0 E 0; non-transferable 8
          B excluded (r.51(1))
          5 not transferred (r.53(2))
        5 exclusion B: A 8 B 0 C 0 D 0 E 0; non-transferable 13
          A elected (r.53(1))""",
    ),
    "r.52(2)(a) reading: of three tied, an earlier stage leaves two, a still earlier one decides": (
        1,
        "14 A, 5 B, 3 C, 4 D, 1 E>C, 1 F>C, 1 F>D",
        """\
        quota 15 (r.47)
        1 first preferences: A 14 B 5 C 3 D 4 E 1 F 2; non-transferable 0
          E excluded (r.51(1))
        2 exclusion E: A 14 B 5 C 4 D 4 E 0 F 2; non-transferable 0
          F excluded (r.51(1))
        3 exclusion F: A 14 B 5 C 5 D 5 E 0 F 0; non-transferable 0
          tie BCD to exclude: C by stage 1 (r.52(2)(a))
          C excluded (r.51(1))
        4 exclusion C: A 14 B 5 C 0 D 5 E 0 F 0; non-transferable 5
          tie BD to exclude: D by stage 2 (r.52(2)(a))
          D excluded (r.51(1))
        5 exclusion D: A 14 B 5 C 0 D 0 E 0 F 0; non-transferable 10
          B excluded (r.51(1))
          5 not transferred (r.53(2))
        6 exclusion B: A 14 B 0 C 0 D 0 E 0 F 0; non-transferable 15
          A elected (r.53(1))""",
    ),
    "r.52(2)(b) reading: the lot is drawn among those whom no stage tells apart": (
        1,
        "14 A, 5 B, 4 C, 4 D, 1 E>C, 1 E>D",
        """\
        quota 15 (r.47)
        1 first preferences: A 14 B 5 C 4 D 4 E 2; non-transferable 0
          E excluded (r.51(1))
        2 exclusion E: A 14 B 5 C 5 D 5 E 0; non-transferable 0
          tie BCD, then CD, to exclude: C by lot (r.52(2)(b))
          C excluded (r.51(1))
        3 exclusion C: A 14 B 5 C 0 D 5 E 0; non-transferable 5
          tie BD to exclude: D by stage 1 (r.52(2)(a))
          D excluded (r.51(1))
        4 exclusion D: A 14 B 5 C 0 D 0 E 0; non-transferable 10
          B excluded (r.51(1))
          5 not transferred (r.53(2))
        5 exclusion B: A 14 B 0 C 0 D 0 E 0; non-transferable 15
          A elected (r.53(1))""",
    ),
    "r.53(1) as many continuing as vacancies left: elected without the quota, most votes first": (
        2,
        "7 A, 2 B, 3 C",
        """\
        quota 5 (r.47)
        1 first preferences: A 7 B 2 C 3; non-transferable 0
          A elected (r.48(1))
          0.00003 lost to rounding (r.49(3))
        2 surplus A: A 5 B 2 C 3; non-transferable 2
          B excluded (r.51(1))
          2 not transferred (r.53(2))
        3 exclusion B: A 5 B 0 C 3; non-transferable 4
          C elected (r.53(1))""",
    ),
    "r.53(1) fewer candidates than vacancies: all elected at the first stage": (
        3,
        "1 A, 2 B",
        """\
        quota 1 (r.47)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (r.48(1))
          A elected (r.48(1))""",
    ),
    "r.53 all vacancies filled by quota: surpluses left are not transferred": (
        2,
        "8 A>C, 6 B>C, 1 C",
        """\
        quota 6 (r.47)
        1 first preferences: A 8 B 6 C 1; non-transferable 0
          A elected (r.48(1))
          B elected (r.48(1))""",
    ),
    "no valid paper: quota one, everything by lot": (
        1,
        "1 A=B, 2 -",
        """\
        quota 1 (r.47)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (r.52(2)(b))
          A excluded (r.51(1))
          0 not transferred (r.53(2))
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (r.53(1))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, expected = CASES[clause]
    assert sheet(hold("scotland_2011", vacancies, papers)) == dedent(expected)


def test_r_53_2_ecount_shows_the_last_transfer(hold, sheet):
    papers = "7 A>C, 2 B>C, 3 C, 1 D>B"
    assert sheet(hold("scotland_2011", 2, papers)) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 7 B 2 C 3 D 1; non-transferable 0
          A elected (r.48(1))
          0.00003 lost to rounding (r.49(3))
        2 surplus A: A 5 B 2 C 4.99997 D 1; non-transferable 0.00003
          D excluded (r.51(1))
        3 exclusion D: A 5 B 3 C 4.99997 D 0; non-transferable 0.00003
          B excluded (r.51(1))
          3 not transferred (r.53(2))
        4 exclusion B: A 5 B 0 C 4.99997 D 0; non-transferable 3.00003
          C elected (r.53(1))""")
    assert sheet(hold("scotland_2011_ecount", 2, papers)) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 7 B 2 C 3 D 1; non-transferable 0
          A elected (r.48(1))
          0.00003 lost to rounding (r.49(3))
        2 surplus A: A 5 B 2 C 4.99997 D 1; non-transferable 0.00003
          D excluded (r.51(1))
        3 exclusion D: A 5 B 3 C 4.99997 D 0; non-transferable 0.00003
          B excluded (r.51(1))
        4 exclusion B: A 5 B 0 C 6.99997 D 0; non-transferable 1.00003
          C elected (r.48(1))""")


@pytest.mark.parametrize(("drawn", "elected"), [("CD", "B"), ("DC", "A")])
def test_r_52_2_b_a_recorded_draw_settles_the_tie_it_was_drawn_for(drawn, elected, hold):
    order = tuple("ABCD".index(c) for c in drawn)
    lots = Lots(draws=(Draw(order, Purpose.EXCLUDE, "drawn by the teller, watched by two"),))
    transcript = hold("scotland_2011", 1, "4 A, 3 B, 2 C>B, 2 D>C", lots=lots)
    assert "".join(transcript.contest.names(transcript.elected)) == elected


def test_r_52_2_b_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("scotland_2011", 1, "3 A, 2 B, 2 C", lots=Lots())
    assert stopped.value.question == "lot needed at stage 2 (r.52(2)(b)): who is excluded, B or C?"


def test_r_50_3_a_draw_for_exclusion_does_not_settle_a_transfer(hold):
    lots = Lots(draws=(Draw((0, 1), Purpose.EXCLUDE),))
    with pytest.raises(LotNeeded) as stopped:
        hold("scotland_2011", 3, "9 A>C, 9 B>D, 2 C, 3 D", lots=lots)
    assert stopped.value.question == "lot needed at stage 2 (r.50(3)): whose surplus is transferred first, A or B?"


def test_protected_candidates_are_passed_by_when_the_lowest_is_sought(hold, sheet):
    transcript = hold("scotland_2011", 2, "4 A, 3 B, 2 C, 1 D, 4 E", protected="D")
    assert sheet(transcript) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 4 B 3 C 2 D 1 E 4; non-transferable 0
          C excluded (r.51(1))
        2 exclusion C: A 4 B 3 C 0 D 1 E 4; non-transferable 2
          B excluded (r.51(1))
        3 exclusion B: A 4 B 0 C 0 D 1 E 4; non-transferable 5
          tie AE to exclude: A by lot (r.52(2)(b))
          A excluded (r.51(1))
          4 not transferred (r.53(2))
        4 exclusion A: A 0 B 0 C 0 D 1 E 4; non-transferable 9
          E elected (r.53(1))
          D elected (r.53(1))""")


def test_a_place_reserved_for_a_protected_candidate_goes_to_nobody_else(hold, sheet):
    transcript = hold("scotland_2011", 2, "4 A, 4 B, 2 C, 1 D", protected="D")
    assert sheet(transcript) == dedent("""\
        quota 4 (r.47)
        1 first preferences: A 4 B 4 C 2 D 1; non-transferable 0
          A elected (r.48(1))
          D elected (r.53(1))""")
