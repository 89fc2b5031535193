"""Keep values: how a vote is cut, and that papers held together in a tree are credited as if one by one."""

from fractions import Fraction
from itertools import permutations
from math import floor
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count import keep_values
from hustings.count.contest import Candidate, Contest, Reopening
from hustings.count.keep_values import KeepValues, cut_among_equals, elementary_symmetric_sums
from hustings.count.lots import NO_LOTS
from hustings.count.papers import rule_on
from hustings.count.rulings import equal_preferences_stand
from hustings.count.sheet import CountSheet
from hustings.rules import find_rule, hold_count

ONE = 1000
LETTERS = "ABCDEFG"


@pytest.mark.parametrize(
    ("cut", "credited", "left"),
    [
        # A vote of 0.501, 0.333 of it kept, on three papers: exactly 0.166833 each, 0.500499 together, 0.334167 left.
        ("down_together_and_down", 500, 334),
        ("down_and_rest", 498, 335),
        ("up_and_rest", 501, 334),
        ("up_and_up", 501, 335),
        ("pay_the_price", 999, 168),
    ],
)
def test_cut(cut, credited, left):
    assert getattr(keep_values, cut)(501, 333, ONE, 3) == (credited, left)


def test_warren_paper_that_cannot_pay_the_price_pays_what_it_has():
    assert keep_values.pay_the_price(168, 333, ONE, 2) == (336, 0)


@pytest.mark.parametrize(
    "cut", ["down_together_and_down", "down_and_rest", "up_and_rest", "up_and_up", "pay_the_price"]
)
def test_a_candidate_who_keeps_everything_leaves_nothing(cut):
    assert getattr(keep_values, cut)(501, ONE, ONE, 3) == (1503, 0)


def test_elementary_symmetric_sums_by_size():
    assert elementary_symmetric_sums([2, 3, 5]) == [1, 10, 31, 30]


def in_all_orders(vote: int, keep: list[int]) -> tuple[list[int], int]:
    """The average over every order of the candidates, worked out one by one, then rounded down once."""
    given = [Fraction(0)] * len(keep)
    orders = list(permutations(range(len(keep))))
    for order in orders:
        rest = Fraction(vote, len(orders))
        for candidate in order:
            given[candidate] += rest * Fraction(keep[candidate], ONE)
            rest *= 1 - Fraction(keep[candidate], ONE)
    left = Fraction(vote)
    for k in keep:
        left *= 1 - Fraction(k, ONE)
    return [floor(each) for each in given], floor(left)


@given(st.integers(0, ONE), st.lists(st.integers(0, ONE), min_size=1, max_size=6))
@settings(max_examples=60)
def test_equal_preferences_are_the_average_of_all_orders(vote, keep):
    assert cut_among_equals(vote, keep, ONE) == in_all_orders(vote, keep)


def test_equal_preferences_between_continuing_candidates_share_the_vote():
    assert cut_among_equals(ONE, [ONE, ONE, ONE], ONE) == ([333, 333, 333], 0)


def test_equal_preferences_half_kept():
    # Each of two orders gives its first half, its second a quarter of its half of the vote.
    assert cut_among_equals(ONE, [500, 500], ONE) == ([375, 375], 250)


levels = st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True), min_size=1, max_size=5)


def without_repeats(ranking: list[list[int]]) -> tuple[tuple[CandidateId, ...], ...]:
    seen: set[int] = set()
    kept = []
    for level in ranking:
        if fresh := sorted(c for c in level if c not in seen):
            kept.append(tuple(CandidateId(c) for c in fresh))
        seen |= set(level)
    return tuple(kept)


@st.composite
def moments(draw: st.DrawFn):
    """Papers with and without equal preferences, and what happens to candidates with their keep values, in turn."""
    papers = draw(st.dictionaries(levels.map(without_repeats), st.integers(1, 9), min_size=1, max_size=12))
    turns = draw(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.integers(1, ONE)), max_size=8))
    return papers, turns


def profile_of(papers) -> Profile:
    plain = {tuple(level[0] for level in p): n for p, n in papers.items() if all(len(level) == 1 for level in p)}
    marked = tuple(MarkedPapers(RankingMarks(p), n) for p, n in papers.items() if any(len(level) > 1 for level in p))
    return Profile(tuple(LETTERS), MarkKind.RANKING, RankingList(list(plain), list(plain.values())), marked)


def one_by_one(papers, keep: list[int]) -> list[int]:
    """Votes credited paper by paper, each keeping its own chain of roundings."""
    votes = [0] * len(keep)
    for ranking, number in papers.items():
        rest = ONE
        for level in ranking:
            standing = [c for c in level if keep[c]]
            if len(standing) == 1:
                given, rest = keep_values.up_and_rest(rest, keep[standing[0]], ONE, 1)
                votes[standing[0]] += given * number
            elif standing:
                shares, rest = in_all_orders(rest, [keep[c] for c in standing])
                for candidate, share in zip(standing, shares, strict=True):
                    votes[candidate] += share * number
    return votes


@given(moments())
@settings(max_examples=150)
def test_papers_in_a_tree_are_credited_as_one_by_one(moment):
    papers, turns = moment
    profile = profile_of(papers)
    contest = Contest(tuple(Candidate(name, name) for name in LETTERS), 7)
    valid = rule_on(profile, contest, equal_preferences_stand)
    sheet = CountSheet(contest, valid, NO_LOTS, rule="trial", decimals=3)
    keeping = KeepValues(sheet, valid, keep_values.up_and_rest, "(1)")
    keep = [ONE] * 7
    for candidate, elected, value in turns:
        if candidate in sheet.continuing:
            if elected:
                sheet.elect(candidate, "(2)")
            else:
                sheet.exclude(candidate, "(3)")
            keep[candidate] = value if elected else 0
            keeping.revise({candidate: value} if elected else {})
        keeping.distribute()
        assert sheet.votes == one_by_one(papers, keep)
        assert sum(sheet.votes) + sheet.non_transferable == sum(papers.values()) * ONE
        assert keeping.keep == keep


def test_rounding_up_twice_gains_votes_and_the_sheet_still_balances():
    profile = Profile(tuple("AB"), MarkKind.RANKING, RankingList([(0, 1)], [3]))
    contest = Contest((Candidate("a", "A"), Candidate("b", "B")), 1)
    valid = rule_on(profile, contest, equal_preferences_stand)
    sheet = CountSheet(contest, valid, NO_LOTS, rule="trial", decimals=3)
    keeping = KeepValues(sheet, valid, keep_values.up_and_up, "(1)")
    sheet.elect(CandidateId(0), "(2)")
    keeping.revise({CandidateId(0): 333})
    sheet.elect(CandidateId(1), "(2)")
    keeping.revise({CandidateId(1): 333})
    keeping.distribute()
    # 0.333 to A, 0.667 left; 0.223 (from 0.222111) to B, 0.445 (from 0.444889) left: 1.001 votes on each paper.
    assert sheet.votes == [999, 669]
    assert sheet.no_further_preference == 1335
    assert sheet.non_transferable == 1332


def test_re_open_nominations_takes_up_papers_from_the_moment_it_stands(profile_of, sheet):
    contest = Contest(tuple(Candidate(n, n) for n in "ABRST"), 3, reopening=Reopening((2, 3, 4)))
    profile = profile_of("12 R>S>T>A, 5 A>R>S>T, 1 B>A", "ABRST")
    assert sheet(hold_count(find_rule("meek_prf_2013"), profile, contest)) == dedent("""\
        quota 4.500000001 (B.2.b)
        1 first preferences: A 5 B 1 R 12 S 0 T 0; non-transferable 0
          R elected (B.2.c)
          S stands (B.2.c)
          A elected (B.2.c)
          keep A 0.900000001 R 0.375000001 (B.2.f)
        quota 4.500000001 (B.2.b)
        2 surplus RA: A 4.500000005 B 1 R 4.687500012 S 7.812499983 T 0; non-transferable 0
          S elected (B.2.c)
          T stands (B.2.c)""")


def test_papers_that_name_only_people_passed_over_are_valid_and_spent(profile_of, sheet):
    contest = Contest(tuple(Candidate(n, n) for n in "ABC"), 1, passed_over=frozenset({CandidateId(0)}))
    transcript = hold_count(find_rule("meek_1987"), profile_of("3 A>B, 1 A, 2 A=B>C, 1 A=B, 4 C", ""), contest)
    assert sheet(transcript) == dedent("""\
        quota 5 (compute)
        1 first preferences: A 0 B 6 C 4; non-transferable 1
          B elected (elect)""")
    assert transcript.papers.valid == 11
