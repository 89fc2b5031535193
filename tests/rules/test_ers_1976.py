"""ERS76 as far as it is known, by the clauses of ERS97: one hand-made count each, its whole count sheet by hand.

Stages that move papers batch by batch show the votes after each batch, then those at the end of the stage.
"""

from textwrap import dedent

import pytest

from hustings.count.lots import Draw, LotNeeded, Lots, Purpose
from hustings.rules import find_rule

CASES = {
    "5.1.6 an exact division is the quota, and reaching it elects": (
        2,
        "4 A>C, 4 B>D, 3 C, 1 D",
        {},
        """\
        quota 4 (5.1.6)
        1 first preferences: A 4 B 4 C 3 D 1; non-transferable 0
          A elected (5.1.7)
          B elected (5.1.7)""",
    ),
    "5.1.6 where there is a remainder, the quota is the next whole vote": (
        2,
        "4 B, 7 A>C>B, 3 C",
        {},
        """\
        quota 5 (5.1.6)
        1 first preferences: A 7 B 4 C 3; non-transferable 0
          A elected (5.1.7)
          0.04 lost to rounding (5.3.9)
        2 surplus A: A 5 B 4 C 4.96; non-transferable 0.04
          C elected (5.3.13)""",
    ),
    "5.1.7 in descending order of votes": (
        2,
        "5 B, 6 C, 3 A, 1 D",
        {},
        """\
        quota 5 (5.1.6)
        1 first preferences: A 3 B 5 C 6 D 1; non-transferable 0
          C elected (5.1.7)
          B elected (5.1.7)""",
    ),
    "5.2.2(a) surpluses equal to the difference between the two lowest are deferred, and taken up again": (
        2,
        "8 A>D, 3 B, 3 C, 3 E, 1 D>B",
        {},
        """\
        quota 6 (5.1.6)
        1 first preferences: A 8 B 3 C 3 D 1 E 3; non-transferable 0
          A elected (5.1.7)
          deferred 2 of A (5.2.2(a))
          D excluded (5.2.5)
        2 batch 1: A 8 B 4 C 3 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 4 C 3 D 0 E 3; non-transferable 0
          2 set aside (5.3.7)
        3 surplus A: A 6 B 4 C 3 D 0 E 3; non-transferable 2
          tie CE to exclude: C by lot (5.2.5)
          C excluded (5.2.5)
        4 batch 1: A 6 B 4 C 0 D 0 E 3; non-transferable 5
          B elected (5.4.9)
        4 exclusion C: A 6 B 4 C 0 D 0 E 3; non-transferable 5""",
    ),
    "5.2.2(a) surpluses greater than that difference are transferred at once": (
        2,
        "9 A>D, 4 B, 3 C, 2 E>C, 1 D>B",
        {},
        """\
        quota 7 (5.1.6)
        1 first preferences: A 9 B 4 C 3 D 1 E 2; non-transferable 0
          A elected (5.1.7)
          0.02 lost to rounding (5.3.9)
        2 surplus A: A 7 B 4 C 3 D 2.98 E 2; non-transferable 0.02
          E excluded (5.2.5)
        3 batch 1: A 7 B 4 C 5 D 2.98 E 0; non-transferable 0.02
        3 exclusion E: A 7 B 4 C 5 D 2.98 E 0; non-transferable 0.02
          D excluded (5.2.5)
        4 batch 1: A 7 B 5 C 5 D 1.98 E 0; non-transferable 0.02
        4 batch 2: A 7 B 5 C 5 D 0 E 0; non-transferable 2
          tie BC to elect: B by stage 1 (5.6.2)
          B elected (5.4.9)
        4 exclusion D: A 7 B 5 C 5 D 0 E 0; non-transferable 2""",
    ),
    "5.2.2(b) surpluses equal to the gap between a group and the candidate next above are deferred": (
        2,
        "10 A>D, 1 D, 2 E, 5 B, 6 C",
        {},
        """\
        quota 8 (5.1.6)
        1 first preferences: A 10 B 5 C 6 D 1 E 2; non-transferable 0
          A elected (5.1.7)
          deferred 2 of A (5.2.2(b))
          D excluded (5.2.5)
          E excluded (5.2.5)
        2 batch 1: A 10 B 5 C 6 D 0 E 0; non-transferable 3
        2 exclusion DE: A 10 B 5 C 6 D 0 E 0; non-transferable 3
          2 set aside (5.3.7)
        3 surplus A: A 8 B 5 C 6 D 0 E 0; non-transferable 5
          C elected (5.3.13)""",
    ),
    "5.2.2(b) surpluses greater than that gap are not; they count with the group": (
        2,
        "10 A>D, 1 D, 2 E>B, 4 B, 7 C",
        {},
        """\
        quota 8 (5.1.6)
        1 first preferences: A 10 B 4 C 7 D 1 E 2; non-transferable 0
          A elected (5.1.7)
        2 surplus A: A 8 B 4 C 7 D 3 E 2; non-transferable 0
          E excluded (5.2.5)
        3 batch 1: A 8 B 6 C 7 D 3 E 0; non-transferable 0
        3 exclusion E: A 8 B 6 C 7 D 3 E 0; non-transferable 0
          D excluded (5.2.5)
        4 batch 1: A 8 B 6 C 7 D 2 E 0; non-transferable 1
        4 batch 2: A 8 B 6 C 7 D 0 E 0; non-transferable 3
          C elected (5.4.9)
        4 exclusion D: A 8 B 6 C 7 D 0 E 0; non-transferable 3""",
    ),
    "5.2.3 the largest surplus first": (
        3,
        "3 B, 2 A, 6 C>A, 7 D>A",
        {},
        """\
        quota 5 (5.1.6)
        1 first preferences: A 2 B 3 C 6 D 7; non-transferable 0
          D elected (5.1.7)
          C elected (5.1.7)
          0.04 lost to rounding (5.3.9)
        2 surplus D: A 3.96 B 3 C 6 D 5; non-transferable 0.04
          0.04 lost to rounding (5.3.9)
        3 surplus C: A 4.92 B 3 C 5 D 5; non-transferable 0.08
          A elected (5.3.13)""",
    ),
    "5.2.3 equal surpluses: who had more at the earliest point where they differed": (
        4,
        "15 D, 6 B, 5 A>E>D, 9 C>E>A, 5 E, 3 D>B>E",
        {},
        """\
        quota 9 (5.1.6)
        1 first preferences: A 5 B 6 C 9 D 18 E 5; non-transferable 0
          D elected (5.1.7)
          C elected (5.1.7)
          6 set aside (5.3.7)
        2 surplus D: A 5 B 9 C 9 D 9 E 5; non-transferable 6
          B elected (5.3.13)
          tie AE to exclude: A by lot (5.2.5)
          A excluded (5.2.5)
          5 not transferred (5.5.2)
        3 exclusion A: A 0 B 9 C 9 D 9 E 5; non-transferable 11
          E elected (5.5.1)""",
    ),
    "5.2.3 surpluses equal at all points: by lot": (
        3,
        "9 A>C, 9 B>D, 2 C, 3 D",
        {},
        """\
        quota 6 (5.1.6)
        1 first preferences: A 9 B 9 C 2 D 3; non-transferable 0
          A elected (5.1.7)
          B elected (5.1.7)
          tie AB to transfer: A by lot (5.2.3)
          0.03 lost to rounding (5.3.9)
        2 surplus A: A 6 B 9 C 4.97 D 3; non-transferable 0.03
          0.03 lost to rounding (5.3.9)
        3 surplus B: A 6 B 6 C 4.97 D 5.97; non-transferable 0.06
          D elected (5.3.13)""",
    ),
    "5.2.5 as many as possible together, their total equal to the vote next above": (
        1,
        "4 D>A, 12 E, 6 C, 7 A>E, 2 B",
        {},
        """\
        quota 16 (5.1.6)
        1 first preferences: A 7 B 2 C 6 D 4 E 12; non-transferable 0
          B excluded (5.2.5)
          D excluded (5.2.5)
        2 batch 1: A 11 B 0 C 6 D 0 E 12; non-transferable 2
        2 exclusion BD: A 11 B 0 C 6 D 0 E 12; non-transferable 2
          C excluded (5.2.5)
        3 batch 1: A 11 B 0 C 0 D 0 E 12; non-transferable 8
          E elected (5.4.9)
        3 exclusion C: A 11 B 0 C 0 D 0 E 12; non-transferable 8""",
    ),
    "5.2.5(a) enough remain to fill the places": (
        3,
        "8 C",
        {"candidates": "ABCD"},
        """\
        quota 2 (5.1.6)
        1 first preferences: A 0 B 0 C 8 D 0; non-transferable 0
          C elected (5.1.7)
          6 set aside (5.3.7)
        2 surplus C: A 0 B 0 C 2 D 0; non-transferable 6
          tie ABD to exclude: A by lot (5.2.5)
          A excluded (5.2.5)
        3 exclusion A: A 0 B 0 C 2 D 0; non-transferable 6
          B elected (5.5.1)
          D elected (5.5.1)""",
    ),
    "5.2.5 equal votes: who had fewest at the earliest point, after a batch inside a stage": (
        2,
        "12 A>E, 3 A>B, 3 A>C, 2 A>D>C, 4 B, 4 C, 1 D>B, 1 E",
        {},
        """\
        quota 10 (5.1.6)
        1 first preferences: A 20 B 4 C 4 D 1 E 1; non-transferable 0
          A elected (5.1.7)
        2 surplus A: A 10 B 5.5 C 5.5 D 2 E 7; non-transferable 0
          D excluded (5.2.5)
        3 batch 1: A 10 B 6.5 C 5.5 D 1 E 7; non-transferable 0
        3 batch 2: A 10 B 6.5 C 6.5 D 0 E 7; non-transferable 0
        3 exclusion D: A 10 B 6.5 C 6.5 D 0 E 7; non-transferable 0
          tie BC to exclude: C by stage 3, batch 1 (5.2.5)
          C excluded (5.2.5)
        4 batch 1: A 10 B 6.5 C 2.5 D 0 E 7; non-transferable 4
        4 batch 2: A 10 B 6.5 C 0 D 0 E 7; non-transferable 6.5
          E elected (5.4.9)
        4 exclusion C: A 10 B 6.5 C 0 D 0 E 7; non-transferable 6.5""",
    ),
    "5.2.5 equal votes: the earliest difference counts, not a later one the other way": (
        1,
        "8 A, 4 B, 3 C, 2 D>C, 1 E>B, 1 E>A, 1 E",
        {},
        """\
        quota 10 (5.1.6)
        1 first preferences: A 8 B 4 C 3 D 2 E 3; non-transferable 0
          D excluded (5.2.5)
        2 batch 1: A 8 B 4 C 5 D 0 E 3; non-transferable 0
        2 exclusion D: A 8 B 4 C 5 D 0 E 3; non-transferable 0
          E excluded (5.2.5)
        3 batch 1: A 9 B 5 C 5 D 0 E 0; non-transferable 1
        3 exclusion E: A 9 B 5 C 5 D 0 E 0; non-transferable 1
          tie BC to exclude: C by stage 1 (5.2.5)
          C excluded (5.2.5)
        4 batch 1: A 9 B 5 C 0 D 0 E 0; non-transferable 6
          A elected (5.4.9)
        4 exclusion C: A 9 B 5 C 0 D 0 E 0; non-transferable 6""",
    ),
    "5.2.5 equal votes: of three, the earliest difference leaves two, a later one decides": (
        1,
        "20 A, 14 B, 13 C, 13 E, 1 F>C, 6 F>A, 2 D>E, 1 D>B, 1 D>C, 4 D>A",
        {},
        """\
        quota 38 (5.1.6)
        1 first preferences: A 20 B 14 C 13 D 8 E 13 F 7; non-transferable 0
          F excluded (5.2.5)
        2 batch 1: A 26 B 14 C 14 D 8 E 13 F 0; non-transferable 0
        2 exclusion F: A 26 B 14 C 14 D 8 E 13 F 0; non-transferable 0
          D excluded (5.2.5)
        3 batch 1: A 30 B 15 C 15 D 0 E 15 F 0; non-transferable 0
        3 exclusion D: A 30 B 15 C 15 D 0 E 15 F 0; non-transferable 0
          tie BCE to exclude: E by stage 2, batch 1 (5.2.5)
          E excluded (5.2.5)
        4 batch 1: A 30 B 15 C 15 D 0 E 0 F 0; non-transferable 15
          A elected (5.4.9)
        4 exclusion E: A 30 B 15 C 15 D 0 E 0 F 0; non-transferable 15""",
    ),
    "5.2.5 reading: one of those tied with the candidate next above goes with candidates without a vote": (
        2,
        "9 A>B, 7 B, 7 C, 7 D",
        {"candidates": "ABCDE"},
        """\
        quota 10 (5.1.6)
        1 first preferences: A 9 B 7 C 7 D 7 E 0; non-transferable 0
          tie BCD to exclude: B by lot (5.2.5)
          E excluded (5.2.5)
          B excluded (5.2.5)
        2 batch 1: A 9 B 0 C 7 D 7 E 0; non-transferable 7
          A elected (5.4.9)
        2 exclusion EB: A 9 B 0 C 7 D 7 E 0; non-transferable 7
          tie CD to exclude: C by lot (5.2.5)
          C excluded (5.2.5)
          7 not transferred (5.5.2)
        3 exclusion C: A 9 B 0 C 0 D 7 E 0; non-transferable 14
          D elected (5.5.1)""",
    ),
    "5.3.2 a later surplus comes from the last batch alone": (
        2,
        "11 C>A, 12 B>C, 11 D>C, 7 A>D>B",
        {},
        """\
        quota 14 (5.1.6)
        1 first preferences: A 7 B 12 C 11 D 11; non-transferable 0
          A excluded (5.2.5)
        2 batch 1: A 0 B 12 C 11 D 18; non-transferable 0
          D elected (5.4.9)
        2 exclusion A: A 0 B 12 C 11 D 18; non-transferable 0
          0.01 lost to rounding (5.3.9)
        3 surplus D: A 0 B 15.99 C 11 D 14; non-transferable 0.01
          B elected (5.3.13)""",
    ),
    "5.3.7 with too few transferable papers each keeps its value, the rest of the surplus stays behind": (
        2,
        "11 B, 2 A, 7 C, 8 B>C",
        {},
        """\
        quota 10 (5.1.6)
        1 first preferences: A 2 B 19 C 7; non-transferable 0
          B elected (5.1.7)
          1 set aside (5.3.7)
        2 surplus B: A 2 B 10 C 15; non-transferable 1
          C elected (5.3.13)""",
    ),
    "5.3.7 a surplus is divided among the transferable papers alone": (
        2,
        "5 A, 7 A>B, 2 B, 4 C",
        {},
        """\
        quota 6 (5.1.6)
        1 first preferences: A 12 B 2 C 4; non-transferable 0
          A elected (5.1.7)
          0.05 lost to rounding (5.3.9)
        2 surplus A: A 6 B 7.95 C 4; non-transferable 0.05
          B elected (5.3.13)""",
    ),
    "5.3.13(b) votes awaiting transfer from an excluded candidate are active": (
        2,
        "4 B, 8 D>C>B, 9 A>B, 9 D>B, 2 C>D>B",
        {},
        """\
        quota 11 (5.1.6)
        1 first preferences: A 9 B 4 C 2 D 17; non-transferable 0
          D elected (5.1.7)
          0.05 lost to rounding (5.3.9)
        2 surplus D: A 9 B 7.15 C 4.8 D 11; non-transferable 0.05
          C excluded (5.2.5)
        3 batch 1: A 9 B 9.15 C 2.8 D 11; non-transferable 0.05
        3 batch 2: A 9 B 11.95 C 0 D 11; non-transferable 0.05
          B elected (5.4.9)
        3 exclusion C: A 9 B 11.95 C 0 D 11; non-transferable 0.05""",
    ),
    "5.4.1 papers of one value from several excluded make one batch": (
        2,
        "9 A, 8 B, 7 C, 3 D>C>B, 2 E>C>A",
        {},
        """\
        quota 10 (5.1.6)
        1 first preferences: A 9 B 8 C 7 D 3 E 2; non-transferable 0
          E excluded (5.2.5)
          D excluded (5.2.5)
        2 batch 1: A 9 B 8 C 12 D 0 E 0; non-transferable 0
          C elected (5.4.9)
        2 exclusion ED: A 9 B 8 C 12 D 0 E 0; non-transferable 0
        3 surplus C: A 9.8 B 9.2 C 10 D 0 E 0; non-transferable 0
          A elected (5.3.13)""",
    ),
    "5.4.10 who is elected after a batch receives nothing from the next": (
        3,
        "7 D, 1 D>A, 11 B, 8 E>C>A, 11 E>D, 7 C>A, 12 A",
        {},
        """\
        quota 15 (5.1.6)
        1 first preferences: A 12 B 11 C 7 D 8 E 19; non-transferable 0
          E elected (5.1.7)
          0.01 lost to rounding (5.3.9)
        2 surplus E: A 12 B 11 C 8.68 D 10.31 E 15; non-transferable 0.01
          C excluded (5.2.5)
        3 batch 1: A 19 B 11 C 1.68 D 10.31 E 15; non-transferable 0.01
          A elected (5.4.9)
        3 batch 2: A 19 B 11 C 0 D 10.31 E 15; non-transferable 1.69
        3 exclusion C: A 19 B 11 C 0 D 10.31 E 15; non-transferable 1.69
          4 set aside (5.3.7)
        4 surplus A: A 15 B 11 C 0 D 10.31 E 15; non-transferable 5.69
          B elected (5.3.13)""",
    ),
    "5.5.2 all places filled between two batches: the rest is not transferred": (
        2,
        "11 B>A, 9 C>A, 11 A>B, 7 B>C>D, 10 D",
        {},
        """\
        quota 16 (5.1.6)
        1 first preferences: A 11 B 18 C 9 D 10; non-transferable 0
          B elected (5.1.7)
          0.02 lost to rounding (5.3.9)
        2 surplus B: A 12.21 B 16 C 9.77 D 10; non-transferable 0.02
          C excluded (5.2.5)
        3 batch 1: A 21.21 B 16 C 0.77 D 10; non-transferable 0.02
          A elected (5.4.9)
          0.77 not transferred (5.5.2)
        3 exclusion C: A 21.21 B 16 C 0 D 10; non-transferable 0.79""",
    ),
    "5.6.2 too few places for equals: the earliest point where they differed decides": (
        1,
        "4 B>C>A, 2 B, 8 C, 12 A",
        {},
        """\
        quota 13 (5.1.6)
        1 first preferences: A 12 B 6 C 8; non-transferable 0
          B excluded (5.2.5)
        2 batch 1: A 12 B 0 C 12; non-transferable 2
          tie AC to elect: A by stage 1 (5.6.2)
          A elected (5.4.9)
        2 exclusion B: A 12 B 0 C 12; non-transferable 2""",
    ),
    "5.6.2 equal at all points: none of them is elected yet; 5.5.1 completes": (
        1,
        "4 A, 4 B, 1 C>A, 1 C>B",
        {},
        """\
        quota 5 (5.1.6)
        1 first preferences: A 4 B 4 C 2; non-transferable 0
          C excluded (5.2.5)
        2 batch 1: A 5 B 5 C 0; non-transferable 0
        2 exclusion C: A 5 B 5 C 0; non-transferable 0
          tie AB to exclude: A by lot (5.2.5)
          A excluded (5.2.5)
          5 not transferred (5.5.2)
        3 exclusion A: A 0 B 5 C 0; non-transferable 5
          B elected (5.5.1)""",
    ),
    "6.10 a gap or equal preferences end a paper; 6.9 without a first preference it is invalid": (
        1,
        "5 A>>B, 2 B>A=C, 4 C, 1 A=B, 1 >A, 2 -",
        {},
        """\
        quota 6 (5.1.6)
        1 first preferences: A 5 B 2 C 4; non-transferable 0
          B excluded (5.2.5)
        2 batch 1: A 5 B 0 C 4; non-transferable 2
          A elected (5.4.9)
        2 exclusion B: A 5 B 0 C 4; non-transferable 2""",
    ),
    "5.5.1 no valid paper: all by lot": (
        1,
        "1 A=B, 2 -",
        {},
        """\
        quota 0 (5.1.6)
        1 first preferences: A 0 B 0; non-transferable 0
          tie AB to exclude: A by lot (5.2.5)
          A excluded (5.2.5)
        2 exclusion A: A 0 B 0; non-transferable 0
          B elected (5.5.1)""",
    ),
    "5.5.1 fewer candidates than places, one without a vote": (
        4,
        "1 A, 2 B",
        {"candidates": "ABC"},
        """\
        quota 1 (5.1.6)
        1 first preferences: A 1 B 2 C 0; non-transferable 0
          B elected (5.1.7)
          A elected (5.1.7)
          C elected (5.5.1)""",
    ),
    "one paper": (
        2,
        "1 A>B",
        {"candidates": "ABC"},
        """\
        quota 1 (5.1.6)
        1 first preferences: A 1 B 0 C 0; non-transferable 0
          A elected (5.1.7)
          tie BC to exclude: B by lot (5.2.5)
          B excluded (5.2.5)
        2 exclusion B: A 1 B 0 C 0; non-transferable 0
          C elected (5.5.1)""",
    ),
    "all papers alike": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD"},
        """\
        quota 3 (5.1.6)
        1 first preferences: A 9 B 0 C 0 D 0; non-transferable 0
          A elected (5.1.7)
          0.06 lost to rounding (5.3.9)
        2 surplus A: A 3 B 5.94 C 0 D 0; non-transferable 0.06
          B elected (5.3.13)""",
    ),
    "all candidates withdrawn: nobody is elected": (
        2,
        "9 A>B>C",
        {"candidates": "ABCD", "withdrawn": "ABCD"},
        """\
        quota 0 (5.1.6)
        1 first preferences: A 0 B 0 C 0 D 0; non-transferable 0""",
    ),
    "7.1 in a recount no sitting member is excluded": (
        3,
        "5 A, 4 B, 4 C, 3 E>A, 2 D",
        {"protected": "D"},
        """\
        quota 5 (5.1.6)
        1 first preferences: A 5 B 4 C 4 D 2 E 3; non-transferable 0
          A elected (5.1.7)
          E excluded (5.2.5)
        2 batch 1: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          B elected (5.4.9)
        2 exclusion E: A 5 B 4 C 4 D 2 E 0; non-transferable 3
          D elected (5.5.1)""",
    ),
    "5.1.7 reading: with no vote active nobody reaches a share of it; 5.5.1 elects": (
        1,
        "2 -",
        {"candidates": "A"},
        """\
        quota 0 (5.1.6)
        1 first preferences: A 0; non-transferable 0
          A elected (5.5.1)""",
    ),
    "5.4.8 of the third edition is not there: the quota stands though papers are spent before an election": (
        2,
        "8 C>B>D, 6 A, 9 B, 11 D",
        {},
        """\
        quota 12 (5.1.6)
        1 first preferences: A 6 B 9 C 8 D 11; non-transferable 0
          A excluded (5.2.5)
        2 batch 1: A 0 B 9 C 8 D 11; non-transferable 6
          D elected (5.4.9)
          B elected (5.4.9)
        2 exclusion A: A 0 B 9 C 8 D 11; non-transferable 6""",
    ),
}


@pytest.mark.parametrize("clause", CASES)
def test_clause(clause, hold, sheet):
    vacancies, papers, named, expected = CASES[clause]
    held = hold(**{"rule": "ers_1976", "vacancies": vacancies, "papers": papers, **named})
    assert sheet(held) == dedent(expected)


def test_5_6_3_a_lot_once_drawn_holds_in_a_recount(hold):
    drawn = Lots(draws=(Draw((1, 0), Purpose.EXCLUDE, "drawn at the first count"),))
    transcript = hold("ers_1976", 1, "4 A, 4 B, 1 C>A, 1 C>B", lots=drawn)
    assert transcript.contest.names(transcript.elected) == ["A"]


def test_5_2_5_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("ers_1976", 1, "4 A, 4 B, 1 C>A, 1 C>B", lots=Lots())
    assert stopped.value.question == "lot needed at stage 3 (5.2.5): who is excluded, A or B?"


def test_5_2_5_no_lot_is_asked_for_among_equals_who_all_go(hold):
    transcript = hold("ers_1976", 1, "9 A, 3 B, 1 C, 1 D", lots=Lots())
    assert transcript.contest.names(transcript.elected) == ["A"]


def test_it_is_marked_as_unverified():
    assert not find_rule("ers_1976").verified
