"""The reference rule for WIGM, step by step: one hand-made count each, its whole count sheet by hand."""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots
from hustings.count.transcript import Transfer

CASES = {
    "A.1 quota: cut to four places, plus 0.0001": (
        2,
        "5 A, 4 B, 2 C",
        {},
        """\
        quota 3.6667 (A.1)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          A elected (B.1)
          B elected (B.1)""",
    ),
    "A.1 quota: 0.0001 is added to an exact division too": (
        1,
        "4 A, 3 B>A, 1 C>B",
        {},
        """\
        quota 4.0001 (A.1)
        1 first preferences: A 4 B 3 C 1; non-transferable 0
          C excluded (B.4)
        2 exclusion C: A 4 B 4 C 0; non-transferable 0
          tie AB to exclude: A by lot (D.1)
          A excluded (B.4)
          4 not transferred (D.3)
        3 exclusion A: A 0 B 4 C 0; non-transferable 4
          B elected (C)""",
    ),
    "A.3 no more candidates than vacancies: all elected": (
        3,
        "1 A, 2 B",
        {},
        """\
        quota 0.7501 (A.1)
        1 first preferences: A 1 B 2; non-transferable 0
          B elected (C)
          A elected (C)""",
    ),
    "B.1 exactly the quota elects; B.3 a surplus of zero is transferred, worth nothing": (
        3,
        "49 A>B>D, 1 A, 1 B>C, 25 C, 15 D, 10 E",
        {},
        """\
        quota 25.2501 (A.1)
        1 first preferences: A 50 B 1 C 25 D 15 E 10; non-transferable 0
          A elected (B.1)
          0.0049 lost to rounding (D.4)
        2 surplus A: A 25.2501 B 25.2501 C 25 D 15 E 10; non-transferable 0.4998
          B elected (B.1)
        3 surplus B: A 25.2501 B 25.2501 C 25 D 15 E 10; non-transferable 0.4998
          E excluded (B.4)
        4 exclusion E: A 25.2501 B 25.2501 C 25 D 15 E 0; non-transferable 10.4998
          D excluded (B.4)
          15 not transferred (D.3)
        5 exclusion D: A 25.2501 B 25.2501 C 25 D 0 E 0; non-transferable 25.4998
          C elected (C)""",
    ),
    "D.2 papers whose value is cut to nothing go nowhere": (
        3,
        "39 A>B>C, 41 A, 6 B>C, 15 C, 12 D, 8 E",
        {},
        """\
        quota 30.2501 (A.1)
        1 first preferences: A 80 B 6 C 15 D 12 E 8; non-transferable 0
          A elected (B.1)
          0.0059 lost to rounding (D.4)
        2 surplus A: A 30.2501 B 30.2502 C 15 D 12 E 8; non-transferable 25.4997
          B elected (B.1)
          0.0001 lost to rounding (D.4)
        3 surplus B: A 30.2501 B 30.2501 C 15 D 12 E 8; non-transferable 25.4998
          E excluded (B.4)
        4 exclusion E: A 30.2501 B 30.2501 C 15 D 12 E 0; non-transferable 33.4998
          D excluded (B.4)
          12 not transferred (D.3)
        5 exclusion D: A 30.2501 B 30.2501 C 15 D 0 E 0; non-transferable 45.4998
          C elected (C)""",
    ),
    "B.2 left out: the lowest goes alone": (
        2,
        "9 A, 8 B, 7 C, 2 D>B, 3 E>C",
        {},
        """\
        quota 9.6667 (A.1)
        1 first preferences: A 9 B 8 C 7 D 2 E 3; non-transferable 0
          D excluded (B.4)
        2 exclusion D: A 9 B 10 C 7 D 0 E 3; non-transferable 0
          B elected (B.1)
          0.0003 lost to rounding (D.4)
        3 surplus B: A 9 B 9.6667 C 7 D 0 E 3; non-transferable 0.3333
          E excluded (B.4)
        4 exclusion E: A 9 B 9.6667 C 10 D 0 E 0; non-transferable 0.3333
          C elected (B.1)""",
    ),
    "B.2 sure losers together": (
        2,
        "9 A, 8 B, 7 C, 2 D>B, 3 E>C",
        {"rule": "wigm_prf_2009_batch"},
        """\
        quota 9.6667 (A.1)
        1 first preferences: A 9 B 8 C 7 D 2 E 3; non-transferable 0
          D excluded (B.2)
          E excluded (B.2)
        2 exclusion DE: A 9 B 10 C 10 D 0 E 0; non-transferable 0
          B elected (B.1)
          C elected (B.1)""",
    ),
    "B.2(c) less than the next, not equal": (
        2,
        "9 A, 8 B, 5 C, 2 D>B, 3 E>C",
        {"rule": "wigm_prf_2009_batch"},
        """\
        quota 9.0001 (A.1)
        1 first preferences: A 9 B 8 C 5 D 2 E 3; non-transferable 0
          D excluded (B.2)
        2 exclusion D: A 9 B 10 C 5 D 0 E 3; non-transferable 0
          B elected (B.1)
          E excluded (B.2)
          C excluded (B.2)
          3 not transferred (D.3)
          5 not transferred (D.3)
        3 exclusion EC: A 9 B 10 C 0 D 0 E 0; non-transferable 8
          A elected (C)""",
    ),
    "B.2(c) surpluses count with the set": (
        2,
        "10 A>D, 1 D, 2 E>B, 4 B, 5 C",
        {"rule": "wigm_prf_2009_batch"},
        """\
        quota 7.3334 (A.1)
        1 first preferences: A 10 B 4 C 5 D 1 E 2; non-transferable 0
          A elected (B.1)
          0.0006 lost to rounding (D.4)
        2 surplus A: A 7.3334 B 4 C 5 D 3.666 E 2; non-transferable 0.0006
          E excluded (B.2)
        3 exclusion E: A 7.3334 B 6 C 5 D 3.666 E 0; non-transferable 0.0006
          D excluded (B.2)
        4 exclusion D: A 7.3334 B 6 C 5 D 0 E 0; non-transferable 3.6666
          C excluded (B.2)
          5 not transferred (D.3)
        5 exclusion C: A 7.3334 B 6 C 0 D 0 E 0; non-transferable 8.6666
          B elected (C)""",
    ),
    "B.2(a) enough remain for the vacancies": (
        3,
        "1 C>D, 31 C, 1 D, 11 A, 8 B>D",
        {"rule": "wigm_prf_2009_batch"},
        """\
        quota 13.0001 (A.1)
        1 first preferences: A 11 B 8 C 32 D 1; non-transferable 0
          C elected (B.1)
          0.0015 lost to rounding (D.4)
        2 surplus C: A 11 B 8 C 13.0001 D 1.5937; non-transferable 18.4062
          D excluded (B.2)
          1.5937 not transferred (D.3)
        3 exclusion D: A 11 B 8 C 13.0001 D 0; non-transferable 19.9999
          A elected (C)
          B elected (C)""",
    ),
    "B.2 before any surplus is transferred": (
        2,
        "9 A>D, 1 D, 5 B, 6 C",
        {"rule": "wigm_prf_2009_batch"},
        """\
        quota 7.0001 (A.1)
        1 first preferences: A 9 B 5 C 6 D 1; non-transferable 0
          A elected (B.1)
          D excluded (B.2)
        2 exclusion D: A 9 B 5 C 6 D 0; non-transferable 1
          0.0001 lost to rounding (D.4)
        3 surplus A: A 7.0001 B 5 C 6 D 0; non-transferable 2.9999
          B excluded (B.2)
          5 not transferred (D.3)
        4 exclusion B: A 7.0001 B 0 C 6 D 0; non-transferable 7.9999
          C elected (C)""",
    ),
    "B.3 all papers move, at value x surplus / votes": (
        2,
        "7 A>B, 6 A>C, 1 A, 5 B, 5 C",
        {},
        """\
        quota 8.0001 (A.1)
        1 first preferences: A 14 B 5 C 5; non-transferable 0
          A elected (B.1)
          0.0009 lost to rounding (D.4)
        2 surplus A: A 8.0001 B 7.9995 C 7.571; non-transferable 0.4294
          C excluded (B.4)
          7.571 not transferred (D.3)
        3 exclusion C: A 8.0001 B 7.9995 C 0; non-transferable 8.0004
          B elected (C)""",
    ),
    "B.3 D.4 the product is cut, then the quotient": (
        3,
        "5 A>D, 5 B>A>D>C, 5 D>B, 2 C>B>A, 12 D",
        {},
        """\
        quota 7.2501 (A.1)
        1 first preferences: A 5 B 5 C 2 D 17; non-transferable 0
          D elected (B.1)
          0.0004 lost to rounding (D.4)
        2 surplus D: A 5 B 7.8675 C 2 D 7.2501; non-transferable 6.8824
          B elected (B.1)
          0.0009 lost to rounding (D.4)
        3 surplus B: A 5.392 B 7.2501 C 2 D 7.2501; non-transferable 7.1078
          C excluded (B.4)
          2 not transferred (D.3)
        4 exclusion C: A 5.392 B 7.2501 C 0 D 7.2501; non-transferable 9.1078
          A elected (C)""",
    ),
    "B.3 the largest surplus first": (
        3,
        "3 B, 2 A, 6 C, 7 D>A",
        {},
        """\
        quota 4.5001 (A.1)
        1 first preferences: A 2 B 3 C 6 D 7; non-transferable 0
          D elected (B.1)
          C elected (B.1)
          0.0002 lost to rounding (D.4)
        2 surplus D: A 4.4997 B 3 C 6 D 4.5001; non-transferable 0.0002
          0.0005 lost to rounding (D.4)
        3 surplus C: A 4.4997 B 3 C 4.5001 D 4.5001; non-transferable 1.5001
          B excluded (B.4)
          3 not transferred (D.3)
        4 exclusion B: A 4.4997 B 0 C 4.5001 D 4.5001; non-transferable 4.5001
          A elected (C)""",
    ),
    "D.1 equal surpluses: the order drawn beforehand": (
        3,
        "12 A>C, 12 B>D, 5 C, 6 D, 1 E",
        {"lots": "BACDE"},
        """\
        quota 9.0001 (A.1)
        1 first preferences: A 12 B 12 C 5 D 6 E 1; non-transferable 0
          A elected (B.1)
          B elected (B.1)
          tie AB to transfer: B by lot (D.1)
          0.0011 lost to rounding (D.4)
        2 surplus B: A 12 B 9.0001 C 5 D 8.9988 E 1; non-transferable 0.0011
          0.0011 lost to rounding (D.4)
        3 surplus A: A 9.0001 B 9.0001 C 7.9988 D 8.9988 E 1; non-transferable 0.0022
          E excluded (B.4)
        4 exclusion E: A 9.0001 B 9.0001 C 7.9988 D 8.9988 E 0; non-transferable 1.0022
          C excluded (B.4)
          7.9988 not transferred (D.3)
        5 exclusion C: A 9.0001 B 9.0001 C 0 D 8.9988 E 0; non-transferable 9.001
          D elected (C)""",
    ),
    "B.4 D.1 equal lowest: the order drawn beforehand, no earlier round": (
        1,
        "8 A, 5 B, 4 C, 1 D>C, 3 E",
        {"lots": "EDBCA"},
        """\
        quota 10.5001 (A.1)
        1 first preferences: A 8 B 5 C 4 D 1 E 3; non-transferable 0
          D excluded (B.4)
        2 exclusion D: A 8 B 5 C 5 D 0 E 3; non-transferable 0
          E excluded (B.4)
        3 exclusion E: A 8 B 5 C 5 D 0 E 0; non-transferable 3
          tie BC to exclude: B by lot (D.1)
          B excluded (B.4)
        4 exclusion B: A 8 B 0 C 5 D 0 E 0; non-transferable 8
          C excluded (B.4)
          5 not transferred (D.3)
        5 exclusion C: A 8 B 0 C 0 D 0 E 0; non-transferable 13
          A elected (C)""",
    ),
    "B.4 D.2 papers keep their value": (
        2,
        "12 A>C>B, 6 B, 1 C>B, 5 D>B, 2 E",
        {},
        """\
        quota 8.6667 (A.1)
        1 first preferences: A 12 B 6 C 1 D 5 E 2; non-transferable 0
          A elected (B.1)
          0.0009 lost to rounding (D.4)
        2 surplus A: A 8.6667 B 6 C 4.3324 D 5 E 2; non-transferable 0.0009
          E excluded (B.4)
        3 exclusion E: A 8.6667 B 6 C 4.3324 D 5 E 0; non-transferable 2.0009
          C excluded (B.4)
        4 exclusion C: A 8.6667 B 10.3324 C 0 D 5 E 0; non-transferable 2.0009
          B elected (B.1)""",
    ),
    "D.3 no transfer once the count is complete": (
        2,
        "7 A, 2 B>C, 3 C",
        {},
        """\
        quota 4.0001 (A.1)
        1 first preferences: A 7 B 2 C 3; non-transferable 0
          A elected (B.1)
          0.0004 lost to rounding (D.4)
        2 surplus A: A 4.0001 B 2 C 3; non-transferable 2.9999
          B excluded (B.4)
          2 not transferred (D.3)
        3 exclusion B: A 4.0001 B 0 C 3; non-transferable 4.9999
          C elected (C)""",
    ),
    "a gap or an equal preference ends a paper; invalid without a first preference": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 5.5001 (A.1)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (B.4)
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          C excluded (B.4)
          4 not transferred (D.3)
        3 exclusion C: A 5 B 0 C 0; non-transferable 6
          A elected (C)""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 0.0001 (A.1)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (D.1)
          A excluded (B.4)
          0 not transferred (D.3)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (C)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 0.3334 (A.1)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (B.1)
        2 surplus A: A 0.3334 B 0.6666 C 0; non-transferable 0
          B elected (B.1)""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 3.0001 (A.1)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (B.1)
          0.0005 lost to rounding (D.4)
        2 surplus A: A 3.0001 B 5.9994 C 0 D 0; non-transferable 0.0005
          B elected (B.1)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 0.0001 (A.1)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 4.5001 (A.1)
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (B.1)
          0.0004 lost to rounding (D.4)
        2 surplus A: A 4.5001 B 4 C 4 D 2 E 3; non-transferable 0.4999
          E excluded (B.4)
        3 exclusion E: A 4.5001 B 4 C 4 D 2 E 0; non-transferable 3.4999
          tie BC to exclude: B by lot (D.1)
          B excluded (B.4)
          4 not transferred (D.3)
        4 exclusion B: A 4.5001 B 0 C 4 D 2 E 0; non-transferable 7.4999
          C elected (C)
          D elected (C)""",
    ),
    "a protected candidate is not among the sure losers": (
        3,
        "6 A, 4 B, 4 C, 1 E>A, 1 D",
        {"rule": "wigm_prf_2009_batch", "protected": "D"},
        """\
        quota 4.0001 (A.1)
        1 first preferences: A 6 B 4 C 4 D 1 E 1; non-transferable 0
          A elected (B.1)
          E excluded (B.2)
        2 exclusion E: A 6 B 4 C 4 D 1 E 0; non-transferable 1
          0.0001 lost to rounding (D.4)
        3 surplus A: A 4.0001 B 4 C 4 D 1 E 0; non-transferable 2.9999
          tie BC to exclude: B by lot (D.1)
          B excluded (B.4)
          4 not transferred (D.3)
        4 exclusion B: A 4.0001 B 0 C 4 D 1 E 0; non-transferable 6.9999
          C elected (C)
          D elected (C)""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "wigm_prf_2009", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


def test_d_2_papers_without_value_go_to_nobody(hold):
    transcript = hold("wigm_prf_2009", 3, "39 A>B>C, 41 A, 6 B>C, 15 C, 12 D, 8 E")
    moved = [e for e in transcript.of_stage(3) if isinstance(e, Transfer)]
    assert [(e.target, e.papers, e.value) for e in moved] == [(None, 6, 0), (None, 39, 0)]


@pytest.mark.parametrize(
    ("vacancies", "papers", "question"),
    [
        (
            3,
            "12 A>C, 12 B>D, 5 C, 6 D, 1 E",
            "lot needed at stage 2 (D.1): whose surplus is transferred first, A or B?",
        ),
        (2, "4 A, 4 B, 2 C, 2 D", "lot needed at stage 2 (D.1): who is excluded, C or D?"),
    ],
)
def test_d_1_without_a_lot_the_count_stops_and_asks(vacancies, papers, question, hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("wigm_prf_2009", vacancies, papers, lots=Lots())
    assert stopped.value.question == question
