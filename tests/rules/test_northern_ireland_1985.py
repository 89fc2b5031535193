"""SI 1985/454, rules 46 to 52, clause by clause: one hand-made count each, its whole count sheet by hand.

Exclusions show the votes after each sub-parcel, then those at the end of the stage.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import LotNeeded, Lots

CASES = {
    "r.48(2) quota: one more than papers / (vacancies + 1), also where that is exact": (
        2,
        "5 A, 4 B, 3 C",
        {},
        """\
        quota 5 (r.48(2))
        1 first preferences: A 5 B 4 C 3; non-transferable 0
          A elected (r.48(3))
          B elected (r.52(2))""",
    ),
    "r.48(3) whoever equals the quota is elected": (
        2,
        "6 A>D, 5 B, 4 C, 1 D>B",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 6 B 5 C 4 D 1; non-transferable 0
          A elected (r.48(3))
          B elected (r.52(2))""",
    ),
    "r.48(3) with one vacancy a majority is elected under r.52(2)": (
        1,
        "6 A, 3 B, 1 C",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 6 B 3 C 1; non-transferable 0
          A elected (r.52(2))""",
    ),
    "r.49(4) surplus / papers transferred, to two decimals; others do not count": (
        2,
        "11 A>B, 5 A, 4 B, 5 C, 3 D>C",
        {},
        """\
        quota 10 (r.48(2))
        1 first preferences: A 16 B 4 C 5 D 3; non-transferable 0
          A elected (r.48(3))
          0.06 lost to rounding (r.50(2)(c))
        2 surplus A: A 10 B 9.94 C 5 D 3; non-transferable 0.06
          B elected (r.52(2))""",
    ),
    "r.49(4) reading: no first preference gains value": (
        2,
        "12 A, 2 A>B, 7 B, 6 C>B, 3 D",
        {},
        """\
        quota 11 (r.48(2))
        1 first preferences: A 14 B 7 C 6 D 3; non-transferable 0
          A elected (r.48(3))
          1 set aside (r.50(2)(c))
        2 surplus A: A 11 B 9 C 6 D 3; non-transferable 1
          B elected (r.52(2))""",
    ),
    "r.49(5) a later surplus: only the sub-parcel last received": (
        2,
        "11 C>A, 12 B>C, 11 D>C, 7 A>D>B",
        {},
        """\
        quota 14 (r.48(2))
        1 first preferences: A 7 B 12 C 11 D 11; non-transferable 0
          A excluded (r.51(1))
        2 batch 1: A 0 B 12 C 11 D 18; non-transferable 0
          D elected (r.48(3))
        2 exclusion A: A 0 B 12 C 11 D 18; non-transferable 0
          0.01 lost to rounding (r.50(2)(c))
        3 surplus D: A 0 B 15.99 C 11 D 14; non-transferable 0.01
          B elected (r.48(3))""",
    ),
    "r.49(7) the lesser of surplus / papers and the value received": (
        3,
        "16 A>B>C, 2 A>B>D, 9 B>A, 5 C, 6 D, 2 E",
        {},
        """\
        quota 11 (r.48(2))
        1 first preferences: A 18 B 9 C 5 D 6 E 2; non-transferable 0
          A elected (r.48(3))
          0.16 lost to rounding (r.50(2)(c))
        2 surplus A: A 11 B 15.84 C 5 D 6 E 2; non-transferable 0.16
          B elected (r.48(3))
          0.16 lost to rounding (r.50(2)(c))
        3 surplus B: A 11 B 11 C 9.16 D 6.52 E 2; non-transferable 0.32
          C elected (r.52(2))""",
    ),
    "r.49(10)(a) surpluses equal to the difference of the two lowest are transferred": (
        2,
        "9 A>D, 4 B, 3 C, 3 E, 1 D>B",
        {},
        """\
        quota 7 (r.48(2))
        1 first preferences: A 9 B 4 C 3 D 1 E 3; non-transferable 0
          A elected (r.48(3))
          0.02 lost to rounding (r.50(2)(c))
        2 surplus A: A 7 B 4 C 3 D 2.98 E 3; non-transferable 0.02
          D excluded (r.51(1))
        3 batch 1: A 7 B 5 C 3 D 1.98 E 3; non-transferable 0.02
        3 batch 2: A 7 B 5 C 3 D 0 E 3; non-transferable 2
        3 exclusion D: A 7 B 5 C 3 D 0 E 3; non-transferable 2
          tie CE to exclude: C by lot (r.51(13)(b))
          C excluded (r.51(1))
        4 batch 1: A 7 B 5 C 0 D 0 E 3; non-transferable 5
        4 exclusion C: A 7 B 5 C 0 D 0 E 3; non-transferable 5
          B elected (r.52(2))""",
    ),
    "r.49(10)(a) surpluses less than it are deferred": (
        2,
        "8 A>D, 4 B, 3 C, 3 E, 1 D>B",
        {},
        """\
        quota 7 (r.48(2))
        1 first preferences: A 8 B 4 C 3 D 1 E 3; non-transferable 0
          A elected (r.48(3))
          deferred 1 of A (r.49(10)(a))
          D excluded (r.51(1))
        2 batch 1: A 8 B 5 C 3 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 5 C 3 D 0 E 3; non-transferable 0
          1 set aside (r.50(2)(c))
        3 surplus A: A 7 B 5 C 3 D 0 E 3; non-transferable 1
          tie CE to exclude: C by lot (r.51(13)(b))
          C excluded (r.51(1))
        4 batch 1: A 7 B 5 C 0 D 0 E 3; non-transferable 4
        4 exclusion C: A 7 B 5 C 0 D 0 E 3; non-transferable 4
          B elected (r.52(2))""",
    ),
    "r.49(10)(b) surpluses less than the gap above a group are deferred": (
        2,
        "10 A>D, 1 D, 2 E, 6 B, 7 C",
        {},
        """\
        quota 9 (r.48(2))
        1 first preferences: A 10 B 6 C 7 D 1 E 2; non-transferable 0
          A elected (r.48(3))
          deferred 1 of A (r.49(10)(b))
          D excluded (r.51(12))
          E excluded (r.51(12))
        2 batch 1: A 10 B 6 C 7 D 0 E 0; non-transferable 3
        2 exclusion DE: A 10 B 6 C 7 D 0 E 0; non-transferable 3
          C elected (r.52(2))""",
    ),
    "r.49(10)(b) surpluses equal to that gap are transferred": (
        2,
        "11 A>D, 1 D, 2 E, 5 B, 7 C",
        {},
        """\
        quota 9 (r.48(2))
        1 first preferences: A 11 B 5 C 7 D 1 E 2; non-transferable 0
          A elected (r.48(3))
          0.02 lost to rounding (r.50(2)(c))
        2 surplus A: A 9 B 5 C 7 D 2.98 E 2; non-transferable 0.02
          E excluded (r.51(12))
          D excluded (r.51(12))
        3 batch 1: A 9 B 5 C 7 D 1.98 E 0; non-transferable 3.02
          1.98 not transferred (r.52(3))
        3 exclusion ED: A 9 B 5 C 7 D 0 E 0; non-transferable 5
          C elected (r.52(2))""",
    ),
    "r.49(10)(b) reading: not for a group that leaves too few": (
        2,
        "10 A>D, 4 D>A, 5 E, 5 B>D",
        {},
        """\
        quota 9 (r.48(2))
        1 first preferences: A 10 B 5 D 4 E 5; non-transferable 0
          A elected (r.48(3))
        2 surplus A: A 9 B 5 D 5 E 5; non-transferable 0
          tie BDE to exclude: D by stage 1 (r.51(13)(a))
          D excluded (r.51(1))
        3 batch 1: A 9 B 5 D 1 E 5; non-transferable 4
        3 batch 2: A 9 B 5 D 0 E 5; non-transferable 5
        3 exclusion D: A 9 B 5 D 0 E 5; non-transferable 5
          tie BE to exclude: B by lot (r.51(13)(b))
          B excluded (r.51(1))
          5 not transferred (r.52(3))
        4 exclusion B: A 9 B 0 D 0 E 5; non-transferable 10
          E elected (r.52(1))""",
    ),
    "r.50(1) the largest surplus first": (
        3,
        "3 B, 3 A, 7 C>A, 8 D>A",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 3 B 3 C 7 D 8; non-transferable 0
          D elected (r.48(3))
          C elected (r.48(3))
        2 surplus D: A 5 B 3 C 7 D 6; non-transferable 0
          A elected (r.52(2))""",
    ),
    "r.50(1)(a) equal surpluses: more votes at the earliest stage that differs": (
        4,
        "20 D>B, 2 B>E, 12 C>A, 5 A, 4 E, 2 F",
        {},
        """\
        quota 10 (r.48(2))
        1 first preferences: A 5 B 2 C 12 D 20 E 4 F 2; non-transferable 0
          D elected (r.48(3))
          C elected (r.48(3))
        2 surplus D: A 5 B 12 C 12 D 10 E 4 F 2; non-transferable 0
          B elected (r.48(3))
          tie BC to transfer: C by stage 1 (r.50(1)(a))
          0.08 lost to rounding (r.50(2)(c))
        3 surplus C: A 6.92 B 12 C 10 D 10 E 4 F 2; non-transferable 0.08
          2 set aside (r.50(2)(c))
        4 surplus B: A 6.92 B 10 C 10 D 10 E 4 F 2; non-transferable 2.08
          A elected (r.52(2))""",
    ),
    "r.50(1)(b) equal at all stages: by lot": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 9 B 9 C 2 D 3; non-transferable 0
          A elected (r.48(3))
          B elected (r.48(3))
          tie AB to transfer: A by lot (r.50(1)(b))
          0.03 lost to rounding (r.50(2)(c))
        2 surplus A: A 6 B 9 C 4.97 D 3; non-transferable 0.03
          0.03 lost to rounding (r.50(2)(c))
        3 surplus B: A 6 B 6 C 4.97 D 5.97; non-transferable 0.06
          D elected (r.52(2))""",
    ),
    "r.51(2) first preferences go before transferred papers of the same value": (
        3,
        "9 A, 3 B>C>A, 1 E>B>C>D, 7 C, 8 D, 4 F>C, 6 G>D",
        {},
        """\
        quota 10 (r.48(2))
        1 first preferences: A 9 B 3 C 7 D 8 E 1 F 4 G 6; non-transferable 0
          E excluded (r.51(1))
        2 batch 1: A 9 B 4 C 7 D 8 E 0 F 4 G 6; non-transferable 0
        2 exclusion E: A 9 B 4 C 7 D 8 E 0 F 4 G 6; non-transferable 0
          tie BF to exclude: B by stage 1 (r.51(13)(a))
          B excluded (r.51(1))
        3 batch 1: A 9 B 1 C 10 D 8 E 0 F 4 G 6; non-transferable 0
          C elected (r.48(3))
        3 batch 2: A 9 B 0 C 10 D 9 E 0 F 4 G 6; non-transferable 0
        3 exclusion B: A 9 B 0 C 10 D 9 E 0 F 4 G 6; non-transferable 0
          F excluded (r.51(1))
        4 batch 1: A 9 B 0 C 10 D 9 E 0 F 0 G 6; non-transferable 4
        4 exclusion F: A 9 B 0 C 10 D 9 E 0 F 0 G 6; non-transferable 4
          G excluded (r.51(1))
          6 not transferred (r.52(3))
        5 exclusion G: A 9 B 0 C 10 D 9 E 0 F 0 G 0; non-transferable 10
          A elected (r.52(1))
          D elected (r.52(1))""",
    ),
    "r.48(3) who reaches the quota with one sub-parcel receives nothing from the next": (
        3,
        "7 D, 1 D>A, 11 B, 8 E>C>A, 11 E>D, 7 C>A, 12 A",
        {},
        """\
        quota 15 (r.48(2))
        1 first preferences: A 12 B 11 C 7 D 8 E 19; non-transferable 0
          E elected (r.48(3))
          0.01 lost to rounding (r.50(2)(c))
        2 surplus E: A 12 B 11 C 8.68 D 10.31 E 15; non-transferable 0.01
          C excluded (r.51(1))
        3 batch 1: A 19 B 11 C 1.68 D 10.31 E 15; non-transferable 0.01
          A elected (r.48(3))
        3 batch 2: A 19 B 11 C 0 D 10.31 E 15; non-transferable 1.69
        3 exclusion C: A 19 B 11 C 0 D 10.31 E 15; non-transferable 1.69
          4 set aside (r.50(2)(c))
        4 surplus A: A 15 B 11 C 0 D 10.31 E 15; non-transferable 5.69
          B elected (r.52(2))""",
    ),
    "r.51(9) transferred papers go by descending value": (
        3,
        "12 A>C, 2 A>B, 1 A>D>B, 7 E>B, 7 E>D>C",
        {},
        """\
        quota 8 (r.48(2))
        1 first preferences: A 15 B 0 C 0 D 0 E 14; non-transferable 0
          A elected (r.48(3))
          E elected (r.48(3))
          0.1 lost to rounding (r.50(2)(c))
        2 surplus A: A 8 B 0.92 C 5.52 D 0.46 E 14; non-transferable 0.1
          0.12 lost to rounding (r.50(2)(c))
        3 surplus E: A 8 B 3.86 C 5.52 D 3.4 E 8; non-transferable 0.22
          D excluded (r.51(1))
        4 batch 1: A 8 B 4.32 C 5.52 D 2.94 E 8; non-transferable 0.22
        4 batch 2: A 8 B 4.32 C 8.46 D 0 E 8; non-transferable 0.22
          C elected (r.48(3))
        4 exclusion D: A 8 B 4.32 C 8.46 D 0 E 8; non-transferable 0.22""",
    ),
    "r.51(12) enough remain for the vacancies": (
        3,
        "40 A, 10 B, 2 C, 1 D",
        {},
        """\
        quota 14 (r.48(2))
        1 first preferences: A 40 B 10 C 2 D 1; non-transferable 0
          A elected (r.48(3))
          26 set aside (r.50(2)(c))
        2 surplus A: A 14 B 10 C 2 D 1; non-transferable 26
          D excluded (r.51(1))
          1 not transferred (r.52(3))
        3 exclusion D: A 14 B 10 C 2 D 0; non-transferable 27
          B elected (r.52(1))
          C elected (r.52(1))""",
    ),
    "r.51(12) two or more whose total is less than the next go in one operation": (
        2,
        "9 A, 8 B, 8 C, 3 D>B, 4 E>C",
        {},
        """\
        quota 11 (r.48(2))
        1 first preferences: A 9 B 8 C 8 D 3 E 4; non-transferable 0
          D excluded (r.51(12))
          E excluded (r.51(12))
        2 batch 1: A 9 B 11 C 12 D 0 E 0; non-transferable 0
          C elected (r.48(3))
          B elected (r.48(3))
        2 exclusion DE: A 9 B 11 C 12 D 0 E 0; non-transferable 0""",
    ),
    "r.51(12) a total equal to the next does not": (
        2,
        "9 A, 8 B, 7 C, 3 D>B, 4 E>C",
        {},
        """\
        quota 11 (r.48(2))
        1 first preferences: A 9 B 8 C 7 D 3 E 4; non-transferable 0
          D excluded (r.51(1))
        2 batch 1: A 9 B 11 C 7 D 0 E 4; non-transferable 0
          B elected (r.48(3))
        2 exclusion D: A 9 B 11 C 7 D 0 E 4; non-transferable 0
          E excluded (r.51(1))
        3 batch 1: A 9 B 11 C 11 D 0 E 0; non-transferable 0
          C elected (r.48(3))
        3 exclusion E: A 9 B 11 C 11 D 0 E 0; non-transferable 0""",
    ),
    "r.51(12) surpluses count with the group": (
        2,
        "11 A>D, 1 D, 2 E, 5 B, 7 C",
        {},
        """\
        quota 9 (r.48(2))
        1 first preferences: A 11 B 5 C 7 D 1 E 2; non-transferable 0
          A elected (r.48(3))
          0.02 lost to rounding (r.50(2)(c))
        2 surplus A: A 9 B 5 C 7 D 2.98 E 2; non-transferable 0.02
          E excluded (r.51(12))
          D excluded (r.51(12))
        3 batch 1: A 9 B 5 C 7 D 1.98 E 0; non-transferable 3.02
          1.98 not transferred (r.52(3))
        3 exclusion ED: A 9 B 5 C 7 D 0 E 0; non-transferable 5
          C elected (r.52(2))""",
    ),
    "r.51(13)(a) equal: the lowest at the earliest stage that differs": (
        1,
        "8 A, 4 B, 3 C, 2 D>C, 1 E>B, 1 E>A, 1 E",
        {},
        """\
        quota 11 (r.48(2))
        1 first preferences: A 8 B 4 C 3 D 2 E 3; non-transferable 0
          D excluded (r.51(1))
        2 batch 1: A 8 B 4 C 5 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 4 C 5 D 0 E 3; non-transferable 0
          E excluded (r.51(1))
        3 batch 1: A 9 B 5 C 5 D 0 E 0; non-transferable 1
        3 exclusion E: A 9 B 5 C 5 D 0 E 0; non-transferable 1
          tie BC to exclude: C by stage 1 (r.51(13)(a))
          C excluded (r.51(1))
        4 batch 1: A 9 B 5 C 2 D 0 E 0; non-transferable 4
          2 not transferred (r.52(3))
        4 exclusion C: A 9 B 5 C 0 D 0 E 0; non-transferable 6
          A elected (r.52(2))""",
    ),
    "r.51(13)(a) sub-parcels inside a stage are not looked at; (b) by lot": (
        2,
        "12 A>E, 3 A>B, 3 A>C, 2 A>D>C, 4 B, 4 C, 1 D>B",
        {},
        """\
        quota 10 (r.48(2))
        1 first preferences: A 20 B 4 C 4 D 1 E 0; non-transferable 0
          A elected (r.48(3))
        2 surplus A: A 10 B 5.5 C 5.5 D 2 E 6; non-transferable 0
          D excluded (r.51(1))
        3 batch 1: A 10 B 6.5 C 5.5 D 1 E 6; non-transferable 0
        3 batch 2: A 10 B 6.5 C 6.5 D 0 E 6; non-transferable 0
        3 exclusion D: A 10 B 6.5 C 6.5 D 0 E 6; non-transferable 0
          E excluded (r.51(1))
        4 batch 1: A 10 B 6.5 C 6.5 D 0 E 0; non-transferable 6
        4 exclusion E: A 10 B 6.5 C 6.5 D 0 E 0; non-transferable 6
          tie BC to exclude: B by lot (r.51(13)(b))
          B excluded (r.51(1))
          6.5 not transferred (r.52(3))
        5 exclusion B: A 10 B 0 C 6.5 D 0 E 0; non-transferable 12.5
          C elected (r.52(1))""",
    ),
    "r.52(1) as many continuing as vacancies: elected, no further transfer (r.52(3))": (
        3,
        "10 A, 7 B, 7 C, 6 D>B",
        {},
        """\
        quota 8 (r.48(2))
        1 first preferences: A 10 B 7 C 7 D 6; non-transferable 0
          A elected (r.48(3))
          2 set aside (r.50(2)(c))
        2 surplus A: A 8 B 7 C 7 D 6; non-transferable 2
          D excluded (r.51(1))
          6 not transferred (r.52(3))
        3 exclusion D: A 8 B 7 C 7 D 0; non-transferable 8
          B elected (r.52(1))
          C elected (r.52(1))""",
    ),
    "r.52(2) the last vacancy: votes equal to all others together with a surplus not transferred": (
        2,
        "7 A>C, 5 B, 2 C, 2 D",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 7 B 5 C 2 D 2; non-transferable 0
          A elected (r.48(3))
          B elected (r.52(2))""",
    ),
    "r.52(2) not with votes below that": (
        2,
        "10 A>C, 5 B, 2 C, 2 D",
        {},
        """\
        quota 7 (r.48(2))
        1 first preferences: A 10 B 5 C 2 D 2; non-transferable 0
          A elected (r.48(3))
        2 surplus A: A 7 B 5 C 5 D 2; non-transferable 0
          D excluded (r.51(1))
        3 batch 1: A 7 B 5 C 5 D 0; non-transferable 2
        3 exclusion D: A 7 B 5 C 5 D 0; non-transferable 2
          tie BC to exclude: C by stage 1 (r.51(13)(a))
          C excluded (r.51(1))
          5 not transferred (r.52(3))
        4 exclusion C: A 7 B 5 C 0 D 0; non-transferable 7
          B elected (r.52(1))""",
    ),
    "r.52(2) reading: votes still to be moved from the excluded count with the others": (
        2,
        "8 A>B, 5 C, 6 E, 4 D>C",
        {},
        """\
        quota 8 (r.48(2))
        1 first preferences: A 8 B 0 C 5 D 4 E 6; non-transferable 0
          A elected (r.48(3))
          B excluded (r.51(12))
          D excluded (r.51(12))
        2 batch 1: A 8 B 0 C 9 D 0 E 6; non-transferable 0
          C elected (r.48(3))
        2 exclusion BD: A 8 B 0 C 9 D 0 E 6; non-transferable 0""",
    ),
    "r.52(2) neither of two equals": (
        1,
        "4 A, 4 B",
        {},
        """\
        quota 5 (r.48(2))
        1 first preferences: A 4 B 4; non-transferable 0
          tie AB to exclude: A by lot (r.51(13)(b))
          A excluded (r.51(1))
          4 not transferred (r.52(3))
        2 exclusion A: A 0 B 4; non-transferable 4
          B elected (r.52(1))""",
    ),
    "r.50(4) a gap or equal preferences end a paper; r.46(1) void without a first": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (r.48(2))
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (r.51(1))
        2 batch 1: A 5 B 0 C 4; non-transferable 2
        2 exclusion B: A 5 B 0 C 4; non-transferable 2
          A elected (r.52(2))""",
    ),
    "no valid paper": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 1 (r.48(2))
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (r.51(13)(b))
          A excluded (r.51(1))
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (r.52(1))""",
    ),
    "fewer candidates than vacancies": (
        4,
        "1 A, 2 B",
        {"candidates": "ABC"},
        """\
        quota 1 (r.48(2))
        1 first preferences: A 1 B 2 C 0; non-transferable 0
          B elected (r.48(3))
          A elected (r.48(3))
          C elected (r.52(1))""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (r.48(2))
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (r.48(3))
          tie BC to exclude: B by lot (r.51(13)(b))
          B excluded (r.51(1))
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          C elected (r.52(1))""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 4 (r.48(2))
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (r.48(3))
          0.05 lost to rounding (r.50(2)(c))
        2 surplus A: A 4 B 4.95 C 0 D 0; non-transferable 0.05
          B elected (r.48(3))""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 1 (r.48(2))
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "a protected candidate is not excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (r.48(2))
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (r.48(3))
          E excluded (r.51(1))
        2 batch 1: A 5 B 4 C 4 D 2 E 0; non-transferable 3
        2 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          tie BC to exclude: B by lot (r.51(13)(b))
          B excluded (r.51(1))
          4 not transferred (r.52(3))
        3 exclusion B: A 5 B 0 C 4 D 2 E 0; non-transferable 7
          C elected (r.52(1))
          D elected (r.52(1))""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "northern_ireland_1985", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


def test_r_51_13_b_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("northern_ireland_1985", 1, "4 A, 4 B", lots=Lots())
    assert stopped.value.question == "lot needed at stage 2 (r.51(13)(b)): who is excluded, A or B?"


def test_r_50_1_b_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("northern_ireland_1985", 3, "9 A>C, 9 B>D, 2 C, 3 D", lots=Lots())
    assert stopped.value.question == "lot needed at stage 2 (r.50(1)(b)): whose surplus is transferred first, A or B?"
