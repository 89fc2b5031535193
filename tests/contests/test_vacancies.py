"""A seat that falls vacant, filled from the stored papers: each way on papers counted by hand."""

from textwrap import dedent

import pytest

from hustings.ballots.paper import CandidateId
from hustings.ballots.rankings import DistinctRanking
from hustings.contests.outcome import Arrangements, hold_contest
from hustings.contests.vacancies import (
    countback,
    last_excluded,
    most_first_preferences,
    most_votes_at_the_end,
    next_runner_up,
    papers_held_when_elected,
    recount,
)
from hustings.count.contest import Candidate, Contest
from hustings.count.errors import CountError
from hustings.count.lots import candidate_order
from hustings.rules import find_rule

A, B, C, D, E = (CandidateId(c) for c in range(5))
CONTEST = Contest(tuple(Candidate(name, name) for name in "ABCDE"), 2, "Executive")
SCOTLAND, IRV, BLOCK = find_rule("scotland_2011"), find_rule("irv"), find_rule("block_vote")
LOTS = candidate_order(CONTEST)
# Quota 9. A is elected with 12, surplus 3 at a quarter of a vote each; B is elected last.
PAPERS = "8 A>C>D, 4 A>D, 6 B>E, 3 C>B, 2 D>B, 3 E>D"
FIRST = """\
    quota 9 (r.47)
    1 first preferences: A 12 B 6 C 3 D 2 E 3; non-transferable 0
      A elected (r.48(1))
    2 surplus A: A 9 B 6 C 5 D 3 E 3; non-transferable 0
      tie DE to exclude: D by stage 1 (r.52(2)(a))
      D excluded (r.51(1))
    3 exclusion D: A 9 B 8 C 5 D 0 E 3; non-transferable 1
      E excluded (r.51(1))
    4 exclusion E: A 9 B 8 C 5 D 0 E 0; non-transferable 4
      C excluded (r.51(1))
      5 not transferred (r.53(2))
    5 exclusion C: A 9 B 8 C 0 D 0 E 0; non-transferable 9
      B elected (r.53(1))"""


@pytest.fixture
def first(profile_of):
    return hold_contest(SCOTLAND, profile_of(PAPERS, "ABCDE"), Arrangements(CONTEST), LOTS)


def test_the_contest_as_it_was_held(first, sheet):
    assert sheet(first.transcript) == dedent(FIRST)


def test_recount_protects_the_sitting_and_seats_the_first_newly_elected(profile_of, sheet):
    filled = recount(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, A, {B}, {C, D, E}, LOTS)
    assert sheet(filled.transcript) == dedent("""\
        quota 9 (r.47)
        1 first preferences: A 0 B 6 C 11 D 6 E 3; non-transferable 0
          C elected (r.48(1))
          B elected (r.53(1))""")
    assert (filled.candidate, filled.consented) == (C, (C, D, E))


def test_recount_takes_those_who_do_not_consent_off_the_papers(profile_of, sheet):
    filled = recount(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, A, {B}, {D, E}, LOTS)
    assert sheet(filled.transcript) == dedent("""\
        quota 9 (r.47)
        1 first preferences: A 0 B 9 C 0 D 14 E 3; non-transferable 0
          D elected (r.48(1))
          B elected (r.48(1))""")
    assert filled.candidate == D


def test_recount_with_nobody_willing_seats_nobody(profile_of):
    assert recount(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, A, {B}, set(), LOTS).candidate is None


def test_papers_held_when_elected_are_worth_what_they_were_then(profile_of):
    held, decimals = papers_held_when_elected(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, B, LOTS)
    assert decimals == 5
    assert list(held) == [
        DistinctRanking((1, 4), 6, 100_000, 0),
        DistinctRanking((3, 1), 2, 100_000, 0),
    ]


def test_countback_counts_the_leavers_papers_alone(profile_of, sheet):
    filled = countback(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, A, {C, D, E}, LOTS, by=IRV)
    assert sheet(filled.transcript) == dedent("""\
        1 first preferences: A 0 B 0 C 8 D 4 E 0; non-transferable 0
          C elected (step 2)""")
    assert (filled.candidate, filled.consented) == (C, (C, D, E))


def test_countback_of_papers_that_came_by_transfer_keeps_their_value(profile_of, sheet):
    papers = "12 A>B>C, 5 B>D, 3 C, 4 D, 1 E"
    filled = countback(SCOTLAND, profile_of(papers, "ABCDE"), CONTEST, B, {C, D}, LOTS, by=IRV)
    assert sheet(filled.transcript) == dedent("""\
        1 first preferences: A 0 B 0 C 3 D 5 E 0; non-transferable 0
          D elected (step 2)""")


def test_countback_with_nobody_willing_seats_nobody(profile_of):
    filled = countback(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, A, set(), LOTS, by=IRV)
    assert (filled.candidate, filled.transcript) == (None, None)


def test_countback_of_somebody_not_elected_is_refused(profile_of):
    with pytest.raises(CountError) as refused:
        countback(SCOTLAND, profile_of(PAPERS, "ABCDE"), CONTEST, D, {C}, LOTS, by=IRV)
    assert str(refused.value) == "D was not elected by these papers under scotland_2011"


def test_countback_under_a_rule_of_marks_is_refused(profile_of):
    with pytest.raises(CountError) as refused:
        countback(BLOCK, profile_of("3 A>B, 2 C", "ABCDE"), CONTEST, A, {C}, LOTS, by=IRV)
    assert str(refused.value) == "block_vote keeps no papers with those elected, so there is nothing to count back"


@pytest.mark.parametrize(
    ("meaning", "consenting", "seated"),
    [
        (last_excluded, {C, D, E}, C),
        (last_excluded, {D, E}, E),
        (most_first_preferences, {D, E}, E),
        (most_first_preferences, {D}, D),
        (last_excluded, set(), None),
        (last_excluded, {B}, None),
    ],
)
def test_next_runner_up_by_each_meaning(meaning, consenting, seated, first):
    assert next_runner_up(first, consenting, meaning).candidate == seated


def test_next_runner_up_under_block_vote_is_the_next_in_votes(profile_of):
    outcome = hold_contest(BLOCK, profile_of("5 A>B, 3 C>D, 2 C, 1 D", "ABCDE"), Arrangements(CONTEST), LOTS)
    assert next_runner_up(outcome, {C, D}, most_votes_at_the_end).candidate == C
    assert next_runner_up(outcome, {D, E}, most_votes_at_the_end).candidate == D


def test_next_runner_up_of_two_equal_is_left_to_a_lot(first):
    with pytest.raises(CountError) as refused:
        next_runner_up(first, {C, E}, most_first_preferences)
    assert str(refused.value) == (
        "C and E are equal as runners-up (most first preferences); draw a lot and ask only one"
    )
